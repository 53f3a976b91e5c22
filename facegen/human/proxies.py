"""MakeHuman proxies: meshes bound to base-mesh triangles, which follow any body and expression."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
from jaxtyping import Bool, Float32, Int32, UInt8, UInt16
from numpy import ndarray
from PIL import Image

from facegen.avatar import Material, Morph, Part
from facegen.errors import SetupError
from facegen.geometry.mesh import part_from_mesh
from facegen.geometry.subdivide import catmull_clark, linear
from facegen.human.figure import Figure
from facegen.human.topology import VERTEX_COUNT, topology
from facegen.setup.sources import assets_dir

_HEAD_RULER = ((5399, 11998), (791, 881), (962, 5320))
"""Base vertices whose distances along x, y, z measure a head, as MakeHuman's own assets use."""

_STILL = 1e-5
"""Metres that a vertex of a morph at most moves along each axis to be left out."""
_OTHER_MAPS = ("normal", "nrm", "_ao", "spec", "bump")
"""What names of textures that hold no colour contain."""


@dataclass(frozen=True)
class Proxy:
    """Proxy vertex p = sum over k of weights[p, k] * base[refs[p, k]] + offsets[p] * head scale."""

    kind: str
    name: str
    refs: Int32[ndarray, "P 3"]
    weights: Float32[ndarray, "P 3"]
    offsets: Float32[ndarray, "P 3"]
    """Metres on the unshaped base mesh."""
    quads: Int32[ndarray, "F 4"]
    """A triangle repeats its last corner."""
    quad_uvs: Int32[ndarray, "F 4"]
    uvs: Float32[ndarray, "U 2"]
    """v down."""
    hidden: Bool[ndarray, "19158"]
    """Base vertices that this piece of clothing covers."""
    textures: Mapping[str, Path]
    """File name -> path in the asset cache."""

    def texture(self, *contains: str) -> UInt8[ndarray, "H W C"] | None:
        """The first texture whose file name contains one of `contains`, or None."""
        for name, path in self.textures.items():
            if any(part in name for part in contains or ("",)):
                with Image.open(path) as image:
                    return np.asarray(image.convert("RGBA" if "A" in image.mode else "RGB"))
        return None

    def diffuse(self) -> UInt8[ndarray, "H W C"]:
        """The texture of colours: the one that its name does not call anything else."""
        names = [name for name in self.textures if not any(m in name.lower() for m in _OTHER_MAPS)]
        return self.texture(min(names, key=lambda name: "diffuse" not in name))


@functools.lru_cache(maxsize=64)
def load_proxy(kind: str, name: str) -> Proxy:
    """A packed proxy; `SetupError` when set-up has not built it."""
    folder = assets_dir() / "proxies" / kind
    path = folder / f"{name}.npz"
    if not path.exists():
        raise SetupError(
            f"The asset {kind}/{name} is not built yet: run `python -m facegen.setup`."
        )
    with np.load(path) as data:
        hidden = np.zeros(VERTEX_COUNT, bool)
        hidden[data["hidden"]] = True
        fields = {k: data[k] for k in ("refs", "weights", "offsets", "quads", "quad_uvs", "uvs")}
    textures = folder / name
    files = sorted(textures.iterdir()) if textures.is_dir() else []
    return Proxy(
        kind, name, hidden=hidden, textures=MappingProxyType({f.name: f for f in files}), **fields
    )


def head_scale(figure: Figure) -> Float32[ndarray, "3"]:
    """Size of the person's head along x, y, z relative to the unshaped base mesh."""
    base, shaped = topology().base, figure.vertices
    return np.array(
        [
            abs(shaped[a, i] - shaped[b, i]) / abs(base[a, i] - base[b, i])
            for i, (a, b) in enumerate(_HEAD_RULER)
        ],
        np.float32,
    )


def fit_proxy(
    proxy: Proxy, figure: Figure
) -> tuple[
    Float32[ndarray, "P 3"], Mapping[str, Morph], UInt16[ndarray, "P 4"], Float32[ndarray, "P 4"]
]:
    """Vertices (metres), morphs, joints and joint weights of `proxy` on `figure`."""
    vertices = np.einsum("pk,pkc->pc", proxy.weights, figure.vertices[proxy.refs])
    vertices += proxy.offsets * head_scale(figure)
    joints, weights = bind_weights(proxy.refs, proxy.weights, figure)
    return (
        vertices.astype(np.float32),
        bind_morphs(proxy.refs, proxy.weights, figure.morphs),
        joints,
        weights,
    )


def bind_morphs(
    refs: Int32[ndarray, "P K"], weights: Float32[ndarray, "P K"], morphs: Mapping[str, Morph]
) -> MappingProxyType[str, Morph]:
    """Morphs of points that are `weights`-blends of base vertices `refs`; still ones drop out."""
    made = {}
    dense = np.zeros((VERTEX_COUNT, 3), np.float32)
    for name, morph in morphs.items():
        dense[morph.indices] = morph.deltas
        moved = np.einsum("pk,pkc->pc", weights, dense[refs])
        blended = Morph.of_moves(moved, _STILL)
        if len(blended.indices):
            made[name] = blended
        dense[morph.indices] = 0
    return MappingProxyType(made)


def bind_weights(
    refs: Int32[ndarray, "P K"], weights: Float32[ndarray, "P K"], figure: Figure
) -> tuple[UInt16[ndarray, "P 4"], Float32[ndarray, "P 4"]]:
    """The four strongest joints of points that are blends of base vertices; weights sum to 1."""
    dense = np.zeros((len(refs), len(figure.skeleton.names)), np.float32)
    rows = np.arange(len(refs))
    share = np.clip(weights, 0, None)
    share = share / np.maximum(share.sum(1, keepdims=True), 1e-6)
    for k in range(refs.shape[1]):
        for j in range(4):
            joint = figure.joints[refs[:, k], j]
            np.add.at(dense, (rows, joint), share[:, k] * figure.weights[refs[:, k], j])
    joints = np.argsort(-dense, 1, kind="stable")[:, :4]
    top = np.take_along_axis(dense, joints, 1)
    top /= top.sum(1, keepdims=True)
    joints[top == 0] = 0
    return joints.astype(np.uint16), top.astype(np.float32)


def proxy_part(
    proxy: Proxy, figure: Figure, material: Material, name: str, subdivide: int = 0
) -> Part:
    """`proxy` fitted to `figure` as a part; `subdivide` Catmull-Clark steps smooth it."""
    return smooth_part(proxy, *fit_proxy(proxy, figure), material, name, subdivide)


def smooth_part(
    proxy: Proxy,
    vertices: Float32[ndarray, "P 3"],
    morphs: Mapping[str, Morph],
    joints: UInt16[ndarray, "P 4"],
    weights: Float32[ndarray, "P 4"],
    material: Material,
    name: str,
    subdivide: int,
) -> Part:
    """The faces of `proxy` over fitted vertices, after `subdivide` Catmull-Clark steps."""
    quads, quad_uvs, uvs = proxy.quads, proxy.quad_uvs, proxy.uvs
    for _ in range(subdivide):
        step, uv_step = catmull_clark(quads, len(vertices)), linear(quad_uvs, len(uvs))
        matrix = step.matrix.astype(np.float32)
        joints, weights = blend_weights(matrix, joints, weights)
        vertices, morphs = matrix @ vertices, blend_morphs(matrix, morphs)
        uvs = (uv_step.matrix @ uvs).astype(np.float32)
        quads, quad_uvs = step.quads, uv_step.quads
    return part_from_mesh(name, vertices, quads, uvs, quad_uvs, material, joints, weights, morphs)


def blend_morphs(matrix, morphs: Mapping[str, Morph]) -> MappingProxyType[str, Morph]:
    """Morphs after a sparse `matrix` [V', V] has blended the vertices."""
    made = {}
    by_column = matrix.tocsc()
    for name, morph in morphs.items():
        blended = Morph.of_moves(by_column[:, morph.indices] @ morph.deltas, _STILL)
        if len(blended.indices):
            made[name] = blended
    return MappingProxyType(made)


def blend_weights(
    matrix, joints: UInt16[ndarray, "V 4"], weights: Float32[ndarray, "V 4"]
) -> tuple[UInt16[ndarray, "V' 4"], Float32[ndarray, "V' 4"]]:
    """Joint weights after a sparse `matrix` [V', V] has blended the vertices."""
    count = int(joints.max()) + 1
    dense = np.zeros((len(joints), count), np.float32)
    np.add.at(dense, (np.arange(len(joints))[:, None], joints), weights)
    fine = np.maximum(matrix @ dense, 0)
    top_joints = np.argsort(-fine, 1, kind="stable")[:, :4]
    top = np.take_along_axis(fine, top_joints, 1)
    top /= top.sum(1, keepdims=True)
    top_joints[top == 0] = 0
    if top_joints.shape[1] < 4:
        pad = ((0, 0), (0, 4 - top_joints.shape[1]))
        top_joints, top = np.pad(top_joints, pad), np.pad(top, pad)
    return top_joints.astype(np.uint16), top.astype(np.float32)
