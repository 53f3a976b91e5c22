"""English words and names that a slip could also be: never taken for words of the lexicon."""

from __future__ import annotations

import functools

from facegen.errors import SetupError
from facegen.setup.sources import assets_dir

WORD_LIST = "english.txt"
"""The file of set-up's folder `words`: one word a line, lower case."""

_MORE = (
    # Pictures, films and games.
    "airwave americano anima bluestone chroma chromo cityscape collab crosshair crosstalk fisheye "
    "hairstyling hotspot lightyear longship midline monochromatism monochromic opaline primetime "
    "scriptwriting selene shockwave skyscape smalltalk smalltime spacewalker streamlet unlinked "
    "untreatable unturned webpage whitespace "
    # Round about a person.
    "astrodome ballboy blackbody blackwood bodyboard brightwork browband clearcut cooktop "
    "doorframe doorhandle dragline faceplate footwall fosterling fullstop glasswork goatfish "
    "hardline headwork highline hotline houseware lionfish mailwoman manmade metalloid mudstone "
    "noseband numberplate plasterwork poutine sandglass starflower steelwork strawflower "
    "streambed suncream sunsuit sweatpant sweetshop timecard toyshop weathervane wetsuit wildwood "
    # British spellings: the dictionary is an American one.
    "canceller chiseller conjuror focussed parcelled programme protestor smoulder smouldered "
    "storey towelling travelled yodelling "
    # Names and peoples.
    "amazonia archeologist asean asher blanc caine carrera caucasia chana hispania infanta kahn "
    "konya koran kosovar maia maquis menservant norcal slavonian venetia whyte woolley"
)
"""Words that the dictionary lacks and that `typos` would change."""


@functools.cache
def english_words() -> frozenset[str]:
    """Every English word that set-up wrote out, and a few more; 90,000, read at the first call.

    Lower case, letters only. `SetupError` when set-up has not built the list.
    """
    path = assets_dir() / "words" / WORD_LIST
    if not path.is_file():
        raise SetupError("The English words are not built yet: run `python -m facegen.setup`.")
    return frozenset((path.read_text(encoding="utf-8") + _MORE).split())
