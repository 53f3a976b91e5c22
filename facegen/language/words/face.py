"""Shape words: face, jaw, chin, cheeks, nose, mouth, eyes, brows, ears, forehead, neck."""

from __future__ import annotations

HEADS: dict[str, str] = {
    "face": "face|faced|facial features|features|visage|face shape|shaped face",
    "head": "head|skull|headed",
    "jaw": "jaw|jawline|jaws|jawed|jaw line",
    "chin": "chin|chinned",
    "cheeks": "cheek|cheeks|cheeked",
    "cheekbones": "cheekbone|cheekbones|cheek bone|cheek bones|cheekboned",
    "nose": "nose|nosed|snout",
    "nostrils": "nostril|nostrils",
    "bridge": "nose bridge|nasal bridge|bridge of the nose|bridge",
    "lips": "lip|lips|lipped|pout",
    "mouth": "mouth|mouthed",
    "eyes": "eye|eyes|eyed|iris|irises|gaze|eye colour|contact lens|contact lenses|contacts",
    "eyelids": "eyelid|eyelids|lid|lids|lidded",
    "lashes": "lash|lashes|eyelash|eyelashes|lashed",
    "brows": "brow|brows|eyebrow|eyebrows|browed|eyebrowed",
    "ears": "ear|ears|eared",
    "earlobes": "earlobe|earlobes|ear lobe|ear lobes",
    "forehead": "forehead|foreheaded",
    "neck": "neck|necked",
    "temples": "temple|temples",
}

HEAD_FACTS: dict[str, dict[str, object]] = {
    "heterochromia|heterochromatic|odd eyed|mismatched eyes|different coloured eyes|odd eyes|"
    "two different eyes|differently coloured eyes|eyes of different colours|mismatched eye|"
    "two different coloured eyes|different eye colours": {"eyes.different": True},
}

_BIG = "big|large|huge|massive|enormous|sizeable|sizable|oversized|bigger|larger|great"
_SMALL = "small|tiny|little|petite|smaller|dainty|delicate|button|cute"
_WIDE = "wide|broad|wider"
_NARROW = "narrow|slim|slender|thin|thinner|fine|narrower"

MODS: dict[str, dict[str, dict[str, object]]] = {
    _BIG: {"nose": {"nose.size": 1.0}, "eyes": {"eyes.size": 1.0}, "ears": {"ears.size": 1.0},
           "mouth": {"mouth.width": 1.0}, "lips": {"lips.fullness": 1.0},
           "chin": {"chin.length": 0.8, "chin.width": 0.6}, "jaw": {"jaw.width": 1.0},
           "forehead": {"forehead.height": 1.0}, "cheeks": {"cheeks.fullness": 1.0},
           "nostrils": {"nose.nostrils": 1.0}, "head": {"head.size": 1.0},
           "cheekbones": {"cheekbones": 1.0}, "earlobes": {"ears.lobes": 1.0},
           "brows": {"brows.thickness": 0.85}, "lashes": {"lashes": 1.0},
           "face": {"face.width": 0.7}, "neck": {"neck.width": 1.0}},
    _SMALL: {"nose": {"nose.size": -1.0}, "eyes": {"eyes.size": -1.0}, "ears": {"ears.size": -1.0},
             "mouth": {"mouth.width": -1.0}, "lips": {"lips.fullness": -0.8},
             "chin": {"chin.length": -0.8, "chin.width": -0.5}, "jaw": {"jaw.narrow": 0.8},
             "forehead": {"forehead.height": -1.0}, "nostrils": {"nose.nostrils": -1.0},
             "head": {"head.size": -1.0}, "face": {"face.width": -0.6, "face.length": -0.3},
             "earlobes": {"ears.lobes": -1.0}},
    "long|longer|elongated|tall": {
        "face": {"face.length": 1.0}, "nose": {"nose.length": 1.0}, "chin": {"chin.length": 1.0},
        "neck": {"neck.length": 1.0}, "lashes": {"lashes": 1.0}, "head": {"face.length": 0.8},
        "jaw": {"chin.length": 0.8}, "forehead": {"forehead.height": 1.0},
        "ears": {"ears.size": 0.9}, "earlobes": {"ears.lobes": 1.2}},
    "short|shorter": {
        "face": {"face.length": -1.0}, "nose": {"nose.length": -1.0}, "chin": {"chin.length": -1.0},
        "neck": {"neck.length": -1.0}, "forehead": {"forehead.height": -1.0},
        "lashes": {"lashes": 0.2}, "jaw": {"chin.length": -0.7}},
    _WIDE: {
        "face": {"face.width": 1.0}, "nose": {"nose.width": 1.0}, "mouth": {"mouth.width": 1.0},
        "jaw": {"jaw.width": 1.0}, "chin": {"chin.width": 1.0}, "forehead": {"temples": 1.0},
        "nostrils": {"nose.nostrils": 1.0}, "eyes": {"eyes.open": 1.0, "eyes.size": 0.4},
        "neck": {"neck.width": 1.0}, "cheekbones": {"cheekbones": 1.0},
        "lips": {"mouth.width": 0.9}, "bridge": {"nose.width": 0.8}, "smile": {}},
    _NARROW: {
        "face": {"face.width": -1.0}, "nose": {"nose.width": -1.0}, "mouth": {"mouth.width": -1.0},
        "jaw": {"jaw.narrow": 1.0}, "chin": {"chin.width": -1.0}, "eyes": {"eyes.open": -1.0},
        "lips": {"lips.fullness": -1.0}, "brows": {"brows.thickness": 0.1},
        "neck": {"neck.width": -1.0}, "forehead": {"temples": -1.0},
        "bridge": {"nose.width": -0.8}, "nostrils": {"nose.nostrils": -1.0},
        "cheeks": {"cheeks.fullness": -1.0}, "lashes": {"lashes": 0.2}},
    "flat|flattened|"
    "flatter": {"nose": {"nose.bridge": -1.0, "nose.width": 0.5}, "bridge": {"nose.bridge": -1.0},
             "forehead": {"forehead.round": -0.7}, "cheeks": {"cheeks.fullness": -0.7},
             "face": {"face.width": 0.6, "nose.bridge": -0.6}},
    "round|rounded|moon|circular|roundish": {
        "face": {"face.round": 1.0}, "cheeks": {"cheeks.fullness": 1.0},
        "head": {"face.round": 0.8},
        "eyes": {"eyes.open": 1.0}, "chin": {"chin.pointed": -0.8, "chin.length": -0.3},
        "nose": {"nose.bulbous": 1.0}, "jaw": {"jaw.narrow": 0.4},
        "forehead": {"forehead.round": 0.8}, "ears": {"ears.size": 0.2}},
    "oval|egg shaped|ovoid|oval shaped": {"face": {"face.oval": 1.0}, "head": {"face.oval": 1.0}},
    "square|squared|blocky|boxy|square shaped": {
        "face": {"face.square": 1.0}, "jaw": {"jaw.width": 1.0, "face.square": 0.4},
        "chin": {"chin.width": 1.0}, "head": {"face.square": 1.0}},
    "rectangular|oblong": {"face": {"face.rectangular": 1.0}},
    "heart|heart shaped": {"face": {"face.heart": 1.0}, "lips": {"lips.bow": 1.0}},
    "inverted triangle|v shaped": {"face": {"face.heart": 1.0}, "jaw": {"jaw.narrow": 1.0}},
    "triangular|triangle|pear shaped": {"face": {"face.triangular": 1.0}},
    "diamond|diamond shaped": {"face": {"face.diamond": 1.0}},
    "full|fuller|plump|plumped|thick|pouty|puffy|luscious|pillowy|fleshy": {
        "lips": {"lips.fullness": 1.0}, "mouth": {"lips.fullness": 1.0},
        "cheeks": {"cheeks.fullness": 1.0}, "face": {"face.fullness": 1.0},
        "eyes": {"eyes.bags": 0.8}, "neck": {"neck.width": 0.9}, "lashes": {"lashes": 1.0},
        "nose": {"nose.bulbous": 0.8}},
    "upper": {"lips": {}}, "lower": {"lips": {}},
    "chubby|fat|chipmunk": {"cheeks": {"cheeks.fullness": 1.2}, "face": {"face.fullness": 1.2},
                   "chin": {"chin.double": 0.8}, "lips": {"lips.fullness": 1.2},
                   "nose": {"nose.bulbous": 1.0}, "neck": {"neck.width": 1.2}},
    "thin|slim|lean|bony|skinny": {"face": {"face.gaunt": 0.7, "face.width": -0.4}},
    "hollow|sunken|gaunt|hollowed|drawn": {
        "cheeks": {"face.gaunt": 1.0}, "face": {"face.gaunt": 1.0},
        "eyes": {"eyes.depth": 1.0, "eyes.bags": 0.7}},
    "strong|contoured|chiselled|chiseled|defined|sharp|angular|prominent|sculpted|pronounced|"
    "well defined|firm|powerful|heavy|rugged": {
        "jaw": {"jaw.width": 0.9}, "cheekbones": {"cheekbones": 1.0}, "brows": {"brow.ridge": 1.0},
        "chin": {"chin.forward": 0.9}, "nose": {"nose.bridge": 0.9, "nose.size": 0.4},
        "face": {"cheekbones": 0.7, "jaw.width": 0.6, "face.fullness": -0.4},
        "ears": {"ears.out": 0.7}, "forehead": {"forehead.round": 0.8},
        "eyelids": {"eyes.hooded": 1.0}, "neck": {"neck.width": 1.0},
        "eyes": {}},
    "soft|delicate|gentle|refined": {
        "jaw": {"jaw.narrow": 0.6}, "face": {"face.fullness": 0.3, "jaw.narrow": 0.4},
        "cheekbones": {"cheekbones": -0.4}, "chin": {"chin.pointed": -0.3}},
    "high|higher|raised": {
        "cheekbones": {"cheekbones": 1.0}, "forehead": {"forehead.height": 1.0},
        "brows": {"brows.height": 1.0}, "bridge": {"nose.bridge": 1.0},
        "nose": {"nose.bridge": 1.0}, "ears": {}},
    "low|lower": {"forehead": {"forehead.height": -1.0}, "brows": {"brows.height": -1.0},
                  "cheekbones": {"cheekbones": -0.8}, "bridge": {"nose.bridge": -1.0}},
    "receding|weak": {"chin": {"chin.forward": -1.0}, "jaw": {"chin.forward": -0.8,
                                                              "jaw.narrow": 0.5}},
    "jutting|protruding|projecting|lantern": {
        "chin": {"chin.forward": 1.2}, "jaw": {"jaw.forward": 1.0}, "ears": {"ears.out": 1.0},
        "brows": {"brow.ridge": 1.2}, "eyes": {"eyes.depth": -1.0},
        "forehead": {"forehead.round": 1},
        "lips": {"lips.fullness": 0.8}, "cheekbones": {"cheekbones": 1.0}},
    "cleft|dimpled": {"chin": {"chin.cleft": 1.0}, "cheeks": {"cheeks.dimples": 1.0}},
    "double": {"chin": {"chin.double": 1.0}},
    "pointed|pointy|sharp|tapered|tapering": {
        "chin": {"chin.pointed": 1.0}, "nose": {"nose.pointed": 1.0}, "ears": {"ears.pointed": 1.0},
        "face": {"face.heart": 0.7}, "eared": {"ears.pointed": 1.0}},
    "elven|elvish|elfin|elf": {"ears": {"ears.pointed": 1.0}, "face": {"chin.pointed": 0.7,
                                                                       "cheekbones": 0.5}},
    "hooked|hook|aquiline|beaky|hawkish|hawk like|eagle|curved|beak like": {
        "nose": {"nose.hooked": 1.0}},
    "roman|bumpy|humped|bumped|convex": {"nose": {"nose.hump": 1.0}, "bridge": {"nose.hump": 1.0}},
    "grecian": {"nose": {"nose.straight": 1.0, "nose.bridge": 0.5}},
    "straight": {"nose": {"nose.straight": 1.0}, "brows": {"brows.angle": 0.0},
                 "bridge": {"nose.straight": 1.0}},
    "upturned|turned up|up turned|uptilted|snub|pug|ski slope|button|concave": {
        "nose": {"nose.upturned": 1.0, "nose.length": -0.4}, "eyes": {"eyes.tilt": 1.0},
        "mouth": {"mouth.corners": 1.0}, "lips": {"mouth.corners": 1.0}},
    "downturned|down turned|drooping|droopy|turned down|sad": {
        "nose": {"nose.upturned": -0.8}, "eyes": {"eyes.tilt": -1.0},
        "mouth": {"mouth.corners": -1.0}, "lips": {"mouth.corners": -1.0},
        "eyelids": {"eyes.hooded": 1.0}, "cheeks": {"cheeks.fullness": 0.3},
        "brows": {"brows.angle": -0.8}},
    "bulbous|potato": {"nose": {"nose.bulbous": 1.0}},
    "crooked|broken|bent|twisted": {"nose": {"nose.crooked": 1.0}},
    "flared|flaring": {"nostrils": {"nose.nostrils": 1.0}, "nose": {"nose.nostrils": 1.0}},
    "bow shaped|rosebud|cupid bow|cupids bow": {"lips": {"lips.bow": 1.0}, "": {"lips.bow": 1.0}},
    "almond|almond shaped": {"eyes": {"eyes.tilt": 0.5, "eyes.open": -0.2}},
    "slanted|slanting|cat|cat like|feline|catlike|fox|foxy": {"eyes": {"eyes.tilt": 1.1}},
    "close set|narrow set|closely set|close together|near set": {"eyes": {"eyes.spacing": -1.0}},
    "wide set|widely set|wide spaced|widely spaced|far apart|wide apart": {
        "eyes": {"eyes.spacing": 1.0}},
    "deep set|deepset": {"eyes": {"eyes.depth": 1.0}},
    "bulging|protuberant|bug|pop": {"eyes": {"eyes.depth": -1.2, "eyes.open": 0.5}},
    "hooded|heavy lidded": {"eyes": {"eyes.hooded": 1.0}, "eyelids": {"eyes.hooded": 1.0}},
    "monolid|monolidded|single lidded": {"eyes": {"eyes.monolid": 1.0}, "": {"eyes.monolid": 1.0}},
    "heavy": {"eyelids": {"eyes.hooded": 1.0}, "brows": {"brows.thickness": 0.9,
                                                         "brow.ridge": 0.6}},
    "doe|bambi|puppy|anime|saucer": {"eyes": {"eyes.size": 1.2}},
    "squinty|slitted|beady|piggy": {"eyes": {"eyes.open": -1.0, "eyes.size": -0.4}},
    "bushy|thick|full|shaggy|dense|wild|heavy|bold|unruly": {
        "brows": {"brows.thickness": 0.95}, "lashes": {"lashes": 1.0}},
    "sparse|faint|plucked|pencil|pencil thin|pencilled|light": {
        "brows": {"brows.thickness": 0.08}, "lashes": {"lashes": 0.1}},
    "arched|curved|angled": {"brows": {"brows.angle": 0.6, "brows.height": 0.4}},
    "sloping|slanted": {"forehead": {"forehead.sloping": 1.0}, "brows": {"brows.angle": 0.8}},
    "jug|sticking out|stick out|flappy|dumbo|bat": {"ears": {"ears.out": 1.2}},
    "bull": {"neck": {"neck.width": 1.3}},
    "swan|graceful|elegant": {"neck": {"neck.length": 1.0, "neck.width": -0.5}},
    "hollowed": {"temples": {"temples": -1.0}},
}  # fmt: skip
"""Later entries add heads to a word; the first head wins when a word names it twice."""

FACTS: dict[str, dict[str, object]] = {
    "heterochromia|heterochromatic|odd eyed|mismatched eyes|different coloured eyes|odd eyes|"
    "two different eyes|differently coloured eyes|eyes of different colours|mismatched eye|"
    "two different coloured eyes|different eye colours": {"eyes.different": True},
    "dimples|dimpled cheeks|dimple": {"cheeks.dimples": 1.0},
    "dimple in chin|chin dimple|butt chin|cleft in chin": {"chin.cleft": 1.0},
    "jowls|jowly": {"cheeks.fullness": 0.6, "chin.double": 0.7},
    "baby face|baby faced|babyface|babyfaced": {"face.round": 0.7, "skin.wrinkles": 0.0,
                                                "beard.stubble": 0.0},
    "snub nosed": {"nose.upturned": 1.0},
    "big eared|jug eared": {"ears.out": 1.0, "ears.size": 0.8},
    "brow ridge|heavy brow ridge|brow bone": {"brow.ridge": 1.0},
    "epicanthic fold|epicanthic folds|epicanthal folds": {"eyes.monolid": 1.0},
    "rugged features|chiselled features|chiseled features": {
        "jaw.width": 0.9, "cheekbones": 0.7, "chin.forward": 0.4},
    "double chin|double chinned": {"chin.double": 1.0},
    "cupids bow|cupid bow|cupid bow lips": {"lips.bow": 1.0},
    "bee stung": {"lips.fullness": 1.2},
}  # fmt: skip
