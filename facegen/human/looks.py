"""The looks that a face can wear, by name: name -> ARKit weights."""

from __future__ import annotations


def _both(**weights: float) -> dict[str, float]:
    """`smile=0.5` -> both sides; names ending in `_` stand for a shape without sides."""
    result: dict[str, float] = {}
    for name, value in weights.items():
        if name.endswith("_"):
            result[name[:-1]] = value
        else:
            result[f"{name}Left"] = value
            result[f"{name}Right"] = value
    return result


LOOKS: dict[str, dict[str, float]] = {
    "neutral": {},
    "slight smile": _both(mouthSmile=0.28, cheekSquint=0.12, mouthDimple=0.1),
    "smiling": _both(mouthSmile=0.58, cheekSquint=0.38, eyeSquint=0.15, mouthDimple=0.2),
    "grinning": _both(mouthSmile=0.85, cheekSquint=0.55, eyeSquint=0.25, mouthUpperUp=0.3,
                      mouthLowerDown=0.25, jawOpen_=0.08),
    "laughing": _both(mouthSmile=0.8, cheekSquint=0.7, eyeSquint=0.45, mouthUpperUp=0.4,
                      mouthLowerDown=0.35, jawOpen_=0.38, browInnerUp_=0.2),
    "sad": _both(mouthFrown=0.55, browInnerUp_=0.75, eyeSquint=0.15, mouthShrugLower_=0.25,
                 eyeLookDown=0.15),
    "crying": _both(mouthFrown=0.7, browInnerUp_=0.9, eyeSquint=0.55, mouthStretch=0.3,
                    cheekSquint=0.4, jawOpen_=0.1),
    "angry": _both(browDown=0.85, noseSneer=0.45, mouthFrown=0.4, mouthPress=0.4, eyeSquint=0.35),
    "furious": _both(browDown=1.0, noseSneer=0.8, mouthFrown=0.3, mouthUpperUp=0.4,
                     mouthLowerDown=0.5, jawOpen_=0.3, eyeWide=0.3),
    "surprised": _both(browInnerUp_=0.85, browOuterUp=0.75, eyeWide=0.7, jawOpen_=0.32),
    "afraid": _both(browInnerUp_=0.9, browOuterUp=0.3, eyeWide=0.75, mouthStretch=0.5,
                    jawOpen_=0.18),
    "disgusted": _both(noseSneer=0.8, mouthUpperUp=0.45, browDown=0.5, mouthFrown=0.4,
                       eyeSquint=0.35),
    "serious": _both(browDown=0.3, mouthPress=0.3, mouthFrown=0.12),
    "stern": _both(browDown=0.55, mouthPress=0.45, mouthFrown=0.25, eyeSquint=0.15),
    "worried": _both(browInnerUp_=0.7, mouthFrown=0.25, mouthPress=0.2),
    "bored": _both(eyeBlink=0.35, mouthFrown=0.2, mouthPress=0.1),
    "sleepy": _both(eyeBlink=0.5, browInnerUp_=0.15),
    "eyes closed": _both(eyeBlink=1.0),
    "winking": {"eyeBlinkRight": 1.0, "cheekSquintRight": 0.5, "mouthSmileRight": 0.45,
                "mouthSmileLeft": 0.3},
    "kissing": _both(mouthPucker_=0.9, mouthFunnel_=0.15),
    "pouting": _both(mouthPucker_=0.45, mouthShrugLower_=0.6, browDown=0.25),
    "smirking": {"mouthSmileRight": 0.6, "cheekSquintRight": 0.35, "mouthSmileLeft": 0.08,
                 "eyeSquintRight": 0.2, "browOuterUpRight": 0.3},
    "open mouth": {"jawOpen": 0.5},
    "shouting": _both(jawOpen_=0.75, mouthUpperUp=0.4, mouthLowerDown=0.5, browDown=0.6,
                      noseSneer=0.4),
    "squinting": _both(eyeSquint=0.8, cheekSquint=0.3, browDown=0.25),
    "frowning": _both(browDown=0.65, mouthFrown=0.5),
    "raised eyebrow": {"browOuterUpLeft": 0.9, "browInnerUp": 0.15, "browDownRight": 0.25},
    "raised eyebrows": _both(browInnerUp_=0.6, browOuterUp=0.7),
    "tongue out": {"tongueOut": 0.9, "jawOpen": 0.35},
    "puffed cheeks": {"cheekPuff": 0.9},
    "confused": {"browDownLeft": 0.5, "browOuterUpRight": 0.55, "browInnerUp": 0.25,
                 "mouthLeft": 0.2},
}  # fmt: skip
