"""What people wear: glasses, hats, clothes; and what we cannot put on them yet."""

from __future__ import annotations

HEADS: dict[str, str] = {
    "glasses": "glasses|spectacles|eyeglasses|specs|spectacled|bespectacled|reading glasses|"
    "goggles|"
    "sunglasses|shades|monocle",
    "hat": "hat|hats|fedora|cap|beret|trilby|bowler|bowler hat|cowboy hat|beanie|top hat|sun hat|"
    "straw hat|baseball cap|panama hat|witch hat|stetson",
    "clothes": "clothes|clothing|outfit|shirt|blouse|suit|dress|t shirt|tshirt|tee|jacket|coat|"
    "sweater|jumper|pullover|hoodie|sweatshirt|overalls|dungarees|tank top|uniform|costume|gown|"
    "robe|tie|blazer|tuxedo|cardigan|vest|waistcoat|top|skirt|jeans|shorts|kimono|sari|turtleneck|"
    "polo shirt|business suit|school uniform|armour|tunic|trousers|pants|leather jacket|lab coat|"
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
    "tattoo": "tattoo|tattoos|tattooed|inked|face paint|war paint|henna",
    "jewellery": "earring|earrings|necklace|necklaces|piercing|piercings|nose ring|nose stud|"
    "lip ring|pendant|choker|jewellery|jewelry|pierced|stud|hoops|bindi|brooch|nose piercing",
    "head covering": "headscarf|hijab|turban|veil|crown|tiara|helmet|headband|hood|bandana|bonnet|"
    "wimple|habit|headphones|flower crown|horns|antlers|halo|wreath|keffiyeh|niqab|burqa|diadem",
    "mask": "mask|eye patch|eyepatch|bandage|veil over face|face mask|scarf",
    "teeth": "braces|buck teeth|missing teeth|gold tooth|gap teeth|gap tooth|toothless|gap toothed|"
    "crooked teeth|buck toothed|tooth gap",
    "body part": "wings|tail|fangs|fins|gills|tusks|claws|third eye|scales|fur",
}
"""Understood but not to be had yet; the user is told."""
