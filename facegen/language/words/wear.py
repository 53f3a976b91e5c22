"""What people wear: glasses, hats, clothes; and what we cannot put on them yet."""

from __future__ import annotations

HEADS: dict[str, str] = {
    "glasses": "glasses|spectacles|eyeglasses|specs|spectacled|bespectacled|reading glasses|"
    "goggles|"
    "sunglasses|shades|monocle",
    "hat": "hat|hats|fedora|cap|beret|trilby|bowler|bowler hat|cowboy hat|beanie|top hat|sun hat|"
    "fur hat|fur cap|woolly hat|wool cap|flat cap|peaked cap|sailor cap|pirate hat|wizard hat|"
    "chef hat|pointed hat|party hat|santa hat|bucket hat|trapper hat|ushanka|fez|sombrero|"
    "newsboy cap|straw hat|baseball cap|panama hat|witch hat|stetson",
    "clothes": "clothes|clothing|outfit|shirt|blouse|suit|dress|t shirt|tshirt|tee|jacket|coat|"
    "sweater|jumper|pullover|hoodie|sweatshirt|overalls|dungarees|tank top|uniform|costume|gown|"
    "robe|tie|blazer|tuxedo|cardigan|vest|waistcoat|top|skirt|jeans|shorts|kimono|sari|turtleneck|"
    "scale mail|chain mail|chainmail|scale armour|plate armour|pyjamas|pajamas|apron|scrubs|"
    "nightgown|toga|poncho|sarong|bathrobe|bow tie|cape|corset|petticoat|fur coat|spacesuit|"
    "space suit|military uniform|tabard|polo shirt|business suit|school uniform|armour|tunic|"
    "trousers|pants|leather jacket|lab coat|"
    "raincoat|evening dress|cloak|sportswear|tracksuit|gym clothes|work clothes|boiler suit|"
    "shirt and tie|suit and tie|denim jacket|button down|button up|flannel shirt|polo|leotard",
}

HEAD_FACTS: dict[str, dict[str, object]] = {
    "glasses": {"glasses": True},
    "hat": {"hat": True},
    "clothes": {},
}

ABSENT: dict[str, dict[str, object]] = {"glasses": {"glasses": False}, "hat": {"hat": False}}

CLOTHES: dict[str, str] = {
    "suit": "formal", "business suit": "formal", "tuxedo": "formal", "suit and tie": "formal",
    "shirt and tie": "formal", "tie": "formal", "dress": "formal", "gown": "formal",
    "evening dress": "formal", "blouse": "formal", "skirt": "formal", "blazer": "formal",
    "waistcoat": "formal",
    "overalls": "work", "dungarees": "work", "work clothes": "work", "boiler suit": "work",
    "sportswear": "sport", "tracksuit": "sport", "gym clothes": "sport", "leotard": "sport",
    "tank top": "sport",
    "t shirt": "t-shirt", "tshirt": "t-shirt", "tee": "t-shirt", "jeans": "casual",
    "polo shirt": "t-shirt", "polo": "t-shirt", "top": "t-shirt",
    "shirt": "shirt", "button down": "shirt", "button up": "shirt", "flannel shirt": "shirt",
    "jacket": "jacket", "coat": "jacket", "leather jacket": "jacket", "denim jacket": "jacket",
    "cardigan": "jacket", "raincoat": "jacket",
    "sweater": "jumper", "jumper": "jumper", "pullover": "jumper", "hoodie": "jumper",
    "sweatshirt": "jumper", "turtleneck": "jumper",
    "shorts": "shorts",
}  # fmt: skip
"""Garment -> kind of outfit."""

EXACT_CLOTHES = (
    "suit", "business suit", "suit and tie", "shirt and tie", "overalls", "dungarees", "t shirt",
    "tshirt", "tee", "shirt", "jeans", "shorts", "blouse", "skirt", "top", "clothes", "clothing",
    "outfit", "jacket", "work clothes", "sportswear", "gym clothes", "button up", "button down",
    "trousers", "pants", "tie",
)  # fmt: skip
"""Garments that we really have; for the others the nearest is told."""

FACTS: dict[str, dict[str, object]] = {
    "casual|casually dressed|everyday clothes|casual clothes": {"outfit": "casual"},
    "formal|formally dressed|smartly dressed|elegant clothes|well dressed|dapper|business attire|"
    "formal wear": {"outfit": "formal"},
    "bareheaded|hatless": {"hat": False},
    "bespectacled|spectacled": {"glasses": True},
}

CANNOT: dict[str, str] = {
    "jewellery": "lip ring|bindi|brooch|eyebrow piercing|lip piercing|tongue piercing|bracelet|"
    "snake bites|snake bite|lip piercings|labret|monroe piercing|piercing|piercings|pierced|"
    "jewellery|jewelry|jewelled|watch|bow tie",
    "head covering": "headscarf|hijab|turban|veil|helmet|hood|bonnet|wimple|habit|headphones|halo|"
    "keffiyeh|niqab|burqa|curlers|hair rollers|hairnet|ribbon|hair clip|hair bow|bow|hairpin|"
    "bunny ears|cat ears headband|feather|feathers|headdress|wig|crown of thorns|mitre|tricorne",
    "mask": "line up|horned helmet|hairy|body hair|chest hair|hairy chest|hairy face|"
    "hair on chest|one eye missing|missing eye|missing ear|widow peak|cowlick|ahoge|mask|bandage|"
    "bandages|veil over face|face mask|scarf|"
    "gas mask|"
    "blindfold|plaster|"
    "band aid|nose plaster|surgical mask",
    "teeth": "braces|buck teeth|missing teeth|missing front teeth|missing front tooth|"
    "front teeth missing|gap teeth|gap tooth|gap toothed|crooked teeth|"
    "buck toothed|tooth gap|missing tooth|gap between teeth|gap in teeth|gap in her teeth|"
    "gap in his teeth|overbite|underbite|buckteeth",
    "body part": "wing|wings|tail|fins|fin|gills|gill|claws|claw|fur|furry|whisker pad|tentacle|"
    "tentacles|hooves|muzzle|trunk|mane of snakes|snake hair|snakes for hair|flaming hair|"
    "hair of fire|hair on fire|feathered",
    "pose": "hunched|hunchback|hunchbacked|hunched back|stooped|slouching|head tilt|arms crossed|"
    "crossed arms|hand on chin|waving|thumbs up",
    "held thing": "cigarette|pipe|cigar|sword|gun|book|umbrella|smoking|staff|wand|axe|shield|"
    "nail polish|nail varnish|nails|manicure|painted nails|fingernails|long nails|guitar|"
    "flower in hair|lollipop|microphone|balloon",
}
"""Understood but not to be had yet; the user is told."""
