"""What VRM calls expressions, and how its gaze moves our eyes.

Source: VRM 1.0, VRMC_vrm.expressions and VRMC_vrm.lookAt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.spatial.transform import Rotation

from facegen.avatar import ARKIT, MORPHS, Avatar
from facegen.export.glb import visible_move


def _both(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights for the left and the right side."""
    return {f"{name}{side}": value for name, value in weights.items() for side in ("Left", "Right")}


EMOTIONS: dict[str, dict[str, float]] = {
    "happy": _both({"mouthSmile": 0.75, "cheekSquint": 0.5, "eyeSquint": 0.3, "mouthDimple": 0.2,
                    "mouthUpperUp": 0.15}) | {"jawOpen": 0.05},
    "angry": _both({"browDown": 0.85, "eyeSquint": 0.4, "noseSneer": 0.45, "mouthFrown": 0.4,
                    "mouthPress": 0.4}),
    "sad": _both({"mouthFrown": 0.65, "mouthStretch": 0.15})
    | {"browInnerUp": 0.85, "mouthShrugLower": 0.35, "eyeLookDownLeft": 0.15,
       "eyeLookDownRight": 0.15},
    "relaxed": _both({"mouthSmile": 0.35, "eyeBlink": 0.25, "cheekSquint": 0.15}),
    "surprised": _both({"eyeWide": 0.8, "browOuterUp": 0.7, "mouthStretch": 0.05})
    | {"browInnerUp": 0.8, "jawOpen": 0.32, "mouthFunnel": 0.15},
}  # fmt: skip
"""Preset -> ARKit weights, after the prototypes of Ekman's basic emotions."""

_OVERRIDES = {
    # Lids that are half closed or wide open already would close too far or not at all.
    "relaxed": {"overrideBlink": "blend"},
    # An open mouth that speaks as well would gape; wide eyes do not blink.
    "surprised": {"overrideBlink": "blend", "overrideMouth": "blend"},
}
_MOUTH = {"aa": "viseme_aa", "ih": "viseme_I", "ou": "viseme_U", "ee": "viseme_E",
          "oh": "viseme_O"}  # fmt: skip
_LIDS = {
    "blink": {"eyeBlinkLeft": 1.0, "eyeBlinkRight": 1.0},
    "blinkLeft": {"eyeBlinkLeft": 1.0},
    "blinkRight": {"eyeBlinkRight": 1.0},
}
_GAZE = {
    "lookUp": ("eyeLookUpLeft", "eyeLookUpRight"),
    "lookDown": ("eyeLookDownLeft", "eyeLookDownRight"),
    "lookLeft": ("eyeLookOutLeft", "eyeLookInRight"),
    "lookRight": ("eyeLookInLeft", "eyeLookOutRight"),
}
_USUAL_TURN = 25.0
"""Degrees, for an avatar without eyeballs to measure."""


def expressions(avatar: Avatar, first_mesh: int) -> dict[str, Any]:
    """`VRMC_vrm.expressions`: the 18 presets, and the 52 ARKit shapes as custom ones.

    The mesh nodes of the parts begin at `first_mesh`. Custom names begin with a capital
    (`JawOpen`), as the programs for "perfect sync" look for them; `neutral` is the expression that
    the avatar wears.
    """
    bound = _bindings(avatar, first_mesh)

    def expression(weights: Mapping[str, float], **more: str) -> dict[str, Any]:
        binds = [
            bind | {"weight": round(float(weight), 4)}
            for name, weight in weights.items()
            for bind in bound.get(name, ())
            if weight
        ]
        return {"morphTargetBinds": binds, "isBinary": False, **more}

    preset = {name: expression(w, **_OVERRIDES.get(name, {})) for name, w in EMOTIONS.items()}
    preset |= {name: expression({viseme: 1.0}) for name, viseme in _MOUTH.items()}
    preset |= {name: expression(weights) for name, weights in _LIDS.items()}
    preset |= {name: expression(dict.fromkeys(pair, 1.0)) for name, pair in _GAZE.items()}
    preset["neutral"] = expression(avatar.expression)
    custom = {name[0].upper() + name[1:]: expression({name: 1.0}) for name in ARKIT}
    return {"preset": preset, "custom": custom}


def look_at(avatar: Avatar) -> dict[str, Any]:
    """`VRMC_vrm.lookAt` by expressions, so that the lids follow the eyes.

    Each range ends where its expression is at weight 1, so that the eyes look where they are told.
    """
    turns = {name: _turn(avatar, *pair) for name, pair in _GAZE.items()}
    sideways = (turns["lookLeft"] + turns["lookRight"]) / 2.0
    return {
        "type": "expression",
        "offsetFromHeadBone": _between_eyes(avatar),
        "rangeMapHorizontalInner": _range(sideways),
        "rangeMapHorizontalOuter": _range(sideways),
        "rangeMapVerticalUp": _range(turns["lookUp"]),
        "rangeMapVerticalDown": _range(turns["lookDown"]),
    }


def _range(degrees: float) -> dict[str, float]:
    return {"inputMaxValue": round(degrees, 2), "outputScale": 1.0}


def _bindings(avatar: Avatar, first_mesh: int) -> dict[str, list[dict[str, int]]]:
    """Morph name -> the nodes it moves and its index among their targets."""
    bound: dict[str, list[dict[str, int]]] = {}
    for index, name in enumerate(MORPHS):
        for place, part in enumerate(avatar.parts):
            if len(visible_move(part, name).indices):
                bound.setdefault(name, []).append({"node": first_mesh + place, "index": index})
    return bound


def _turn(avatar: Avatar, left: str, right: str) -> float:
    """Degrees by which the eyeballs turn, on average, when two morphs are at weight 1."""
    angles = []
    for part in avatar.parts:
        for name, side in ((left, "left"), (right, "right")):
            morph = part.morphs.get(name)
            if part.name != f"eye_{side}" or morph is None or len(morph.indices) < 3:
                continue
            rest = part.vertices[morph.indices].astype(np.float64)
            moved = rest + morph.deltas
            rest, moved = rest - rest.mean(axis=0), moved - moved.mean(axis=0)
            rotation, _ = Rotation.align_vectors(moved, rest)
            angles.append(np.degrees(rotation.magnitude()))
    return float(np.mean(angles)) if angles else _USUAL_TURN


def _between_eyes(avatar: Avatar) -> list[float]:
    """From the head's joint to between the eyes, metres, along the head's axes."""
    bind = dict(zip(avatar.skeleton.names, np.asarray(avatar.skeleton.bind), strict=True))
    middle = (bind["LeftEye"][:3, 3] + bind["RightEye"][:3, 3]) / 2.0
    offset = bind["Head"][:3, :3].T @ (middle - bind["Head"][:3, 3])
    return [round(float(value), 5) for value in offset]
