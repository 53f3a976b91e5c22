"""The files that an avatar can be downloaded as, each made when it is asked for."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen import __version__
from facegen.avatar import Avatar, ModelUse
from facegen.errors import InputError
from facegen.export.archive import write_zip
from facegen.export.container import join, split
from facegen.export.files import write_bytes
from facegen.export.glb import write_glb
from facegen.export.images import encode_png
from facegen.export.licence import Verdict, judge, licence_text, model_use
from facegen.export.mark import PHOTO_NOTICE, notice_of, notice_with_credits
from facegen.export.obj import write_obj
from facegen.export.optimize import optimize_glb
from facegen.export.report import make_report, write_report
from facegen.export.textures import map_files
from facegen.export.video import write_video
from facegen.export.vrm import write_vrm
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar, turntable

Watch = Callable[[], None]
"""Called between steps; raises `Cancelled` when the user has cancelled."""

PREVIEW_SIZE = 1024
_FACTS = ("report", "cameras")
TURNTABLE_FRAMES, TURNTABLE_FPS, TURNTABLE_SIZE = 36, 12, 384


@dataclass(frozen=True)
class Kind:
    """One kind of download."""

    name: str
    filename: str
    label: str
    note: str
    """What it is and for whom, in a few words."""
    seconds: float
    """To make it at 2K on two cores, typically."""
    carrier: str
    """A sentence: where the file holds the credits that licences ask for."""
    make: Callable[[Avatar, Path, Watch], Path] | Callable[[None, Path, Watch], Path]
    """Writes the file to the given path; the avatar is None for one made `from_files`."""
    needs: str = ""
    """A file of the result without which there is nothing to make it from; empty: none."""
    from_files: bool = False
    """It is made from other files of the result, and the avatar is not looked at."""

    def offered(self, folder: Path) -> bool:
        """Whether the result in `folder` can have it: views, for one, only a photo's person has."""
        return not self.needs or (folder / self.needs).is_file()


def make_file(kind: str, avatar: Avatar | None, folder: Path | str, watch: Watch) -> Path:
    """The file of `kind` in `folder`: written atomically, or left as it is when it exists.

    `avatar` may be None for a kind that is made `from_files`. `watch()` is called between steps,
    and what it raises (`Cancelled`) leaves no file behind. `InputError` for an unknown kind or one
    that this result cannot have; `SetupError` when a tool is missing or the disk is full.
    """
    chosen = find_kind(kind)
    path = Path(folder) / chosen.filename
    watch()
    if path.is_file():
        return path
    if not chosen.offered(path.parent):
        raise InputError(f"{chosen.label} comes only with a person from a photo.")
    return chosen.make(avatar, path, watch)


def verdict(kind: str, models: Iterable[ModelUse | Mapping[str, Any]]) -> Verdict:
    """Commercial use and credits of a file of `kind` that `models` made.

    `models` are those of `Provenance` or of `report.json`. `InputError` for an unknown kind.
    """
    chosen = find_kind(kind)
    if chosen.name in _FACTS:
        return Verdict(True, "Facts about the avatar; free to use.", ())
    if chosen.name == "debug":
        return Verdict(False, "It shows your photo: its maker's terms apply.", ())
    used = [model_use(model) for model in models]
    found = judge(used, chosen.carrier)
    if chosen.name == "everything" and notice_of(used) == PHOTO_NOTICE:
        shown = " The debug sheet in it shows your photo: its maker's terms apply to that."
        return dataclasses.replace(found, commercial=False, text=found.text + shown)
    return found


def find_kind(name: str) -> Kind:
    """The kind called `name`; `InputError` lists those there are."""
    if name not in KINDS:
        raise InputError(
            f"There is no download called {str(name)[:40]!r}; choose {', '.join(KINDS)}."
        )
    return KINDS[name]


def _glb(avatar: Avatar, path: Path, watch: Watch) -> Path:
    return write_glb(avatar, path)


def _glb_small(avatar: Avatar, path: Path, watch: Watch) -> Path:
    plain = make_file("glb", avatar, path.parent, watch)
    return optimize_glb(plain, path)


def _vrm(avatar: Avatar, path: Path, watch: Watch) -> Path:
    picture = _portrait(avatar)
    watch()
    return write_vrm(avatar, path, picture)


def _obj(avatar: Avatar, path: Path, watch: Watch) -> Path:
    return write_obj(avatar, path, watch=watch)


def _maps(avatar: Avatar, path: Path, watch: Watch) -> Path:
    def entries() -> Iterator[tuple[str, bytes]]:
        yield "LICENCE.txt", licence_text(avatar.provenance.models).encode()
        for name, data in map_files(avatar):
            watch()
            yield f"maps/{name}", data

    return write_zip(path, entries())


def _turntable(avatar: Avatar, path: Path, watch: Watch) -> Path:
    def frames() -> Iterator[UInt8[ndarray, "H W 3"]]:
        for frame in turntable(avatar, TURNTABLE_FRAMES, TURNTABLE_SIZE, quality="fast"):
            watch()
            yield frame

    comment = notice_with_credits(avatar.provenance.models)
    return write_video(frames(), path, TURNTABLE_FPS, comment=comment)


def _preview(avatar: Avatar, path: Path, watch: Watch) -> Path:
    comment = notice_with_credits(avatar.provenance.models)
    return write_bytes(path, encode_png(_portrait(avatar), comment=comment))


def _portrait(avatar: Avatar) -> UInt8[ndarray, "H W 3"]:
    image = render_avatar(avatar, Camera.portrait(avatar, size=PREVIEW_SIZE))
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)


def _report(avatar: Avatar, path: Path, watch: Watch) -> Path:
    """What can still be told when the run's own report is gone: no timings."""
    made = [path.with_name(kind.filename) for kind in KINDS.values() if kind.name != "report"]
    source = avatar.provenance
    given = {"kind": "photo"} if source.likeness else {"kind": "prompt", "text": source.prompt}
    report = make_report(
        pipeline=source.pipeline,
        seed=source.seed,
        settings={},
        timings_s={},
        metrics={},
        models=source.models,
        files=[file for file in made if file.is_file()],
        folder=path.parent,
        inputs=[given],
    )
    return write_report(path, report)


def _views(avatar: None, path: Path, watch: Watch) -> Path:
    def entries() -> Iterator[tuple[str, bytes]]:
        yield "LICENCE.txt", licence_text(_models(path.parent)).encode()
        yield from _pictures(path.parent, watch)

    return write_zip(path, entries())


def _everything(avatar: Avatar, path: Path, watch: Watch) -> Path:
    """Every kind that the result can have, made where it is missing; archives are unpacked."""
    folder = path.parent
    others = [kind for kind in KINDS.values() if kind.make is not _everything]
    wanted = [kind for kind in others if kind.make is not _views and kind.offered(folder)]
    for kind in wanted:
        make_file(kind.name, avatar, folder, watch)

    def entries() -> Iterator[tuple[str, bytes]]:
        yield "LICENCE.txt", licence_text(avatar.provenance.models).encode()
        known = set()
        for kind in wanted:
            watch()
            known.add(kind.filename)
            yield kind.filename, (folder / kind.filename).read_bytes()
        yield from (entry for entry in _pictures(folder, watch) if entry[0] not in known)

    return write_zip(path, entries())


def _pictures(folder: Path, watch: Watch) -> Iterator[tuple[str, bytes]]:
    """The views and the cameras that took them."""
    for name in ("cameras.json", "transforms.json"):
        if (folder / name).is_file():
            yield name, (folder / name).read_bytes()
    for file in sorted((folder / "views").glob("*.png")):
        watch()
        yield f"views/{file.name}", file.read_bytes()


def _models(folder: Path) -> list[ModelUse]:
    """What made a result, as its report tells."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return [model_use(model) for model in report["models"]]


def _surface_glb(avatar: None, path: Path, watch: Watch) -> Path:
    import trimesh  # slow to import, and needed by nothing else that runs

    document, blob = split(trimesh.load_mesh(path.with_suffix(".ply")).export(file_type="glb"))
    document["asset"] |= {
        "generator": f"facegen {__version__}",
        "copyright": notice_with_credits(_models(path.parent)),
        "extras": {"facegen": {"version": __version__, "synthetic": True}},
    }
    return write_bytes(path, join(document, blob))


def _comes_along(avatar: None, path: Path, watch: Watch) -> Path:
    """A file that stands in the result from the beginning, or cannot be had."""
    return path


_IN_GLTF = "It is inside the file (asset.copyright)."
_IN_ARCHIVE = "It is in the archive's LICENCE.txt."
_IN_METADATA = "It is in the file's metadata; name it where you publish the picture."

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("glb", "avatar.glb", "Avatar", "GLB for any 3D program", 1.6, _IN_GLTF, _glb),
            Kind("glb_small", "avatar.meshopt.glb", "Avatar, small",
                 "GLB with meshopt and WebP, for the web", 4.8, _IN_GLTF, _glb_small),
            Kind("vrm", "avatar.vrm", "VRM 1.0", "For VTubing and social worlds", 2.6,
                 "It is inside the file (meta).", _vrm),
            Kind("obj", "avatar.obj.zip", "OBJ", "Still mesh, MTL and textures in a zip", 2.0,
                 _IN_ARCHIVE, _obj),
            Kind("maps", "maps.zip", "Texture maps",
                 "PNG: colour, normal, roughness", 1.5, _IN_ARCHIVE, _maps),
            Kind("turntable", "turntable.mp4", "Turntable", "Video of one turn", 7.5,
                 _IN_METADATA, _turntable),
            Kind("preview", "preview.png", "Picture", "PNG, 1024 pixels", 1.0,
                 _IN_METADATA, _preview),
            Kind("views", "views.zip", "16 views", "PNG: colour, mask, depth, normals, cameras",
                 0.5, _IN_ARCHIVE, _views, "cameras.json", True),
            Kind("sheet", "sheet.webp", "Contact sheet", "All views in one picture", 0.0,
                 _IN_METADATA, _comes_along, "sheet.webp", True),
            Kind("surface_ply", "surface.ply", "Surface", "Watertight mesh, PLY with colours", 0.0,
                 _IN_METADATA, _comes_along, "surface.ply", True),
            Kind("surface_glb", "surface.glb", "Surface, GLB", "The same watertight mesh", 0.5,
                 _IN_GLTF, _surface_glb, "surface.ply", True),
            Kind("cameras", "cameras.json", "Cameras", "Of the views, OpenCV and OpenGL", 0.0,
                 "", _comes_along, "cameras.json", True),
            Kind("debug", "debug.webp", "What was seen", "Landmarks, parsing, colours", 0.0,
                 "", _comes_along, "debug.webp", True),
            Kind("report", "report.json", "Report", "Settings, timings, licences", 0.1,
                 "It lists them.", _report),
            Kind("everything", "everything.zip", "Everything", "All of these in one zip", 25.0,
                 _IN_ARCHIVE, _everything),
        )
    }
)  # fmt: skip
"""Every download, in the order in which a page shows them."""
