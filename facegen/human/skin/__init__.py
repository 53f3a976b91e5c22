"""Skin: atlas, tone, details and the maps baked from them."""
