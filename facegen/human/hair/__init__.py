"""Head hair, facial hair and brows of a person, as parts; and masks for painting the skin below."""

from facegen.human.hair.beards import facial_hair_parts
from facegen.human.hair.brows import brow_parts
from facegen.human.hair.masks import beard_mask, scalp_mask
from facegen.human.hair.styles import hair_parts

__all__ = ["beard_mask", "brow_parts", "facial_hair_parts", "hair_parts", "scalp_mask"]
