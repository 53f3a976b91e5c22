"""Comparisons: "eyes like emeralds", "thin as a rake", "a face like a horse"."""

from __future__ import annotations

LIKENESS: dict[str, dict[str, dict[str, object]]] = {
    "horse|mule": {"face": {"face.length": 1.2, "jaw.forward": 0.4}, "teeth": {}},
    "moon|full moon|pie|pancake|football|balloon": {"face": {"face.round": 1.2}},
    "hatchet|axe|knife": {"face": {"face.width": -1.0, "cheekbones": 0.8}},
    "bulldog|boxer dog|pitbull": {"face": {"face.width": 0.8, "cheeks.fullness": 0.9,
                                           "chin.double": 0.8}},
    "weasel|rat|ferret|mouse": {"face": {"nose.pointed": 1.0, "chin.forward": -0.8,
                                         "face.width": -0.6}},
    "frog|toad": {"face": {"mouth.width": 1.4, "eyes.depth": -1.0}, "eyes": {"eyes.depth": -1.2},
                  "mouth": {"mouth.width": 1.4}},
    "pig|piglet": {"nose": {"nose.upturned": 1.2, "nose.nostrils": 1.0},
                   "face": {"nose.upturned": 1.0, "face.fullness": 0.8}},
    "hawk|eagle|eagle beak|hawk beak|beak|parrot|parrot beak|bird|bird of prey|vulture|bird beak": {
        "nose": {"nose.hooked": 1.0}, "face": {"nose.hooked": 1.0, "face.width": -0.4}},
    "potato|bulb|tomato|strawberry": {"nose": {"nose.bulbous": 1.2}},
    "button": {"nose": {"nose.size": -1.0, "nose.upturned": 0.6}, "eyes": {"eyes.size": -0.8}},
    "ski slope|ski jump": {"nose": {"nose.upturned": 1.2}},
    "tree trunk|tree|bull|ox|gorilla|tank|brick house|brick wall|bear|rhino|lumberjack|"
    "rugby player|oak": {
        "person": {"build.muscle": 0.95, "build.weight": 0.65, "neck.width": 1.0},
        "neck": {"neck.width": 1.3}, "body": {"build.muscle": 0.95, "build.weight": 0.65}},
    "stick|rake|beanpole|bean pole|twig|reed|pencil|scarecrow|skeleton|toothpick": {
        "person": {"build.weight": 0.12}, "body": {"build.weight": 0.12}},
    "barrel|whale|elephant|hippo|house|sumo wrestler": {
        "person": {"build.weight": 0.92}, "body": {"build.weight": 0.92}},
    "swan|giraffe|ostrich": {"neck": {"neck.length": 1.2, "neck.width": -0.5}},
    "elephant|dumbo|bat|jug handle|jug|satellite dish": {"ears": {"ears.out": 1.2,
                                                                 "ears.size": 1.0}},
    "owl|doe|deer|saucer|cow|anime character|manga character|puppy|bambi": {
        "eyes": {"eyes.size": 1.2}},
    "cat|fox|panther|lynx": {"eyes": {"eyes.tilt": 1.1}, "pupils": {"eyes.pupil": "slit"}},
    "snake|viper|reptile|lizard|crocodile|dragon": {"eyes": {"eyes.pupil": "slit",
                                                      "eyes.color": (0.93, 0.75, 0.12)}},
    "goat|sheep|octopus": {"eyes": {"eyes.pupil": "bar"}, "beard": {"beard.style": "goatee"}},
    "emerald|jade|grass|forest": {"eyes": {"eyes.color": "green"}},
    "sapphire|sky|ocean|sea|summer sky|forget me not|cornflower|lake|clear sky": {
        "eyes": {"eyes.color": "blue"}},
    "ice|glacier|winter sky": {"eyes": {"eyes.color": (0.53, 0.68, 0.80)}},
    "coal|night|ink|onyx|midnight|pitch|obsidian|raven|raven wing|raven feather|tar|soot|jet": {
        "hair": {"hair.color": "black"}, "eyes": {"eyes.color": "dark brown"},
        "beard": {"beard.color": "black"}, "brows": {"brows.color": "black"},
        "skin": {"skin.tone": 0.95}},
    "amber|honey|gold|whisky|tiger": {"eyes": {"eyes.color": "amber"},
                                      "hair": {"hair.color": "blond"}},
    "steel|storm|storm cloud|slate|rain": {"eyes": {"eyes.color": "grey"}},
    "fire|flame|copper|fox fur|autumn leaf|carrot|rust|flames": {
        "hair": {"hair.color": "red"}, "eyes": {"eyes.glow": 0.7, "eyes.color": (0.95, 0.4, 0.08)},
        "beard": {"beard.color": "red"}},
    "wheat|straw|corn|corn silk|sunshine|hay|the sun|butter": {"hair": {"hair.color": "blond"}},
    "snow|milk|chalk|paper|ivory|swan feather|cotton|ash": {
        "skin": {"skin.tone": 0.02, "skin.ruddy": 0.3}, "hair": {"hair.grey": 1.0},
        "beard": {"beard.grey": 1.0}, "person": {"skin.tone": 0.02, "skin.ruddy": 0.2}},
    "porcelain|alabaster|cream|moonlight|pearl": {
        "skin": {"skin.tone": 0.02, "skin.ruddy": 0.3, "skin.pores": 0.1},
        "face": {"skin.tone": 0.02}},
    "silk|velvet|satin|peach|baby|baby skin|marble": {
        "skin": {"skin.pores": 0.1, "skin.wrinkles": 0.02}, "hair": {"hair.curl": 0.0}},
    "leather|old leather|parchment|crumpled paper|walnut|prune|raisin|dried apple|map|old boot": {
        "skin": {"skin.wrinkles": 0.85, "skin.pores": 0.8, "skin.shine": 0.15},
        "face": {"skin.wrinkles": 0.9, "skin.pores": 0.8}},
    "lobster|beetroot|beet|tomato|brick": {
        "skin": {"skin.ruddy": 1.0}, "face": {"skin.blush": 0.9, "skin.ruddy": 0.9},
        "person": {"skin.ruddy": 0.95}},
    "chocolate|mahogany|coffee|cocoa": {"skin": {"skin.tone": 0.72}},
    "caramel|cinnamon|toffee|caffe latte|latte|bronze": {"skin": {"skin.tone": 0.46,
                                                         "skin.undertone": 0.35}},
    "ebony": {"skin": {"skin.tone": 0.97}, "hair": {"hair.color": "black"}},
    "blood|cherry|ruby|rose|rose petal|rose bud|wine|poppy|strawberries": {
        "lips": {"makeup.lips": "red"}, "cheeks": {"skin.blush": 0.6}},
    "apple|cherry apple": {"cheeks": {"skin.blush": 0.6, "cheeks.fullness": 0.6}},
    "hamster|chipmunk|squirrel": {"cheeks": {"cheeks.fullness": 1.3}},
    "bird nest|haystack|mop|scarecrow straw|lion mane|lion": {
        "hair": {"hair.curl": 0.35, "hair.length": 0.5}},
    "egg|billiard ball|eagle|coot|cue ball|baby bottom|bowling ball": {
        "person": {"hair.style": "bald"}, "head": {"hair.style": "bald"}},
    "caterpillar|hedge|bush": {"brows": {"brows.thickness": 1.0}},
    "anvil|lantern|rock|brick": {"jaw": {"jaw.width": 1.2}},
    "bone|ghost|corpse|death|sheet|dead man": {"person": {"skin.tone": 0.01, "skin.ruddy": 0.05},
                                              "skin": {"skin.tone": 0.01, "skin.ruddy": 0.05}},
}  # fmt: skip
"""Thing -> what the noun that is like it becomes."""

ARTICLES = ("", "a", "an", "the")
LINKS = ("like", "of", "the colour of", "colour of", "similar to")

AS: dict[str, str] = {
    "black": "raven wing|raven|coal|night|ink|onyx|midnight|pitch|raven|tar|soot|jet|ebony",
    "white": "snow|milk|chalk|paper|ivory|cotton|ghost|sheet",
    "pale": "moon|snow|milk|chalk|paper|ghost|sheet|moonlight|death|corpse|porcelain|bone",
    "red": "blood|cherry|ruby|rose|wine|fire|lobster|beetroot|brick|tomato|poppy|flame|fox|apple",
    "thin": "rake|stick|twig|reed|rail|beanpole|pencil|skeleton",
    "skinny": "rake|stick|twig|beanpole",
    "bald": "egg|billiard ball|eagle|coot|cue ball|baby|bowling ball",
    "tough": "nail|nails|old boot",
    "hard": "nail|nails",
    "strong": "ox|bull|bear|horse|lion",
    "big": "house|bear|ox|saucer",
    "fat": "pig|barrel|whale",
    "old": "hill|hills|time|methuselah|dirt|mountain",
    "blue": "sky|ocean|sea|sapphire|cornflower|ice",
    "green": "emerald|grass|jade|forest|sea",
    "golden": "wheat|sun|honey|corn",
    "yellow": "straw|corn|butter|sun",
    "brown": "chestnut|nut|berry|coffee|earth|chocolate",
    "dark": "night|coal|ebony|chocolate",
    "smooth": "silk|glass|marble|baby|porcelain|baby bottom",
    "wrinkled": "prune|raisin|walnut|map",
    "sharp": "knife|razor|blade",
    "happy": "lark|clam|child",
    "mad": "hatter|wet hen",
    "round": "moon|ball|apple|football",
    "grey": "steel|storm|ash|slate",
    "tall": "tree|giant|mountain",
    "straight": "arrow|silk|ruler|nail",
    "curly": "lamb|sheep|poodle",
    "pointed": "needle|dagger|elf",
    "cute": "button",
    "ugly": "sin|toad|mud fence",
    "handsome": "devil|sin",
}
"""Adjective -> what it is "as ... as" by custom; the comparison adds nothing to the adjective."""
