"""Hair on the head and on the face: style, length, texture; colours stand in `colors`."""

from __future__ import annotations

HEADS: dict[str, str] = {
    "hair": "hair|haired|hairstyle|hairdo|hairs|lock|locks|tresses|mane|haircut|hair style|"
    "hair cut|"
    "hair colour|strands|curl|curls|ringlets|wave|waves|coil|coils|tendrils",
    "roots": "root|roots|hair root|hair roots",
    "tips": "tip|tips|end|ends|hair tips|hair ends",
    "highlights": "highlight|highlights|streak|streaks|balayage|ombre|lowlights|strand of",
    "fringe": "fringe|bangs",
    "beard": "beard|beards|facial hair|whisker|whiskers",
    "moustache": "moustache|tache|stache|moustached|moustachioed",
    "goatee": "goatee|soul patch|chin beard",
    "stubble": "stubble|five oclock shadow|5 oclock shadow|shadow|scruff",
    "sideburns": "sideburn|sideburns|mutton chop|mutton chops|muttonchops|burnsides",
    "hairline": "hairline|hair line",
}

HEAD_FACTS: dict[str, dict[str, object]] = {
    "hair": {},
    "beard": {"beard.style": "full beard"},
    "moustache": {"beard.style": "moustache"},
    "goatee": {"beard.style": "goatee"},
    "stubble": {"beard.style": "stubble", "beard.stubble": 0.75},
    "sideburns": {"beard.style": "sideburns"},
}

ABSENT: dict[str, dict[str, object]] = {
    "hair": {"hair.style": "bald"},
    "beard": {"beard.style": "none", "beard.stubble": 0.0},
    "moustache": {"beard.style": "none"},
    "goatee": {"beard.style": "none"},
    "stubble": {"beard.style": "none", "beard.stubble": 0.0},
    "sideburns": {"beard.style": "none"},
    "brows": {"brows.thickness": 0.0},
    "lashes": {"lashes": 0.0},
}

_FULL, _SHORT, _LONG = "full beard", "short beard", "long beard"


def _beard(style: str) -> dict[str, dict[str, object]]:
    return {"beard": {"beard.style": style}, "whiskers": {"beard.style": style}}


TO_SHOULDERS = (
    "to shoulder|to her shoulder|to his shoulder|to the shoulder|to their shoulder|shoulder long|"
    "past her shoulder|past his shoulder|past the shoulder|over her shoulder|over his shoulder|"
    "to the chin|to her chin|to his chin|at the shoulder|on her shoulder|around her shoulder|"
    "down to her shoulder|down to his shoulder|down to the shoulder|to the collar"
)
TO_WAIST = (
    "to waist|to her waist|to his waist|to the waist|down to her waist|down to his waist|"
    "down to the waist|down her back|down his back|down the back|to her hip|to his hip|"
    "past her waist|to the hip|to her knee|to the floor|to her back|to his back|to the ground"
)
TIED = "tied|tied back|tied up|pulled back|gathered|scraped back|pinned up|pinned back|pulled up"
SLICKED = "slicked|slicked back|slick|swept back|combed back|gelled|brylcreemed|gelled back"
TO_CHEST = (
    "to his chest|down to his chest|to the chest|to his belly|to his belt|"
    "down to his belt|to his knee|"
    "to her chest|down to the chest"
)
TO_EARS = "to the ear|to her ear|to his ear"

LENGTHS = (TO_SHOULDERS, TO_CHEST, TO_WAIST, TO_EARS)

MODS: dict[str, dict[str, dict[str, object]]] = {
    "long|longer|lengthy|flowing|rapunzel": {"hair": {"hair.length": 1.0}, **_beard(_LONG),
                             "sideburns": {"beard.style": "sideburns"}},
    "waist length|hip length|knee length|floor length|long flowing|ankle length|"
    "chest length": {"hair": {"hair.length": 1.0}, **_beard(_LONG)},
    "medium|medium length|mid length|shoulder length|chin length|neck length|jaw length|"
    "collar length":
        {"hair": {"hair.length": 0.5}, **_beard(_FULL)},
    "short|shorter|close|cut|neat|trimmed|groomed|well groomed|clipped|tidy|neatly trimmed":
        {"hair": {"hair.length": 0.25}, **_beard(_SHORT)},
    "cropped|close cropped|closely cropped|short cropped|military": {
        "hair": {"hair.length": 0.15}, **_beard(_SHORT)},
    "shaved|shaved off|shaven|buzzed|buzz|buzz cut|clean shaved": {
        "hair": {"hair.style": "buzz"}, "head": {"hair.style": "bald"},
        "brows": {"brows.thickness": 0.0},
        "beard": {"beard.style": "none", "beard.stubble": 0.0},
        "face": {"beard.style": "none", "beard.stubble": 0.0}},
    TO_SHOULDERS: {h: {"hair.length": 0.5} for h in ("hair", "person")},
    TO_WAIST: {**{h: {"hair.length": 1.0} for h in ("hair", "person")}, **_beard(_LONG)},
    TO_CHEST: {"hair": {"hair.length": 1.0}, **_beard(_LONG)},
    TO_EARS: {h: {"hair.length": 0.3} for h in ("hair", "person")},
    "balding": {h: {"hair.length": 0.12} for h in ("person", "", "head", "hair")},
    "bald|hairless": {"head": {"hair.style": "bald"}, "person": {"hair.style": "bald"},
                              "": {"hair.style": "bald"}},
    "thinning|receding|sparse|thin": {"hair": {"hair.length": 0.1},
                                      "hairline": {"hair.length": 0.1, "forehead.height": 0.9}},
    "high|low": {"hairline": {"forehead.height": 0.8}},
    "straight|sleek|lank|smooth|poker straight|silky|fine|flat": {
        "hair": {"hair.curl": 0.0}, "fringe": {}},
    "wavy|beachy|waved|tousled|messy|unruly|dishevelled|windswept|wild|bed|flowing wavy": {
        "hair": {"hair.curl": 0.25}},
    "curly|curled|ringletted|spiral|bouncy|frizzy": {"hair": {"hair.curl": 0.6}},
    "kinky|coily|coiled|nappy|tightly curled|afro textured|natural|woolly": {
        "hair": {"hair.curl": 1.0}},
    "bobbed": {"hair": {"hair.style": "bob"}},
    "braided|plaited|cornrow|cornrowed|dreadlocked": {
        "hair": {"hair.style": "braid01"}, "beard": {"beard.style": _LONG}},
    TIED: {"hair": {"hair.style": "tied"}},
    SLICKED: {
        "hair": {"hair.style": "short04"}},
    "asymmetrical|asymmetric|low|high|wispy|limp|glossy|shiny|soft|healthy|sleek|beautiful|"
    "luscious|lustrous|silky|damp|wet|sweaty|greasy|stringy|oily|dull|dry|brittle|damaged|"
    "centre parted|middle parted|blunt|textured": {
        "hair": {}, "fringe": {}, "beard": {}, "moustache": {}},
    "spiky|spiked|side parted|parted|layered|choppy|feathered|side swept": {
        "hair": {"hair.length": 0.25}},
    "massive|enormous|magnificent|glorious|wild|matted|unruly|untrimmed|tangled|untidy|epic|"
    "mighty|grizzled|thick|bushy|big|voluminous|full|dense|heavy|huge|shaggy|unkempt|scruffy|"
    "impressive": {
        "hair": {}, **_beard(_FULL), "moustache": {"beard.style": "handlebar"},
        "sideburns": {"beard.style": "sideburns"}},
    "small|little|tiny": {"beard": {"beard.style": "goatee"}, "goatee": {}, "moustache": {}},
    "light|slight|faint|thin|patchy|wispy|sparse": {
        "beard": {"beard.style": _SHORT}, "stubble": {"beard.stubble": 0.4}},
    "heavy|dark|thick|dense": {"stubble": {"beard.stubble": 1.0}},
    "handlebar|curled|waxed|twirled|walrus|hungarian|imperial": {
        "moustache": {"beard.style": "handlebar"}},
    "pencil|thin|toothbrush|neat": {"moustache": {"beard.style": "moustache"}},
    "circle|van dyke|anchor|balbo": {h: {"beard.style": "circle"} for h in
                                     ("beard", "goatee", "moustache")},
    "pointed|pointy": {"beard": {"beard.style": "goatee"}},
    "stubbly|unshaven|scruffy|stubbled": {
        h: {"beard.style": "stubble", "beard.stubble": 0.8} for h in
        ("person", "", "chin", "jaw", "cheeks", "face", "beard")},
    "bearded": {"person": {"beard.style": _FULL}, "": {"beard.style": _FULL},
                "face": {"beard.style": _FULL}, "chin": {"beard.style": _FULL}},
    "moustached|moustachioed": {"person": {"beard.style": "moustache"},
                                "": {"beard.style": "moustache"}},
    "henna dyed|hennaed|henna red|henna": {"hair": {"hair.color": "red"},
                                           "beard": {"beard.color": "red"}},
    "sun bleached|sunbleached": {"hair": {"hair.color": "blond"}},
}  # fmt: skip

FACTS: dict[str, dict[str, object]] = {
    "bald headed|baldheaded|bald head|shaved head|shaven head|shaved bald|completely bald|"
    "chrome dome":
        {"hair.style": "bald"},
    "buzz cut|buzzcut|buzz cut hair|crew cut|crewcut|skinhead|number one cut|induction cut":
        {"hair.style": "buzz"},
    "pixie|pixie cut|pixie haircut": {"hair.style": "short03"},
    "bowl cut|bowl haircut|mop top|curtain hair|curtains": {"hair.style": "short03"},
    "fade|undercut|quiff|pompadour|side parting|short back and sides|flat top|caesar cut|"
    "taper fade|"
    "ivy league": {"hair.style": "short02"},
    "bob|bob cut|bob haircut|lob|long bob|pageboy|page boy|bob hair|bobbed hair": {
        "hair.style": "bob"},
    "ponytail|pony tail|pony|ponytailed|high ponytail|low ponytail": {"hair.style": "ponytail01"},
    "braid|plait|braids|plaits|french braid|fishtail|braided hair|plaited hair": {
        "hair.style": "braid01"},
    "bun|top knot|topknot|chignon|updo|up do|man bun|hair bun|hair in a bun|hair up|french twist|"
    "messy bun|beehive": {"hair.style": "bun"},
    "afro|fro|afro hair|afro hairstyle": {"hair.style": "afro01"},
    "wave|waves|loose wave|soft wave|beach wave|finger wave|soft waves": {"hair.curl": 0.25},
    "coil|coils|tight curl|tight coil|tight coils": {"hair.curl": 1.0},
    "comb over|combover|comb over hair|bald on top|balding on top|thinning on top|bald patch|"
    "bald spot|tonsure|tonsured": {"hair.length": 0.1},
    "crown braid|braided crown|braid crown|milkmaid braid|"
    "milkmaid braids": {"hair.style": "braid01"},
    "perm|permed|jheri curl|permed hair|ringlet|curly hair|curls": {"hair.curl": 0.6},
    "twists|two strand twists|bantu knots|braid twists|senegalese twists|cornrows|box braids|"
    "dreadlocks|dreads|locs|rasta hair": {"hair.style": "braid01"},
    "pigtails|pigtail|bunches|twin tails|space buns": {"hair.style": "ponytail01"},
    "mohawk|mohican|mullet|fauxhawk|faux hawk": {"hair.style": "short02"},
    "brunette|brunet": {"hair.color": "brown"},
    "redhead|redheaded|red head|red headed|ginger|carrot top": {"hair.color": "red"},
    "blond|blondie|fair haired": {"hair.color": "blond"},
    "blue rinse": {"hair.grey": 1.0, "hair.color": (0.70, 0.74, 0.84), "hair.natural": False},
    "silver fox": {"hair.grey": 1.0, "age": 52.0},
    "silver streaked|grey streaked|white streaked": {"hair.grey": 0.35},
    "salt and pepper|salt n pepper|grizzled": {"hair.grey": 0.5},
    "greying temples|grey temples|grey at the temples|greying at the temples|touch of grey|"
    "first grey hairs|streaks of grey|grey streaks|flecked with grey|streaked with grey":
        {"hair.grey": 0.3},
    "grey haired|gone grey": {"hair.grey": 0.95},
    "clean cut|clean shaven|cleanshaven|smooth shaven|beardless|clean shaved|freshly shaved|"
    "freshly shaven":
        {"beard.style": "none", "beard.stubble": 0.0},
    "handlebar moustache|walrus moustache|handlebars": {"beard.style": "handlebar"},
    "van dyke|circle beard|circle goatee|goatee and moustache|moustache and goatee": {
        "beard.style": "circle"},
    "five oclock shadow|5 oclock shadow|designer stubble|three day beard|3 day beard|"
    "day old beard|three day stubble|"
    "3 day stubble": {"beard.style": "stubble", "beard.stubble": 0.8},
    "unibrow|monobrow": {"brows.thickness": 1.0},
}  # fmt: skip

STYLE_NOUNS = (
    "hair in a bun|hair up|buzz cut|buzzcut|crew cut|crewcut|pixie|pixie cut|pixie haircut|"
    "bowl cut|bowl haircut|mop top|"
    "fade|undercut|quiff|pompadour|flat top|caesar cut|bob|bob cut|bob haircut|lob|long bob|"
    "pageboy|"
    "bobbed hair|ponytail|pony tail|high ponytail|low ponytail|braid|plait|braids|plaits|"
    "french braid|braided hair|plaited hair|bun|top knot|topknot|chignon|updo|man bun|hair bun|"
    "messy bun|beehive|afro|fro|afro hair|perm|curly hair|curls|cornrows|box braids|dreadlocks|"
    "dreads|locs|pigtails|pigtail|bunches|twin tails|space buns|mohawk|mohican|mullet|fauxhawk"
)
"""Styles that adjectives describe as they describe hair: "a black bob"."""

NEAREST: dict[str, str] = {
    "cornrows": "a braid", "twists": "a braid", "two strand twists": "a braid",
    "bantu knots": "a braid", "box braids": "a braid", "dreadlocks": "a braid", "dreads": "a braid",
    "locs": "a braid", "cornrow": "a braid", "dreadlocked": "a braid", "pigtails": "a ponytail",
    "pigtail": "a ponytail", "bunches": "a ponytail", "twin tails": "a ponytail",
    "space buns": "a ponytail", "mohawk": "a short cut", "mohican": "a short cut",
    "mullet": "a short cut", "fauxhawk": "a short cut", "faux hawk": "a short cut",
    "highlights": "coloured tips", "highlight": "coloured tips", "streaks": "coloured tips",
    "beehive": "a bun", "comb over": "thin short hair", "combover": "thin short hair",
    "tonsure": "thin short hair", "bald patch": "thin short hair", "bald spot": "thin short hair",
    "undercut": "a short cut", "fade": "a short cut", "quiff": "a short cut",
    "pompadour": "a short cut", "flat top": "a short cut", "crown braid": "a braid",
    "pixie cut": "a short cut", "pixie": "a short cut",
    "unibrow": "bushy eyebrows", "monobrow": "bushy eyebrows",
}  # fmt: skip
"""Looks that we do not have -> what is taken instead; the user is told."""
