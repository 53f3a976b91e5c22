"""Prompts in other European languages, put into the English that the reader understands."""

from facegen.language.translate.safety import safety_words
from facegen.language.translate.translator import LANGUAGES, Pair, Translation, to_english

__all__ = ["LANGUAGES", "Pair", "Translation", "safety_words", "to_english"]
