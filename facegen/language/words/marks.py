"""Tattoos, jewellery, teeth, horns, and skins and eyes that nobody is born with."""

from __future__ import annotations

HEADS: dict[str, str] = {
    "eyes": "all black eyes|pitch black eyes|completely black eyes|entirely black eyes|"
    "fully black eyes|totally black eyes|solid black eyes|pure black eyes|black alien eyes|"
    "demon eyes|inky black eyes|shark eyes|all white eyes|pure white eyes|completely white eyes|"
    "entirely white eyes|solid white eyes|blank white eyes|milky white eyes|blind white eyes",
    "tattoo": "tattoo|tattoos|tattooed|tattooing|tattoo ink|face paint|war paint|"
    "henna tattoo|henna design|body art|tribal mark|tribal marking|body paint|marking|markings|"
    "facial marking|face marking|tat|"
    "inked|warpaint",
    "teeth": "grill|grills|grillz|teeth|tooth|toothed|dentures|set of teeth",
    "fangs": "fang|fangs|fanged|vampire teeth|vampire tooth|canine|canines|long canine",
    "tusks": "tusk|tusks|tusked",
    "horns": "horn|horns|horned|antler|antlers",
    "antennae": "antenna|antennae|antennas|feeler|feelers",
    "earrings": "earring|earrings|ear ring|ear rings|hoop|hoops|ear stud|ear studs|ear cuff|"
    "hoop earring|stud earring|studs|ear jewellery|ear piercing|pierced ear",
    "piercing": "nose ring|nose stud|septum ring|nose piercing|septum piercing|nostril ring|"
    "septum|nose hoop|bull ring|ring in nose|ring through nose|ring in her nose|ring in his nose",
    "eyepatch": "eye patch|eyepatch|patch over|patch over eye|patch on",
    "crown": "crown|crowned|tiara|diadem|coronet",
    "headband": "headband|head band|hairband|hair band|bandana|bandanna|sweatband|circlet|"
    "flower crown|laurel wreath|wreath|alice band|laurel crown|crown of flower|headpiece",
    "necklace": "necklace|pendant|choker|locket|amulet|string of pearl|gold chain|chain necklace|"
    "bead necklace|pearl necklace|chain around neck|pearls around her neck|wearing pearls|torc|"
    "pearls around neck|string of beads|love beads|pearls around the neck|gold necklace|medallion",
    "pupils": "pupil|pupils|pupiled|pupilled",
    "sclera": "sclera|scleras|sclerae|eye white|white of eye|white of the eye|white of her eye|"
    "white of his eye",
    "scales": "scale|scales",
    "stripes": "tiger stripes|face stripes|facial stripes|skin stripes|stripes on face|"
    "stripes on her face|stripes on his face|stripes on skin|stripes across the face|"
    "zebra stripes|dark stripes|blue stripes",
    "cracks": "crack|cracks|fissure|fissures",
}

_GOLD_BROWN_INK = (0.36, 0.16, 0.07)

HEAD_FACTS: dict[str, dict[str, object]] = {
    "tattoo": {},
    "teeth": {},
    "fangs": {"teeth": "fangs"},
    "tusks": {"teeth": "tusks"},
    "horns": {"horns": "ram"},
    "antennae": {"horns": "antennae"},
    "earrings": {"worn": ("hoops",)},
    "piercing": {"worn": ("nose ring",)},
    "crown": {"worn": ("crown",)},
    "headband": {"worn": ("headband",)},
    "necklace": {"worn": ("necklace",)},
    "scales": {"skin.pattern": "scales"},
    "stripes": {"skin.pattern": "stripes"},
    "cracks": {"skin.pattern": "cracks"},
}

ABSENT: dict[str, dict[str, object]] = {
    "tattoo": {"skin.tattoos": ()},
    "fangs": {"teeth": "natural"},
    "tusks": {"teeth": "natural"},
    "horns": {"horns": "none"},
    "antennae": {"horns": "none"},
    **{head: {"worn": ()} for head in
       ("earrings", "piercing", "eyepatch", "crown", "headband", "necklace")},
    "pupils": {"eyes.pupil": "none"},
    "scales": {"skin.pattern": "none"},
    "stripes": {"skin.pattern": "none"},
    "cracks": {"skin.pattern": "none"},
}  # fmt: skip

_STUDS = {"worn": ("studs",)}

MODS: dict[str, dict[str, dict[str, object]]] = {
    "stud|pearl|diamond|small|tiny|simple|discreet|delicate|little": {"earrings": _STUDS},
    "ram|curled|curling|curved|curly|big|large|huge|long|massive|spiral|twisted|sheep|goat|demon":
        {"horns": {"horns": "ram"}},
    "short|small|tiny|little|stubby|nubby|devil|sharp|straight|bull|cow": {
        "horns": {"horns": "short"}},
    "unicorn|single|one|narwhal": {"horns": {"horns": "unicorn"}},
    "insect|bug|alien|ant|moth": {"horns": {"horns": "antennae"}},
    "gold|golden|gold capped": {"teeth": {"teeth": "gold"}},
    "sharp|pointed|pointy|jagged|filed|razor sharp|shark|piranha|needle": {
        "teeth": {"teeth": "sharp"}},
    "rotten|rotting|bad|yellow|brown|black|decayed|stained|blackened|yellowed|discoloured|nicotine "
    "stained": {"teeth": {"teeth": "rotten"}},
    "vampire|fang|fanged|canine": {"teeth": {"teeth": "fangs"}},
    "white|perfect|straight|nice|good|bright|healthy|even|pearly white|pearly|normal|human": {
        "teeth": {"teeth": "natural"}},
    # Eyes.
    "glowing|luminous|luminescent|shining|burning|blazing|fiery|radiant|incandescent|lit|"
    "light emitting|bioluminescent|smouldering": {"eyes": {"eyes.glow": 0.9},
                                                  "pupils": {"eyes.glow": 0.9}},
    "slit|slitted|vertical|slit like|cat|cat like|feline|snake|reptilian|snake like|serpent|"
    "serpentine|reptile|dragon|slit pupil|slit pupilled": {
        "pupils": {"eyes.pupil": "slit"}, "eyes": {"eyes.pupil": "slit"}},
    "horizontal|rectangular|goat|bar|octopus|sheep": {"pupils": {"eyes.pupil": "bar"},
                                           "eyes": {"eyes.pupil": "bar"}},
    "clouded|cloudy|clouded over": {"eyes": {"eyes.color": "white"}},
    "pupilless|pupil less|blank|empty|blind|sightless|unseeing|vacant": {
        "eyes": {"eyes.pupil": "none"}},
    "solid|monochrome|monochromatic|all over|entirely|completely solid": {
        "eyes": {"eyes.solid": True}},
    "blind|sightless": {h: {"eyes.pupil": "none", "eyes.color": "white"} for h in ("person", "")},
    "kohl lined|kohl rimmed|heavily lined|dark lined|black lined|kohled": {
        "eyes": {"makeup.eyeliner": 0.85}, "lids": {"makeup.eyeliner": 0.85}},
    "bloodshot|red rimmed|irritated": {"eyes": {"eyes.redness": 1.0}},
    # Skin.
    "scaly|scaled|reptilian|lizard|snake|snakeskin|serpent|dragon|crocodile|fish|reptile|dragon "
    "scaled": {h: {"skin.pattern": "scales"} for h in ("skin", "face", "person", "cheeks")},
    "cracked|fissured|cracking|crackled|shattered|dried mud": {
        h: {"skin.pattern": "cracks"} for h in ("skin", "face", "person")},
    "rotting|decaying|decayed|rotten|putrid|decomposing|festering|zombie": {
        h: {"skin.pattern": "decay"} for h in ("skin", "face", "flesh", "cheeks")},
    "striped|stripy|tiger|tiger striped|zebra|zebra striped": {
        h: {"skin.pattern": "stripes"} for h in ("skin", "face", "person")},
    "panelled|paneled|plated|mechanical|robotic|robot|segmented|android|cyborg|cybernetic": {
        "skin": {"skin.pattern": "panels", "skin.metal": 1.0, "skin.tint": (0.72, 0.73, 0.75)},
        "face": {"skin.pattern": "panels"}},
    "marbled|veined": {h: {"skin.pattern": "marble"} for h in ("skin", "face")},
    "stony|rocky|stone like|rock like|rough stone|rock": {
        h: {"skin.pattern": "stone", "skin.tint": (0.53, 0.52, 0.50)} for h in ("skin", "face")},
}  # fmt: skip

FACTS: dict[str, dict[str, object]] = {
    "slit pupils|slit pupil|vertical pupils|cat pupils|slitted pupils": {"eyes.pupil": "slit"},
    "vitiligo|leucoderma": {"skin.pattern": "vitiligo"},
    "patchy pigmentation|depigmented patch|pigment loss|white patch of skin|pale patch of skin|"
    "patch of lighter skin|piebald skin": {"skin.pattern": "vitiligo"},
    "panel lines|panel line|metal panels|metal panel|metal plates|metal plate|circuit|circuits|"
    "circuit line|circuitry|seam line|visible seams|facial panel|exposed circuitry": {
        "skin.pattern": "panels"},
    "black sclera|black eye white|all black eyes|pitch black eyes|completely black eyes|"
    "entirely black eyes|fully black eyes|totally black eyes|solid black eyes|pure black eyes|"
    "black eyes all over|black alien eyes|eyes completely black|eyes entirely black|demon eyes|"
    "eyes all black|eyes are completely black|eyes are entirely black|eyes are all black|"
    "black voids for eyes|black void eyes|inky black eyes|shark eyes": {
        "eyes.sclera": (0.02, 0.02, 0.03), "eyes.color": (0.02, 0.02, 0.03),
        "eyes.pupil": "none"},
    "all white eyes|pure white eyes|completely white eyes|entirely white eyes|solid white eyes|"
    "blank white eyes|pupilless white eyes|milky white eyes|white blank eyes|rolled back eyes|"
    "blind white eyes|clouded eyes|cloudy eyes|milky eyes|cataracts|cataract": {
        "eyes.color": (0.85, 0.87, 0.88), "eyes.pupil": "none"},
    "no whites in eyes": {"eyes.solid": True},
    "laser eyes|eyes that glow|eyes glow|eyes aglow|eyes on fire|eyes glowing|eye glow": {
        "eyes.glow": 0.9},
    "toothless|no teeth|without teeth|lost all his teeth|lost all her teeth": {"teeth": "rotten"},
    "third degree burn|burned face|burnt face|burn scar|burns": {"skin.scars": ("cheek_left",)},
    "wart|warts|warty": {"skin.moles": 0.9},
    "face full of tattoos|tattoos all over|covered in tattoo|covered with tattoo|fully tattooed|"
    "heavily tattooed|tattoo covered|tattooed face|face covered in tattoo|"
    ""
    "full face tattoo|tattooed all over": {
        "skin.tattoos": ("tribal@face",)},
    "tear painted|painted tear|painted teardrop|painted on tear|single tear|clown tear|"
    "teardrop painted|black tear": {"skin.tattoos": ("tear@cheek_left",)},
    "full moko|face moko|maori tattoo|maori face tattoo|maori ta moko|ta moko|"
    "traditional maori tattoo|maori facial tattoo|moko": {"skin.tattoos": ("moko@face",)},
    "moko kauae|chin tattoo moko|chin moko": {"skin.tattoos": ("moko@chin",)},
    "kohl lined eyes|kohl rimmed eyes|dark lined eyes": {"makeup.eyeliner": 0.85},
    "henna tattoo|henna design": {"skin.ink": _GOLD_BROWN_INK},
}  # fmt: skip

DESIGNS: dict[str, str] = {
    "tribal": "tribal|celtic|viking|runic|rune|dragon|snake|ornament|abstract|warrior|samoan|"
    "polynesian|flame|wolf|spider web|spiderweb|barbed wire|thorn|skull|pattern|intricate|swirl|"
    "swirling|spiral|knotwork|full",
    "lines": "line|lines|stripe|stripes|linear|geometric|bar|band|war|barcode|arrow|berber",
    "dots": "dot|dots|dotted|bindi|three dot|pointillism",
    "tear": "tear|teardrop|tear drop|drop|droplet",
    "star": "star|stars|small star|sun|moon|constellation|crescent|crescent moon|spider|cross|"
    "pentagram|diamond|anchor|butterfly|bird|swallow|lightning bolt|lightning|symbol|heart",
    "rose": "rose|roses|flower|flowers|floral|lotus|flower pattern|lily|rosebud|sunflower|vine",
    "letters": "letter|letters|lettering|word|text|script|name|number|quote|writing|kanji|gothic "
    "letter|initial|chinese character|numbers|latin",
    "moko": "moko|maori|ta moko|koru",
}
"""Design of `person.TATTOO_DESIGNS` -> what people call it."""

TATTOO_PLACES: dict[str, str] = {
    "cheek": "cheek", "cheekbone": "cheek", "eye": "cheek", "eyelid": "cheek", "jaw": "cheek",
    "jawline": "cheek", "nose": "cheek", "side": "cheek", "temple": "temple", "brow": "temple",
    "eyebrow": "temple", "ear": "temple", "head": "temple", "scalp": "temple", "skull": "temple",
    "forehead": "forehead", "chin": "chin", "lip": "chin", "mouth": "chin", "neck": "neck",
    "throat": "neck", "chest": "neck", "shoulder": "neck", "face": "face", "skin": "face",
    "nape": "neck", "collarbone": "neck",
}  # fmt: skip
"""Word -> place of `person.TATTOO_PLACES` (cheeks and temples have sides)."""

USUAL_PLACE: dict[str, str] = {
    "tribal": "cheek", "lines": "cheek", "dots": "forehead", "tear": "cheek", "star": "temple",
    "rose": "neck", "letters": "forehead", "moko": "face",
}  # fmt: skip
"""Where a design sits when the words do not say."""

ELSEWHERE = (
    "sleeve",
    "arm",
    "forearm",
    "hand",
    "back",
    "leg",
    "wrist",
    "finger",
    "knuckle",
    "ankle",
    "foot",
    "thigh",
    "calf",
    "body",
    "bicep",
    "ribs",
    "belly",
    "stomach",
)
"""Places of a body on which no tattoo is drawn."""

NEAREST: dict[str, str] = {
    "tiara": "a crown", "diadem": "a crown", "coronet": "a crown", "bandana": "a headband",
    "bandanna": "a headband", "flower crown": "a headband", "wreath": "a headband",
    "laurel wreath": "a headband", "circlet": "a headband", "choker": "a necklace",
    "locket": "a necklace", "nose stud": "a nose ring", "antler": "ram's horns",
    "septum": "a nose ring", "war paint": "lines", "warpaint": "lines", "face paint": "lines",
    "henna tattoo": "brown ink", "toothless": "rotten teeth", "no teeth": "rotten teeth",
    "burn scar": "a scar",
    "burns": "a scar", "burnt face": "a scar", "burned face": "a scar",
}  # fmt: skip
"""Marks and jewels that we do not have -> what is taken instead."""
