"""The fantastic: what an elf, an orc, a vampire, a statue of marble looks like."""

from __future__ import annotations

from facegen.language.words.materials import statue
from facegen.language.words.people import F, M

_PALE_IRIS = (0.85, 0.87, 0.88)
_BLACK = (0.02, 0.02, 0.03)
_YELLOW = (0.93, 0.75, 0.12)
_NO_BEARD = {"beard.style~": "none", "beard.stubble~": 0.0}
_BALD = {"hair.style~": "bald", **_NO_BEARD}
_ELF = {"ears.pointed": 1.0, "cheekbones~": 0.7, "chin.pointed~": 0.6, "eyes.tilt~": 0.8,
        **_NO_BEARD}  # fmt: skip
_ORC = {"skin.tint": (0.34, 0.45, 0.22), "teeth": "tusks", "ears.pointed": 0.8, "jaw.width": 1.4,
        "brow.ridge": 1.5, "nose.width": 1.2, "jaw.forward": 1.0, "build.muscle~": 0.95,
        "hair.style~": "bald"}  # fmt: skip
_LIZARD = {"skin.pattern": "scales", "skin.tint": (0.30, 0.45, 0.22), "eyes.pupil": "slit",
           "eyes.color": _YELLOW, "nose.bridge": -1.2, "nose.size": -0.6, "ears.size": -1.5,
           "teeth~": "sharp", "brows.thickness~": 0.0, **_BALD}  # fmt: skip
_SCALED = {name: value for name, value in _LIZARD.items() if name != "skin.tint"}
_CAT = {"eyes.pupil": "slit", "eyes.color~": "amber", "eyes.tilt": 1.1, "eyes.size~": 0.8,
        "ears.pointed": 1.0, "teeth~": "fangs", "nose.size~": -0.6}  # fmt: skip
_DEMON = {"skin.tint": (0.62, 0.12, 0.10), "eyes.color": _YELLOW, "horns": "ram", "teeth": "fangs",
          "ears.pointed": 0.8, "brows.angle~": 1.2, "eyes.glow~": 0.6}  # fmt: skip
_ZOMBIE = {"skin.tint": (0.45, 0.50, 0.40), "skin.pattern": "decay", "face.gaunt": 1.2,
           "eyes.redness": 1.0, "eyes.bags": 1.0, "eyes.color~": _PALE_IRIS,
           "teeth~": "rotten"}  # fmt: skip
_GHOST = {"skin.tint": (0.80, 0.84, 0.88), "eyes.color~": _PALE_IRIS, "eyes.bags~": 0.7,
          "face.gaunt~": 0.5, "hair.grey~": 1.0}  # fmt: skip
_ROBOT = {"skin.tint": (0.72, 0.73, 0.75), "skin.metal": 1.0, "skin.pattern": "panels",
          "eyes.color~": (0.35, 0.75, 1.0), "eyes.glow~": 0.7, **_BALD}  # fmt: skip
_VAMPIRE = {"skin.tone": 0.0, "skin.ruddy": 0.05, "teeth": "fangs", "eyes.color~": "red",
            "cheekbones~": 0.7, "hair.color~": "black", "eyes.bags~": 0.4}  # fmt: skip
_MER = {"skin.pattern~": "scales", "skin.tint~": (0.56, 0.74, 0.71), "eyes.color~": "green",
        "hair.length~": 1.0, "hair.color~": (0.10, 0.42, 0.42), "hair.natural~": False,
        "cheekbones~": 0.5}  # fmt: skip

CREATURES: dict[str, dict[str, object]] = {
    "elf|high elf|wood elf|blood elf|moon elf|fae|faerie": _ELF,
    "fairy|pixie elf|sprite|nymph|tinkerbell": {
        **_ELF, "gender~": F, "age~": 22, "eyes.size~": 0.8, "skin.blush~": 0.4,
        "makeup.eyeshadow~": (0.72, 0.60, 0.88)},
    "half elf": {**_ELF, "ears.pointed": 0.6},
    "dark elf|drow|deep elf": {**_ELF, "skin.tint": (0.20, 0.19, 0.25), "hair.grey~": 1.0,
                      "eyes.color~": "red"},
    "night elf": {**_ELF, "skin.tint": (0.45, 0.36, 0.62), "eyes.glow": 0.8,
                  "eyes.color~": (0.75, 0.85, 1.0), "hair.color~": (0.10, 0.25, 0.40)},
    "orc|uruk hai|orc warrior|ork": _ORC,
    "half orc": {**_ORC, "skin.tint": (0.45, 0.52, 0.36), "jaw.width": 0.9, "brow.ridge": 1.0,
                 "ears.pointed": 0.5, "hair.style~": "tied"},
    "ogre": {**_ORC, "skin.tint": (0.55, 0.56, 0.32), "teeth": "rotten", "build.weight~": 0.9,
             "nose.bulbous": 1.0},
    "troll": {**_ORC, "skin.tint": (0.38, 0.46, 0.40), "nose.size": 1.6, "nose.bulbous": 1.0,
              "skin.moles~": 0.9, "ears.size": 0.8},
    "goblin|hobgoblin|gremlin|bugbear": {
        "skin.tint": (0.40, 0.52, 0.22), "ears.pointed": 1.0, "ears.size": 1.5,
        "nose.length": 1.6, "nose.pointed": 1.0, "chin.pointed": 1.0, "teeth~": "sharp",
        "eyes.color~": _YELLOW, **_BALD},
    "dwarf": {"beard.style~": "long beard", "build.height": 0.05, "build.weight~": 0.75,
              "nose.size~": 1.0, "age~": 50, "brows.thickness~": 0.95},
    "dwarven woman|female dwarf|dwarf woman|dwarf girl|dwarf maiden": {
        "gender": F, "build.height": 0.05, "build.weight~": 0.75, "nose.size~": 0.7,
        "cheeks.fullness~": 0.7, "beard.style~": "none"},
    "gnome|leprechaun": {"build.height": 0.03, "nose.size~": 1.0, "nose.bulbous~": 0.8,
                         "beard.style~": "long beard", "skin.ruddy~": 0.8, "ears.pointed~": 0.6},
    "hobbit|halfling": {"build.height": 0.04, "hair.curl~": 0.6, "face.round~": 0.5,
                        "skin.blush~": 0.4, "ears.pointed": 0.35, "beard.style~": "none"},
    "giant|giantess|titan|jotun|goliath": {"build.height": 1.0, "jaw.width~": 0.9,
                                           "brow.ridge~": 0.9, "build.muscle~": 0.85},
    "frost giant|ice giant|ice queen|snow queen|ice king|jack frost|ice elemental|yuki onna": {
        "skin.tint": (0.66, 0.80, 0.92), "hair.grey~": 1.0, "eyes.color~": (0.53, 0.68, 0.80)},
    "fire elemental|fire giant|lava monster|magma elemental|ifrit|fire spirit": {
        "skin.tint": (0.20, 0.08, 0.05), "skin.pattern": "cracks",
        "skin.pattern_color": (1.0, 0.45, 0.08), "eyes.color": (1.0, 0.55, 0.10),
        "eyes.glow": 0.9},
    "alien|extraterrestrial|martian|et": {
        "skin.tint": (0.46, 0.56, 0.50), "eyes.size": 1.9, "nose.size": -1.5, "mouth.width": -1.2,
        "ears.size": -1.5, "forehead.height": 1.5, "chin.pointed": 1.0, **_BALD,
        "brows.thickness~": 0.0},
    "grey alien|roswell alien|area 51 alien|zeta reticulan": {
        "skin.tint": (0.56, 0.57, 0.58), "eyes.size": 1.9, "eyes.sclera": _BLACK,
        "eyes.color": _BLACK, "eyes.pupil": "none", "nose.size": -1.5, "mouth.width": -1.2,
        "ears.size": -1.5, "forehead.height": 1.5, "chin.pointed": 1.0, **_BALD,
        "brows.thickness~": 0.0},
    "little green man|little green alien": {
        "skin.tint": (0.36, 0.66, 0.28), "eyes.size": 1.7, "horns~": "antennae",
        "build.height": 0.05, "ears.pointed~": 0.8, "forehead.height": 1.2, **_BALD},
    "navi|na vi|pandoran": {
        "skin.tint": (0.18, 0.38, 0.62), "skin.pattern": "stripes",
        "skin.pattern_color": (0.12, 0.26, 0.48), "eyes.size": 1.5, "eyes.color": "amber",
        "nose.width": 1.2, "ears.pointed": 1.0, "hair.style~": "braid01",
        "hair.color~": "black"},
    "vulcan|romulan|half vulcan": {"ears.pointed": 0.9, "brows.angle": 1.2,
                                   "hair.style~": "short03", "hair.color~": "black",
                                   "expression~": "serious"},
    "klingon": {"brow.ridge": 1.7, "skin.tone~": 0.5, "hair.length~": 1.0, "jaw.width": 0.8,
                "beard.style~": "goatee", "forehead.height": 0.8},
    "twilek|togruta": {"skin.tint": (0.30, 0.55, 0.60), "ears.size": -1.2, **_BALD},
    "vampire|dracula|vampiress|bloodsucker|strigoi": _VAMPIRE,
    "nosferatu": {**_VAMPIRE, "ears.pointed": 1.0, "ears.size": 0.8, "face.gaunt": 1.0, **_BALD},
    "dhampir|half vampire": {**_VAMPIRE, "skin.tone": 0.03},
    "corpse bride": {**_ZOMBIE, "gender": F},
    "zombie|undead|walking dead|walker|living dead|revenant": _ZOMBIE,
    "ghoul|lich|wight": {**_ZOMBIE, "skin.tint": (0.52, 0.54, 0.50), "hair.style~": "bald",
                         "eyes.depth~": 0.8},
    "egyptian mummy|ancient mummy|mummified person": {
        **_ZOMBIE, "skin.tint": (0.42, 0.33, 0.22), "hair.style~": "bald"},
    "corpse|dead person|drowned person": {"skin.tint": (0.62, 0.66, 0.64), "face.gaunt": 0.6},
    "ghost|spectre|specter|phantom|spirit|wraith|banshee|apparition|poltergeist": _GHOST,
    "succubus|incubus|demon|fiend|daemon|hellspawn|archdemon|balrog": _DEMON,
    "devil|satan|lucifer|beelzebub|mephistopheles|mephisto": {
        **_DEMON, "horns": "short", "beard.style~": "goatee"},
    "she devil|demoness|devil woman|demon woman|devil girl|demon girl": {**_DEMON, "gender": F},
    "imp": {**_DEMON, "horns": "short", "build.height": 0.03, "ears.size": 1.0},
    "oni": {**_DEMON, "teeth": "tusks", "horns": "short", "brow.ridge": 1.2},
    "tiefling|half demon|demonkin": {**_DEMON, "skin.tint~": (0.55, 0.22, 0.30)},
    "fire demon|lava demon": {
        **_DEMON, "skin.tint": (0.20, 0.08, 0.05), "skin.pattern": "cracks", "eyes.glow": 0.9,
        "skin.pattern_color": (1.0, 0.45, 0.08)},
    "krampus|baphomet": {**_DEMON, "skin.tint": (0.20, 0.15, 0.13), "beard.style~": "long beard"},
    "angel|seraph|archangel|cherub|cherubim|guardian angel": {
        "hair.color~": "blond", "skin.tone~": 0.08, "skin.pores~": 0.1, "hair.curl~": 0.25,
        "expression~": "neutral"},
    "fallen angel|dark angel": {"eyes.color~": "red", "skin.tone~": 0.03, "hair.color~": "black"},
    "mermaid|siren|nereid|sea nymph|selkie": {**_MER, "gender": F, "age~": 22},
    "merman|triton|merfolk|fish man|merperson": {**_MER, "gender~": M},
    "dryad|ent|treant|tree spirit|forest spirit|tree person": {
        "skin.tint": (0.42, 0.40, 0.24), "skin.pattern": "cracks", "eyes.color~": "green",
        "hair.color~": (0.22, 0.42, 0.15), "hair.natural~": False, "ears.pointed~": 0.8},
    "lizard person|lizard man|lizardman|lizard folk|lizardfolk|reptilian|reptile|argonian|"
    "lizard|snake man|snake person|naga|kobold|reptile person|crocodile man": _LIZARD,
    "lizard woman|lizard girl|snake woman|lamia": {**_LIZARD, "gender": F},
    "dragonborn|draconian|dragonkin|dragon person|dragon man|half dragon|draconid": {
        **_SCALED, "horns": "ram", "skin.tint~": (0.55, 0.15, 0.10)},
    "dragon woman|dragon girl|dragon queen|dragoness": {
        "gender": F, "skin.pattern": "scales", "horns": "ram", "eyes.pupil": "slit",
        "eyes.color": _YELLOW, "skin.tint~": (0.55, 0.15, 0.10)},
    "medusa|gorgon": {"gender": F, "skin.pattern": "scales", "skin.tint~": (0.45, 0.55, 0.35),
                      "eyes.pupil": "slit", "eyes.color": _YELLOW, "eyes.glow~": 0.6,
                      "teeth~": "fangs", "hair.curl~": 0.6},
    "cat person|cat boy|catboy|khajiit|neko|nekomimi|cat man|catfolk|tabaxi|lion man|feline person":
        _CAT,
    "cat girl|catgirl|cat woman|cat lady|kitty girl": {**_CAT, "gender": F, "age~": 21},
    "tiger woman|tigress|tiger girl": {
        **_CAT, "gender": F, "skin.pattern": "stripes", "skin.tint~": (0.86, 0.55, 0.22),
        "skin.pattern_color": _BLACK},
    "tiger man|tiger person": {
        **_CAT, "skin.pattern": "stripes", "skin.tint~": (0.86, 0.55, 0.22),
        "skin.pattern_color": _BLACK},
    "fox girl|kitsune|fox woman|vixen": {**_CAT, "gender": F, "hair.color~": "red"},
    "werewolf|lycan|lycanthrope|wolf man|wolfman|were wolf|wolfwalker|half wolf": {
        "teeth": "fangs", "eyes.color": "amber", "brows.thickness": 1.0, "ears.pointed": 0.7,
        "beard.style~": "full beard", "hair.length~": 1.0, "brow.ridge": 0.8, "nose.width": 0.6,
        "build.muscle~": 0.8},
    "wolf girl|wolf woman|she wolf": {"gender": F, "teeth": "fangs", "eyes.color": "amber",
                                      "ears.pointed": 0.8, "brows.thickness~": 0.8},
    "gargoyle": {**statue("stone"), "horns": "short", "ears.pointed": 1.0, "teeth": "fangs",
                 "brow.ridge": 1.2},
    "golem|rock monster|stone monster|stone giant|earth elemental": {
        **statue("stone"), "jaw.width": 1.2, "brow.ridge": 1.4, "eyes.glow~": 0.5, **_BALD},
    "minotaur": {"horns": "short", "nose.width": 1.5, "nose.size": 1.2, "skin.tone": 0.6,
                 "build.muscle~": 1.0, "neck.width": 1.3, "worn~": ("nose ring",)},
    "satyr|faun|pan": {"horns": "ram", "eyes.pupil": "bar", "beard.style~": "goatee",
                       "ears.pointed": 0.9, "hair.curl~": 0.6},
    "centaur": {"hair.length~": 1.0, "build.muscle~": 0.8},
    "djinn|jinn|genie": {"skin.tint": (0.24, 0.42, 0.72), "beard.style~": "goatee",
                         "worn~": ("hoops",), "hair.style~": "bald"},
    "frankenstein|frankensteins monster|frankenstein monster": {
        "skin.tint": (0.50, 0.58, 0.45), "skin.scars": ("forehead", "cheek_left"),
        "brow.ridge": 1.3, "face.square": 1.2, "eyes.hooded": 1.0, "hair.length~": 0.2,
        "gender~": M},
    "smurf": {"skin.tint": (0.22, 0.50, 0.86), "nose.bulbous": 1.5, "hat~": True},
    "oompa loompa": {"skin.tint": (0.86, 0.46, 0.16), "hair.color~": (0.16, 0.52, 0.22),
                     "hair.natural~": False, "build.height": 0.05},
    "robot|automaton|machine man|metal man|droid|mech|metal person|metal woman|tin man|"
    "terminator": _ROBOT,
    "android|gynoid|synthetic human|synth|fembot": {
        **_ROBOT, "skin.tint": (0.84, 0.85, 0.87), "skin.metal": 0.6, "eyes.glow~": 0.4},
    "cyborg|half robot|half machine|cybernetic human|cyberpunk cyborg": {
        "skin.pattern": "panels", "eyes.glow~": 0.8, "eyes.color~": (1.0, 0.12, 0.08),
        "skin.metal~": 0.5},
    "clown|circus clown|killer clown|bozo": {
        "skin.tint": (0.93, 0.92, 0.90), "makeup.lips~": "red", "skin.blush~": 0.9,
        "makeup.eyeshadow~": (0.13, 0.29, 0.70), "nose.bulbous~": 1.3, "hair.style~": "afro01",
        "hair.color~": (0.80, 0.12, 0.08), "hair.natural~": False, "expression~": "grinning"},
    "jester|harlequin|pierrot": {"skin.tint": (0.93, 0.92, 0.90), "makeup.lips~": "red",
                                 "makeup.eyeliner~": 1.0, "skin.tattoos~": ("tear@cheek_left",)},
    "mime|mime artist|kabuki actor": {
        "skin.tint": (0.94, 0.93, 0.92), "makeup.lips~": "black", "makeup.eyeliner~": 1.0,
        "brows.thickness~": 0.2},
    "catrina|la catrina|sugar skull|calavera|day of the dead": {
        "skin.tint": (0.93, 0.92, 0.90), "makeup.lips~": "black", "makeup.eyeliner~": 1.0,
        "makeup.eyeshadow~": (0.05, 0.04, 0.05)},
    "doll|porcelain doll|china doll": {
        "skin.tone": 0.0, "skin.pores": 0.0, "skin.blush": 0.7, "eyes.size": 1.1,
        "makeup.lips~": "red", "lashes~": 1.0, "gender~": F, "age~": 20},
    "mannequin|dummy|shop dummy": {**statue("plastic"), **_BALD},
    "statue|bust|sculpture|figurine|effigy": {
        **{f"{name}~": value for name, value in statue("plaster").items()
           if name != "eyes.pupil"}, "eyes.pupil": "none"},
}  # fmt: skip
"""Phrase -> effects; `~` marks what the creature only suggests."""

ADJECTIVES: dict[str, str] = {
    "elven|elvish|elfin|elf like|elflike": "elf",
    "orcish": "orc",
    "dwarven|dwarvish": "dwarf",
    "goblinoid|goblin like": "goblin",
    "vampiric|vampirish|vampire like": "vampire",
    "zombified|zombie like|undead|rotting|decomposing": "zombie",
    "ghostly": "ghost",
    "spectral|ghost like|ethereal ghost": "ghost",
    "demonic|hellish|demon like|infernal": "demon",
    "devilish|satanic": "devil",
    "draconic": "dragonborn",
    "reptilian|lizard like|reptile like|serpentine|snake like": "lizard",
    "robotic|mechanical|robot like|animatronic": "robot",
    "cybernetic|cyber enhanced": "cyborg",
    "feline|cat like|catlike": "cat person",
    "lupine|wolfish": "werewolf",
    "navi like|navi looking": "navi",
    "clownish": "clown",
    "fairy like|fairylike": "fairy",
}
"""Adjective -> the creature that it makes of a person."""

BODILESS: dict[str, str] = {
    "werewolf": "A werewolf keeps a human face here: beard, fangs and amber eyes, no fur.",
    "cat person": "Cat people keep a human face here: slit pupils, pointed ears, no fur.",
    "centaur": "A centaur is made as a human head; a horse's body is not available.",
    "minotaur": "A minotaur keeps a human face here: horns and a wide nose, no muzzle.",
    "mermaid": "A mermaid is made as a head and shoulders; a fish tail is not available.",
    "ghost": "A ghost is pale here; see-through skin is not available.",
    "angel": "Wings and haloes are not available; the angel is a face.",
    "medusa": "Snakes for hair are not available; Medusa has curls, scales and slit pupils.",
}
"""Creature (the first of its names) -> what of it cannot be made; the user is told."""

IMPOSSIBLE = (
    "skeleton|skull face|cyclops|three eyed|two headed|two heads|headless|octopus|cthulhu|"
    "mind flayer|snail|third eye|four eyed|four eyes|four armed|horse head|animal head|invisible"
)
"""Beings that a human head cannot become."""
