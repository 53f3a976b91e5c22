"""Set-up: the lexicon's adjectives as vectors, so that a stranger among them finds its like."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from facegen.language.nearest import INDEX, VECTORS, embed, phrases
from facegen.models.sentences import sentence_encoder
from facegen.setup.atomic import replace_folder


def pack_phrases(out: Path, progress: Callable[[str], None]) -> None:
    """Write names and unit vectors of `language.nearest.phrases` under `out`; some ten seconds."""
    names = phrases()
    progress(f"placing {len(names):,} words by their meaning")
    vectors = embed(names, sentence_encoder())
    with replace_folder(out) as folder:
        (folder / INDEX).write_text(json.dumps(names))
        np.save(folder / VECTORS, vectors)
