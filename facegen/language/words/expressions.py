"""The look on a face: words -> ARKit weights."""

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

WORDS: dict[str, str] = {
    "neutral": "neutral|expressionless|blank|deadpan|emotionless|poker face|relaxed|calm|"
    "blank expression|neutral expression|neutral look|stoic|peaceful|serene",
    "slight smile": "slight smile|faint smile|gentle smile|soft smile|half smile|small smile|"
    "kind|friendly|warm|content|contented|kindly|gentle|mona lisa smile|shy smile|kind smile|"
    "subtle smile|closed mouth smile|warm smile|welcoming|pleased|amused|little smile",
    "smiling": "smiling|smile|smiles|happy|cheerful|joyful|merry|jolly|glad|smiley|joyous|"
    "delighted|"
    "cheery|happily",
    "grinning": "grinning|grin|grins|beaming|big smile|broad smile|wide smile|toothy smile|"
    "big grin|toothy grin|ecstatic|broad grin|wide grin|bright smile|showing teeth",
    "laughing": "laughing|laugh|laughs|chuckling|giggling|hilarious|cackling|laughter",
    "sad": "sad|unhappy|sorrowful|gloomy|melancholy|melancholic|depressed|mournful|downcast|upset|"
    "miserable|wistful|sorrow|heartbroken|sadly|grieving|forlorn|disappointed",
    "crying": "crying|weeping|in tears|tearful|sobbing|cry",
    "angry": "angry|mad|annoyed|irritated|cross|anger|scowling|scowl|glaring|grumpy|angrily|"
    "menacing|mean|evil|fierce|bad tempered|grim",
    "furious": "furious|enraged|raging|livid|rage|snarling|fuming",
    "surprised": "surprised|astonished|amazed|shocked|startled|surprise|stunned|wide eyed|"
    "awestruck|"
    "gasping|amazement|astounded",
    "afraid": "afraid|scared|frightened|fearful|terrified|fear|horrified|panicked",
    "disgusted": "disgusted|disgust|revolted|sneering|sneer|contemptuous|grimacing|grimace",
    "serious": "serious|solemn|earnest|thoughtful|pensive|focused|determined|seriously|"
    "contemplative|"
    "unsmiling|wise|dignified|noble|confident|concentrated",
    "stern": "stern|severe|strict|harsh|intense|hard|cold",
    "worried": "worried|anxious|nervous|concerned|troubled|fretful|uneasy|stressed",
    "bored": "bored|boredom|indifferent|apathetic",
    "sleepy": "sleepy|drowsy|half asleep|half closed eyes|dozy",
    "eyes closed": "eyes closed|closed eyes|eyes shut|shut eyes|asleep|sleeping|blinking|"
    "with closed eyes",
    "winking": "winking|wink|winks",
    "kissing": "kissing|kiss|puckered|puckering|pursed|duck face|blowing a kiss|pursed lips",
    "pouting": "pouting|sulking|sulky|pouts|petulant|moody",
    "smirking": "smirking|smirk|smug|sly|crooked smile|lopsided smile|mischievous|cheeky|cocky|"
    "wry smile|playful|sarcastic|lopsided grin|crooked grin|smirks|wry",
    "open mouth": "open mouth|mouth open|open mouthed|mouth agape|jaw dropped|yawning|yawn|agape|"
    "singing|talking|speaking",
    "shouting": "shouting|screaming|yelling|roaring|scream|yell|roar",
    "squinting": "squinting|squint|narrowed eyes|squints|suspicious",
    "frowning": "frowning|frown|frowns|furrowed brow|knitted brows|frowny|disapproving",
    "raised eyebrow": "a raised eyebrow|one raised eyebrow|one eyebrow raised|quizzical|sceptical|"
    "skeptical",
    "raised eyebrows": "raised eyebrows|eyebrows raised|raised brows",
    "tongue out": "tongue out|sticking out tongue|sticking tongue out|tongue sticking out|silly|"
    "goofy",
    "puffed cheeks": "puffed cheeks|puffing cheeks|cheeks puffed|puffed out cheeks",
    "confused": "confused|puzzled|perplexed|bewildered|baffled",
}
"""Look -> words."""
