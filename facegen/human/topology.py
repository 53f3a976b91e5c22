"""The hm08 base mesh and its targets, memory-mapped from the asset cache."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Int16, Int32, Int64, UInt16
from numpy import ndarray

from facegen.avatar import ARKIT
from facegen.errors import SetupError
from facegen.setup.sources import assets_dir

BODY = slice(0, 13380)
TONGUE = slice(13380, 13606)
EYE_LEFT = slice(14598, 14670)
EYE_RIGHT = slice(14670, 14742)
LASHES = slice(14742, 14992)
TEETH_LOWER = slice(14992, 15060)
TEETH_UPPER = slice(15060, 15128)
VERTEX_COUNT = 19158


@dataclass(frozen=True)
class Sparse:
    """Sparse targets back to back: target i owns rows `start[i]:start[i + 1]`; deltas in metres."""

    names: tuple[str, ...]
    start: Int64[ndarray, "N+1"]
    index: Int32[ndarray, "K"]
    delta: Float32[ndarray, "K 3"]

    def get(self, name: str) -> tuple[Int32[ndarray, "k"], Float32[ndarray, "k 3"]]:
        """Indices and deltas of one target."""
        i = self.names.index(name)
        rows = slice(self.start[i], self.start[i + 1])
        return self.index[rows], self.delta[rows]


@dataclass(frozen=True)
class Topology:
    """Everything that does not depend on the person."""

    base: Float32[ndarray, "19158 3"]
    quads: Int32[ndarray, "F 4"]
    quad_uvs: Int32[ndarray, "F 4"]
    uvs: Float32[ndarray, "U 2"]
    quad_group: Int16[ndarray, "F"]
    groups: tuple[str, ...]
    macro_names: tuple[str, ...]
    macro: Int16[ndarray, "M 19158 3"]
    macro_scale: Float32[ndarray, "M"]
    local: Sparse
    local_group: dict[str, str]
    slider_table: dict[str, list[dict]]
    units: Sparse
    rig: tuple[dict, ...]
    joints: UInt16[ndarray, "19158 4"]
    weights: Float32[ndarray, "19158 4"]

    def body_quads(self) -> tuple[Int32[ndarray, "F 4"], Int32[ndarray, "F 4"]]:
        """Vertex and UV indices of the skin's quads (helpers, eyes, teeth and genital left out)."""
        mask = self.quad_group == self.groups.index("body")
        mask &= (self.quads < BODY.stop).all(1)
        return self.quads[mask], self.quad_uvs[mask]


@functools.cache
def topology() -> Topology:
    """The packed base mesh; `SetupError` when set-up has not built it."""
    folder = assets_dir() / "body"
    if not (folder / "names.json").exists():
        raise SetupError("The base mesh is not built yet: run `python -m facegen.setup`.")
    names = json.loads((folder / "names.json").read_text())
    return Topology(
        base=_load(folder, "base"),
        quads=_load(folder, "quads"),
        quad_uvs=_load(folder, "quad_uvs"),
        uvs=_load(folder, "uvs"),
        quad_group=_load(folder, "quad_group"),
        groups=tuple(json.loads((folder / "groups.json").read_text())),
        macro_names=tuple(names["macro"]),
        macro=_load(folder, "macro"),
        macro_scale=_load(folder, "macro_scale"),
        local=_sparse(folder, "local", names["local"]),
        local_group=names["groups"],
        slider_table=names["sliders"],
        units=_sparse(folder, "units", ARKIT),
        rig=tuple(names["rig"]),
        joints=_load(folder, "joints"),
        weights=_load(folder, "weights"),
    )


def _load(folder: Path, name: str) -> ndarray:
    return np.load(folder / f"{name}.npy", mmap_mode="r")


def _sparse(folder: Path, name: str, names: tuple[str, ...] | list[str]) -> Sparse:
    return Sparse(
        tuple(names),
        _load(folder, f"{name}_start"),
        _load(folder, f"{name}_index"),
        _load(folder, f"{name}_delta"),
    )
