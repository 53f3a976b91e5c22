"""Build and skin: weight, muscle, height, freckles, wrinkles, scars, blush, make-up."""

from __future__ import annotations

HEADS: dict[str, str] = {
    "skin": "flesh|skin|complexion|skin tone|skinned|toned|skintone|skin colour",
    "body": "build|body|physique|frame|built|figure|bodied|stature",
    "freckles": "freckle|freckles|freckling",
    "wrinkles": "wrinkle|wrinkles|line|lines|crow feet|crows feet",
    "moles": "mole|moles|birthmark|birthmarks|beauty spot|beauty mark",
    "pores": "pores|pore",
    "makeup": "makeup|make up|cosmetics|cosmetic",
    "lipstick": "lipstick|lip colour|lip gloss|lip tint|lip liner",
    "eyeshadow": "eyeshadow|eye shadow|eye makeup",
    "eyeliner": "eyeliner|eye liner|kohl|kajal|mascara|cat eye",
    "blush": "blush|rouge|blusher",
    "scar": "scar|scars",
    "cheeks": "sunburnt cheeks|sunburned cheeks|windburned cheeks|rosy cheeks|apple cheeks|"
    "red cheeks|pink cheeks|flushed cheeks|ruddy cheeks",
    "nose": "red nose|sunburnt nose|sunburned nose|drinkers nose",
}

HEAD_FACTS: dict[str, dict[str, object]] = {
    "freckles": {"skin.freckles": 0.65},
    "wrinkles": {"skin.wrinkles": 0.65},
    "moles": {"skin.moles": 0.6},
    "pores": {},
    "makeup": {"makeup.lips": (0.70, 0.22, 0.25), "makeup.eyeshadow": (0.45, 0.32, 0.30),
               "makeup.eyeliner": 0.6, "skin.blush": 0.35},
    "lipstick": {"makeup.lips": (0.68, 0.10, 0.14)},
    "eyeshadow": {"makeup.eyeshadow": (0.42, 0.30, 0.30)},
    "eyeliner": {"makeup.eyeliner": 0.75},
    "blush": {"skin.blush": 0.6},
    "scar": {},
    "cheeks": {},
    "nose": {},
}  # fmt: skip
"""What the noun says by itself; negated ("no freckles") it becomes `ABSENT`."""

ABSENT: dict[str, dict[str, object]] = {
    "freckles": {"skin.freckles": 0.0},
    "wrinkles": {"skin.wrinkles": 0.0},
    "moles": {"skin.moles": 0.0},
    "makeup": {"makeup.lips": None, "makeup.eyeshadow": None, "makeup.eyeliner": 0.0,
               "skin.blush": 0.0},
    "lipstick": {"makeup.lips": None},
    "eyeshadow": {"makeup.eyeshadow": None},
    "eyeliner": {"makeup.eyeliner": 0.0},
    "blush": {"skin.blush": 0.0},
    "scar": {"skin.scars": ()},
}  # fmt: skip

_AMOUNTS = {
    "freckles": "skin.freckles", "wrinkles": "skin.wrinkles", "moles": "skin.moles",
    "pores": "skin.pores", "blush": "skin.blush", "eyeliner": "makeup.eyeliner",
}  # fmt: skip


def _amount(value: float) -> dict[str, dict[str, object]]:
    return {head: {name: value} for head, name in _AMOUNTS.items()}


MODS: dict[str, dict[str, dict[str, object]]] = {
    "many|lots of|lot of|heavy|dense|loads of|plenty of|covered in|covered with|full of|prominent|"
    "thick|dramatic|bold|deep|large|big|strong|visible":
        {**_amount(0.9), "makeup": {"makeup.eyeliner": 0.95, "skin.blush": 0.6,
                                    "makeup.lips": (0.62, 0.06, 0.12),
                                    "makeup.eyeshadow": (0.25, 0.16, 0.20)}},
    "few|some|light|faint|subtle|slight|fine|sparse|couple of|natural|minimal|touch of|small|tiny":
        {**_amount(0.3), "makeup": {"makeup.eyeliner": 0.25, "skin.blush": 0.2,
                                    "makeup.lips": (0.74, 0.42, 0.40), "makeup.eyeshadow": None}},
    "smoky|smokey": {"eyeshadow": {"makeup.eyeshadow": (0.12, 0.11, 0.12), "makeup.eyeliner": 0.8},
                     "eyes": {"makeup.eyeshadow": (0.12, 0.11, 0.12), "makeup.eyeliner": 0.8}},
    "glossy|shiny": {"lipstick": {"makeup.gloss": 0.9}, "lips": {"makeup.gloss": 0.9},
                     "skin": {"skin.shine": 0.85}},
    "matte|matt": {"lipstick": {"makeup.gloss": 0.0}, "lips": {"makeup.gloss": 0.0},
                   "skin": {"skin.shine": 0.1}},
    "oily|greasy|sweaty|dewy|glowing|radiant": {"skin": {"skin.shine": 0.85}},
    "sun weathered|dry|rough|weathered|leathery|craggy|coarse|sun damaged": {
        "skin": {"skin.pores": 0.85, "skin.shine": 0.15, "skin.wrinkles": 0.6},
        "face": {"skin.pores": 0.8, "skin.wrinkles": 0.65},
        "person": {"skin.pores": 0.8, "skin.wrinkles": 0.6},
        "": {"skin.pores": 0.8, "skin.wrinkles": 0.6}},
    "smooth|flawless|perfect|clear|unblemished|clean|spotless": {
        "skin": {"skin.pores": 0.15, "skin.blotches": 0.05, "skin.moles": 0.0,
                 "skin.wrinkles": 0.02},
        "face": {"skin.wrinkles": 0.02, "skin.pores": 0.15},
        "forehead": {"skin.wrinkles": 0.05}},
    "wrinkle free|unwrinkled|unlined|ageless looking|line free": {
        h: {"skin.wrinkles": 0.0} for h in ("skin", "face", "person", "")},
    "lined": {**{h: {"skin.wrinkles": 0.8} for h in ("skin", "face", "forehead", "person")},
              "eyes": {"makeup.eyeliner": 0.8}},
    "blotchy|patchy|spotty|blemished|pimply|acne prone": {"skin": {"skin.blotches": 0.9}},
    "freckled|freckly": {h: {"skin.freckles": 0.7} for h in
                         ("skin", "face", "cheeks", "nose", "person", "")},
    "wrinkled|wrinkly|heavily lined face|furrowed|creased|wizened|wrinkled up": {
        h: {"skin.wrinkles": 0.85} for h in ("skin", "face", "forehead", "person", "brows", "")},
    "blushing|flushed": {h: {"skin.blush": 0.7} for h in ("skin", "face", "cheeks", "person", "")},
    # Build.
    "thin|slim|slender|lean|skinny|slight|willowy|lanky|petite|svelte|trim|wiry|bony": {
        h: {"build.weight": 0.25} for h in ("body", "person", "")},
    "gaunt|emaciated|skeletal|scrawny|haggard|underweight|malnourished|starved": {
        h: {"build.weight": 0.06, "face.gaunt": 0.8} for h in ("body", "person", "face", "")},
    "fat|obese|overweight|heavy|large|big boned|corpulent|rotund|heavyset|heavy set|hefty|"
    "portly|tubby|plus size|plus sized": {
        h: {"build.weight": 0.9} for h in ("body", "person", "")},
    "potbellied|pot bellied|beer bellied|big bellied|paunchy|thickset|thick set|barrel chested|"
    "dumpy|matronly|chunky|cuddly|rubenesque|dad bod|solid": {
        h: {"build.weight": 0.75} for h in ("body", "person", "")},
    "chubby|plump|stocky|stout|curvy|podgy|pudgy|voluptuous|full figured|well fed|round": {
        h: {"build.weight": 0.75} for h in ("body", "person", "")},
    "average|medium|normal|regular|ordinary": {
        h: {"build.weight": 0.5, "build.muscle": 0.5} for h in ("body",)},
    "muscular|muscly|muscled|athletic|buff|ripped|beefy|brawny|well built|toned|burly|strapping|"
    "sturdy|broad shouldered|strong|powerful|jacked|fit|sporty": {
        h: {"build.muscle": 0.85} for h in ("body", "person", "")},
    "frail|weak|delicate|feeble|fragile|dainty": {
        h: {"build.muscle": 0.15, "build.weight": 0.35} for h in ("body", "person", "")},
    "tall|towering|lofty": {h: {"build.height": 0.85} for h in ("body", "person", "")},
    "short|diminutive|tiny|pint sized|pocket sized|"
    "vertically challenged": {h: {"build.height": 0.15} for h in ("body", "person", "")},
    "big|huge|giant|massive": {"body": {"build.weight": 0.75, "build.muscle": 0.7},
                               "person": {"build.weight": 0.75, "build.height": 0.85}},
}  # fmt: skip

SCAR_PLACES: dict[str, str] = {
    "eyebrow": "brow", "brow": "brow", "eye": "brow", "eyes": "brow", "cheek": "cheek",
    "cheeks": "cheek", "cheekbone": "cheek", "face": "cheek", "chin": "chin", "jaw": "chin",
    "lip": "lip", "lips": "lip", "mouth": "lip", "forehead": "forehead", "nose": "nose",
}  # fmt: skip
"""Where a scar may lie -> stem of `person.SCARS`."""

FACTS: dict[str, dict[str, object]] = {
    "battle scarred|scarred": {"skin.scars": ("cheek_left",)},
    "beer belly|pot belly|paunch|beer gut|big belly|love handles|spare tyre|dad bod": {
        "build.weight": 0.78},
    "glass skin|glassy skin": {"skin.pores": 0.05, "skin.shine": 0.8},
    "ageless": {"skin.wrinkles": 0.0},
    "laugh line|laugh lines|smile lines|nasolabial folds": {"mouth.laughlines": 1.0},
    "age spot|age spots|liver spots|blemish|blemishes|acne|pimples|spots|rosacea|pockmarks": {
        "skin.blotches": 0.9},
    "sunburnt cheeks|sunburned cheeks|windburned cheeks|rosy cheeks|rosy cheeked|apple cheeks|"
    "red cheeks|pink cheeks|flushed cheeks|ruddy cheeks|"
    "rosy cheek|pink cheek|red cheek|red cheeked": {"skin.blush": 0.65},
    "red nosed|red nose|sunburnt nose|sunburned nose|drinkers nose|"
    "peeling nose": {"skin.blush": 0.5, "skin.ruddy": 0.75},
    "albino|albinism": {"skin.tone": 0.0, "skin.ruddy": 0.45, "hair.color": (0.93, 0.90, 0.82),
                        "eyes.color": "light blue", "brows.color": (0.88, 0.84, 0.74)},
    "makeup free|no makeup|bare faced|barefaced|bare face|natural look": ABSENT["makeup"],
    "made up|glamorous|glam": {"makeup.lips": (0.66, 0.08, 0.13), "makeup.eyeliner": 0.8,
                               "makeup.eyeshadow": (0.30, 0.22, 0.24), "skin.blush": 0.4},
    "gothic|goth makeup": {"makeup.lips": (0.10, 0.03, 0.06), "makeup.eyeliner": 1.0,
                           "makeup.eyeshadow": (0.08, 0.07, 0.08)},
    "tired|weary|exhausted|sleep deprived|worn out": {"eyes.bags": 0.9, "eyes.open": -0.6,
                                                      "eyes.redness": 0.45},
    "dark circles|bags under|bags beneath|rings under|bags under eyes|bags under the eyes|"
    "eye bags|circles under eyes|"
    "bags beneath eyes|puffy eyes": {"eyes.bags": 1.2},
    "bloodshot|bloodshot eyes|red rimmed eyes": {"eyes.redness": 1.0},
}  # fmt: skip
