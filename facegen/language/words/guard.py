"""English words and names that a slip could also be: never taken for words of the lexicon.

`real_words.txt` holds those of SCOWL's large American list (and of the image makers' trade) that
`typos` would otherwise change; made anew whenever the lexicon grows much.
"""

from __future__ import annotations

from pathlib import Path

REAL_WORDS = frozenset(
    Path(__file__).with_name("real_words.txt").read_text(encoding="utf-8").split()
)
