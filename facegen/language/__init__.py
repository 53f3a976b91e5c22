"""Prompts: what a sentence asks for. `read_prompt` is the door."""

from facegen.language.attributes import Attribute, Reading
from facegen.language.reader import check_description, read_prompt
from facegen.language.safety import check_prompt
from facegen.language.traits import MEASURES

__all__ = ["MEASURES", "Attribute", "Reading", "check_description", "check_prompt", "read_prompt"]
