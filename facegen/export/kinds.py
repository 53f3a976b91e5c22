"""The files that an avatar can be downloaded as, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar, ModelUse
from facegen.errors import InputError
from facegen.export.archive import write_zip
from facegen.export.files import write_bytes
from facegen.export.glb import write_glb
from facegen.export.images import encode_png
from facegen.export.licence import Verdict, judge, licence_text, model_use
from facegen.export.mark import notice_with_credits
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
    make: Callable[[Avatar, Path, Watch], Path]
    """Writes the file to the given path."""


def make_file(kind: str, avatar: Avatar, folder: Path | str, watch: Watch) -> Path:
    """The file of `kind` in `folder`: written atomically, or left as it is when it exists.

    `watch()` is called between steps, and what it raises (`Cancelled`) leaves no file behind.
    `InputError` for an unknown kind; `SetupError` when a tool is missing or the disk is full.
    """
    chosen = find_kind(kind)
    path = Path(folder) / chosen.filename
    watch()
    return path if path.is_file() else chosen.make(avatar, path, watch)


def verdict(kind: str, models: Iterable[ModelUse | Mapping[str, Any]]) -> Verdict:
    """Commercial use and credits of a file of `kind` that `models` made.

    `models` are those of `Provenance` or of `report.json`. `InputError` for an unknown kind.
    """
    chosen = find_kind(kind)
    if chosen.name == "report":
        return Verdict(True, "Facts about the avatar; free to use.", ())
    return judge([model_use(model) for model in models], chosen.carrier)


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
    report = make_report(
        pipeline=source.pipeline,
        seed=source.seed,
        settings={},
        timings_s={},
        metrics={},
        models=source.models,
        files=[file for file in made if file.is_file()],
        folder=path.parent,
        inputs=[{"kind": "prompt", "text": source.prompt}],
    )
    return write_report(path, report)


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
            Kind("report", "report.json", "Report", "Settings, timings, licences", 0.1,
                 "It lists them.", _report),
        )
    }
)  # fmt: skip
"""Every download, in the order in which a page shows them."""
