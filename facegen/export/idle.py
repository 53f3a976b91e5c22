"""The idle clip: blinking, breathing and glances, so that an export is alive in any viewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float32
from numpy import ndarray
from scipy.spatial.transform import Rotation

from facegen.avatar import MORPHS, Avatar, Skeleton

DURATION = 8.0
"""Seconds; the clip ends as it starts, so it loops."""

_BLINKS = (1.4, 4.1, 6.9)
_BLINK_SHAPE = ((0.0, 0.0), (0.07, 1.0), (0.11, 1.0), (0.26, 0.0))
"""(Seconds after the start, weight): lids fall faster than they rise."""

_GLANCES = (
    (0.9, 0.10, -0.02), (1.5, -0.04, 0.03), (3.0, 0.16, 0.0), (3.6, 0.0, 0.0),
    (4.2, -0.13, -0.05), (5.3, -0.05, 0.02), (6.3, 0.06, 0.05), (7.0, 0.0, 0.0),
)  # fmt: skip
"""(Start, towards the person's left, up): a saccade jumps to each and rests there."""

_SACCADE_SECONDS = 0.05

_BREATHS = 2
"""In one clip: 15 a minute, calm."""

_SWAY = {
    # joint: (breathing pitch, yaw of the slow sway, its pitch), degrees
    "Spine1": (-0.35, 0.0, 0.0),
    "Spine2": (-0.55, 0.25, 0.0),
    "Neck": (0.45, 0.5, 0.25),
    "Head": (0.35, 0.9, 0.5),
}


@dataclass(frozen=True)
class Idle:
    """Key frames of one clip; values are interpolated linearly."""

    weight_times: Float32[ndarray, "T"]
    weights: Float32[ndarray, "T 67"]
    """Morph weights in the order of `MORPHS`."""
    rotation_times: Float32[ndarray, "S"]
    rotations: Mapping[str, Float32[ndarray, "S 4"]]
    """Joint name -> its local rotation, quaternion x y z w."""


def make_idle(avatar: Avatar, local: Float[ndarray, "J 4 4"]) -> Idle:
    """The clip of `avatar`, around the expression it wears and its `local` joint transforms."""
    times = _weight_times()
    base = np.array([avatar.expression.get(name, 0.0) for name in MORPHS])
    weights = np.tile(base, (len(times), 1))
    for name, track in _face_tracks(times).items():
        column = MORPHS.index(name)
        # The larger wins: a blink on half-closed lids must not push them through each other.
        weights[:, column] = np.maximum(weights[:, column], track)
    rotation_times = np.linspace(0.0, DURATION, 33)
    return Idle(
        times.astype(np.float32),
        weights.astype(np.float32),
        rotation_times.astype(np.float32),
        _joint_tracks(avatar.skeleton, local, rotation_times),
    )


def _weight_times() -> Float[ndarray, "T"]:
    keys = {0.0, DURATION}
    keys.update(start + offset for start in _BLINKS for offset, _ in _BLINK_SHAPE)
    keys.update(start + d for start, _, _ in _GLANCES for d in (0.0, _SACCADE_SECONDS))
    return np.array(sorted(round(key, 3) for key in keys))


def _face_tracks(times: Float[ndarray, "T"]) -> dict[str, Float[ndarray, "T"]]:
    blink = _piecewise(times, [(s + d, w) for s in _BLINKS for d, w in _BLINK_SHAPE])
    side = _piecewise(times, _steps([(start, left) for start, left, _ in _GLANCES]))
    up = _piecewise(times, _steps([(start, rise) for start, _, rise in _GLANCES]))
    tracks = {"eyeBlinkLeft": blink, "eyeBlinkRight": blink}
    towards = {"Left": side, "Right": -side}
    for eye, out in towards.items():
        tracks[f"eyeLookOut{eye}"] = np.maximum(out, 0.0)
        tracks[f"eyeLookIn{eye}"] = np.maximum(-out, 0.0)
        tracks[f"eyeLookUp{eye}"] = np.maximum(up, 0.0)
        tracks[f"eyeLookDown{eye}"] = np.maximum(-up, 0.0)
    return tracks


def _steps(targets: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Keys that hold each value until a saccade jumps to the next."""
    keys, value = [(0.0, 0.0)], 0.0
    for start, target in targets:
        keys += [(start, value), (start + _SACCADE_SECONDS, target)]
        value = target
    return keys


def _piecewise(
    times: Float[ndarray, "T"], keys: Sequence[tuple[float, float]]
) -> Float[ndarray, "T"]:
    return np.interp(times, [time for time, _ in keys], [value for _, value in keys])


def _joint_tracks(
    skeleton: Skeleton, local: Float[ndarray, "J 4 4"], times: Float[ndarray, "S"]
) -> dict[str, Float32[ndarray, "S 4"]]:
    phase = 2 * np.pi * times / DURATION
    breath = 0.5 - 0.5 * np.cos(_BREATHS * phase)
    yaw = np.sin(phase)
    nod = 0.5 * np.sin(2 * phase)
    tracks = {}
    for name, (breathing, turning, nodding) in _SWAY.items():
        if name not in skeleton.names:
            continue
        joint = skeleton.names.index(name)
        turn = Rotation.from_euler(
            "xyz",
            np.stack([breathing * breath + nodding * nod, turning * yaw, 0 * yaw], axis=1),
            degrees=True,
        )
        # The turn is about the world's axes; R^-1 turn R carries it into the joint's own.
        bind = Rotation.from_matrix(skeleton.bind[joint][:3, :3])
        rest = Rotation.from_matrix(local[joint][:3, :3])
        tracks[name] = _continuous((rest * bind.inv() * turn * bind).as_quat())
    return tracks


def _continuous(quaternions: Float[ndarray, "S 4"]) -> Float32[ndarray, "S 4"]:
    """q and -q are one rotation: keep neighbours on one side, so linear blending is short."""
    result = quaternions.copy()
    for i in range(1, len(result)):
        if result[i] @ result[i - 1] < 0:
            result[i] = -result[i]
    return result.astype(np.float32)
