"""Colour words: what they mean on hair, iris, skin, lips, cloth."""

from __future__ import annotations

from facegen.human.person import Color
from facegen.human.populations import HAIR_COLORS, IRIS_COLORS

PAINT: dict[str, Color] = {
    "black": (0.03, 0.03, 0.03),
    "white": (0.93, 0.92, 0.90),
    "grey|ash": (0.50, 0.50, 0.50),
    "charcoal": (0.18, 0.18, 0.19),
    "silver|silvery": (0.75, 0.76, 0.78),
    "red": (0.72, 0.06, 0.07),
    "scarlet|crimson|cherry|ruby": (0.66, 0.03, 0.10),
    "burgundy|maroon|wine|plum": (0.36, 0.05, 0.13),
    "pink": (0.93, 0.45, 0.62),
    "magenta|fuchsia": (0.83, 0.10, 0.53),
    "rose|rosy|dusty rose": (0.78, 0.42, 0.44),
    "coral|peach|peachy|salmon": (0.92, 0.47, 0.38),
    "orange": (0.91, 0.43, 0.06),
    "yellow": (0.95, 0.83, 0.16),
    "gold|golden": (0.83, 0.62, 0.22),
    "green": (0.16, 0.52, 0.22),
    "emerald": (0.05, 0.52, 0.34),
    "lime": (0.60, 0.85, 0.15),
    "olive": (0.42, 0.42, 0.18),
    "mint": (0.60, 0.88, 0.73),
    "turquoise|teal|aqua|cyan|aquamarine": (0.10, 0.62, 0.63),
    "blue": (0.13, 0.29, 0.70),
    "navy|navy blue|midnight blue": (0.06, 0.10, 0.28),
    "sky blue|baby blue|light blue": (0.45, 0.68, 0.91),
    "sapphire|cobalt": (0.06, 0.22, 0.62),
    "indigo": (0.22, 0.14, 0.52),
    "purple|violet": (0.44, 0.18, 0.62),
    "grey green|green grey": (0.44, 0.52, 0.43),
    "grey blue|blue grey": (0.40, 0.48, 0.58),
    "blue green|green blue": (0.14, 0.46, 0.48),
    "grey brown|brown grey|taupe": (0.42, 0.36, 0.31),
    "rust|rusty": (0.55, 0.24, 0.11),
    "lavender|lilac": (0.72, 0.60, 0.88),
    "brown": (0.33, 0.20, 0.12),
    "chocolate": (0.25, 0.13, 0.08),
    "beige|cream|ivory": (0.88, 0.81, 0.68),
    "copper": (0.62, 0.30, 0.16),
    "bronze": (0.50, 0.33, 0.16),
    "nude": (0.72, 0.48, 0.40),
}
"""Dyes, cloth, paint: sRGB."""

HAIR: dict[str, Color] = {
    "black|jet black|raven|ebony|dark": HAIR_COLORS["black"],
    "brown|brunette|brunet|chestnut|chocolate|mousy|mousey": HAIR_COLORS["brown"],
    "dark brown|espresso": HAIR_COLORS["dark brown"],
    "light brown|caramel|light|hazel": HAIR_COLORS["light brown"],
    "dark blond|dirty blond|sandy|sand|honey blond|honey|bronze": HAIR_COLORS["dark blond"],
    "blond|fair|golden|hay|wheat|corn|sunny|flaxen|yellow|straw|gold|golden blond|"
    "light blond": HAIR_COLORS["blond"],
    "strawberry blond": (0.72, 0.42, 0.24),
    "platinum|platinum blond|white blond|ash blond|bleached": HAIR_COLORS["platinum"],
    "auburn|mahogany|reddish brown|red brown|brown red": HAIR_COLORS["auburn"],
    "red|ginger|copper|coppery|orange|carrot|fiery|reddish|redhead|redheaded": HAIR_COLORS["red"],
}
"""Natural colours of head hair, beard and brows; other colours are dyed with `PAINT`."""

HAIR_GREY: dict[str, dict[str, object]] = {
    "grey|greying": {"grey": 0.95},
    "silver|silvery": {"color": (0.74, 0.74, 0.74), "grey": 1.0},
    "white|snowy|snow white|ivory": {"color": (0.92, 0.91, 0.88), "grey": 1.0},
    "charcoal|iron grey|steel grey|ash|ashen": {"grey": 0.7},
    "salt and pepper|pepper and salt|grizzled|partly grey|greyish": {"grey": 0.5},
}
"""What age takes; the share of grey in each."""

IRIS: dict[str, Color] = {
    "brown|chestnut|chocolate|hazelnut|light brown": IRIS_COLORS["brown"],
    "dark brown|dark|black|espresso": IRIS_COLORS["dark brown"],
    "amber|golden|gold|honey|topaz|whiskey|yellowish": IRIS_COLORS["amber"],
    "hazel|greenish brown|green brown|brown green": IRIS_COLORS["hazel"],
    "green|emerald|jade|mossy|olive|sea green": IRIS_COLORS["green"],
    "blue|azure|sapphire|ocean|cornflower": IRIS_COLORS["blue"],
    "light blue|ice blue|icy blue|pale blue|icy|baby blue|sky blue|light": (0.53, 0.68, 0.80),
    "dark blue|navy|navy blue|deep blue|midnight blue": (0.14, 0.24, 0.44),
    "grey|silver|steel|stormy|silvery|ashen|steel grey": IRIS_COLORS["grey"],
    "grey blue|blue grey|steel blue": (0.41, 0.52, 0.62),
    "blue green|green blue|sea|turquoise|teal|aqua|aquamarine": (0.26, 0.50, 0.52),
    "grey green|green grey": (0.42, 0.50, 0.42),
    "white|milky": (0.85, 0.87, 0.88),
}
"""Irises; other colours (red, violet...) use `PAINT`."""

SKIN: dict[str, dict[str, object]] = {
    "black": {"skin.tone": 0.88},
    "ebony|jet black|blue black|obsidian": {"skin.tone": 0.97},
    "dark|deep|darker": {"skin.tone": 0.78},
    "dark brown|chocolate|espresso|mahogany|cocoa": {"skin.tone": 0.72},
    "brown|chestnut|coffee": {"skin.tone": 0.60},
    "light brown|caramel|toffee|cinnamon|dusky": {"skin.tone": 0.46, "skin.undertone": 0.35},
    "tan|tanned|sun kissed|suntanned|bronzed|swarthy|bronze|copper|coppery": {
        "skin.tone": 0.38, "skin.undertone": 0.3},
    "medium": {"skin.tone": 0.33},
    "olive|olive toned": {"skin.tone": 0.32, "skin.undertone": 0.6},
    "golden|honey|warm|amber": {"skin.tone": 0.30, "skin.undertone": 0.7},
    "beige|sand|sandy": {"skin.tone": 0.22, "skin.undertone": 0.3},
    "fair|light|lighter|creamy|cream|peach|peachy": {"skin.tone": 0.11},
    "pale|milky|ivory|white|snow white|snowy": {"skin.tone": 0.04, "skin.ruddy": 0.35},
    "porcelain|alabaster|translucent": {"skin.tone": 0.01, "skin.ruddy": 0.3},
    "ghostly|deathly pale|pallid|ashen|sallow|corpse like": {"skin.tone": 0.03, "skin.ruddy": 0.05},
    "pink|pinkish|rosy|rose|ruddy|florid|reddish|flushed": {"skin.tone": 0.12, "skin.ruddy": 0.85},
    "cool": {"skin.undertone": -0.6},
    "sunburnt|sunburned": {"skin.tone": 0.25, "skin.ruddy": 1.0},
    "silver|silvery": {"skin.tint": (0.76, 0.76, 0.77), "skin.metal": 1.0},
    "grey|greyish": {"skin.tint": (0.52, 0.53, 0.54)},
    "blue|bluish": {"skin.tint": (0.20, 0.38, 0.68)},
    "green|greenish": {"skin.tint": (0.30, 0.52, 0.24)},
    "purple|violet": {"skin.tint": (0.46, 0.28, 0.60)},
    "red": {"skin.tint": (0.66, 0.12, 0.10)},
    "yellow": {"skin.tint": (0.88, 0.76, 0.25)},
    "orange": {"skin.tint": (0.86, 0.46, 0.16)},
    "turquoise|teal": {"skin.tint": (0.16, 0.55, 0.56)},
}  # fmt: skip
"""Natural tones as melanin, fantastic ones as a tint."""

SKIN_ONLY_PERSON = (
    "pale",
    "tan",
    "tanned",
    "ashen",
    "swarthy",
    "pallid",
    "ruddy",
    "dusky",
    "sunburnt",
)
"""Skin words that describe the skin when they stand before a person, or alone."""

SHADES: dict[str, float] = {
    "light": 0.35, "lighter": 0.4, "pale": 0.4, "bright": 0.15, "pastel": 0.5, "soft": 0.2,
    "dark": -0.5, "darker": -0.55, "deep": -0.35, "dull": -0.15, "vivid": 0.05, "neon": 0.2,
}  # fmt: skip
"""Before a colour: towards white (positive) or black (negative)."""
