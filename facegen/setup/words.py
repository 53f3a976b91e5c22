"""Set-up: a Hunspell dictionary's words, every form written out, one a line.

The two files are described in hunspell(5): the `.aff` file gives rules under one-letter flags, the
`.dic` file gives stems with the flags of the rules that each may take.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from facegen.errors import SetupError
from facegen.language.words.guard import WORD_LIST
from facegen.setup.atomic import replace_folder


@dataclass(frozen=True)
class Affix:
    """What one rule does to the stems that meet its condition."""

    kind: Literal["PFX", "SFX"]
    crosses: bool
    """True if a stem may take it together with an affix of the other kind that crosses too."""
    strip: str
    add: str
    condition: re.Pattern[str]

    def apply(self, stem: str) -> str | None:
        """The new form, or None if the rule is not for this stem."""
        if self.condition.search(stem) is None:
            return None
        if self.kind == "PFX":
            return self.add + stem.removeprefix(self.strip)
        return stem.removesuffix(self.strip) + self.add


@dataclass(frozen=True)
class AffixFile:
    """The part of an `.aff` file that says which words there are."""

    rules: Mapping[str, tuple[Affix, ...]]
    """Flag -> its rules; a stem takes each whose condition it meets."""
    barred: frozenset[str]
    """Flags of entries that are no words by themselves, only parts of compounds."""


def pack_words(source: Path, out: Path, progress: Callable[[str], None]) -> None:
    """Write the words of `source`/index.dic and their licence under `out`; a second.

    `source` is the npm package dictionary-en. `SetupError` names the file that is missing.
    """
    affixes = parse_affixes(_text(source / "index.aff"))
    words = sorted(plain_words(_text(source / "index.dic").splitlines()[1:], affixes))
    notice = _text(source / "license")
    progress(f"writing out {len(words):,} English words")
    with replace_folder(out) as folder:
        (folder / WORD_LIST).write_text("\n".join(words) + "\n", encoding="utf-8")
        (folder / "LICENSE").write_text(notice, encoding="utf-8")


def parse_affixes(text: str) -> AffixFile:
    """The rules and barred flags of an `.aff` file.

    `ValueError` for what is not understood: flags of several letters, affixes that take affixes.
    """
    rules: dict[str, list[Affix]] = {}
    crosses: dict[str, bool] = {}
    barred = set()
    for line in text.splitlines():
        match line.split():
            case ["FLAG", *_]:
                raise ValueError(f"flags of several letters are not understood: {line}")
            case ["ONLYINCOMPOUND", flag]:
                barred.add(flag)
            case ["PFX" | "SFX", flag, "Y" | "N" as cross, count] if count.isdecimal():
                crosses[flag] = cross == "Y"
            case ["PFX" | "SFX" as kind, flag, strip, add, condition, *_]:
                if "/" in add:
                    raise ValueError(f"affixes that take affixes are not understood: {line}")
                pattern = f"^{condition}" if kind == "PFX" else f"{condition}$"
                strip, add = ("" if letters == "0" else letters for letters in (strip, add))
                affix = Affix(kind, crosses[flag], strip, add, re.compile(pattern))
                rules.setdefault(flag, []).append(affix)
    return AffixFile({flag: tuple(affixes) for flag, affixes in rules.items()}, frozenset(barred))


def plain_words(entries: Iterable[str], affixes: AffixFile) -> set[str]:
    """Every form of the `.dic` lines that is made of letters only, in lower case, names too.

    Rude words (NOSUGGEST) stay: the list says what is a word, not what to propose.
    """
    words = set()
    for entry in entries:
        stem, _, flags = entry.partition("/")
        if affixes.barred.isdisjoint(flags):
            words.update(form.lower() for form in forms(stem, flags, affixes))
    return {word for word in words if word.isalpha()}


def forms(stem: str, flags: str, affixes: AffixFile) -> Iterator[str]:
    """`stem` and what its flags make of it: each rule by itself, and prefix with suffix."""
    yield stem
    allowed = [affix for flag in flags for affix in affixes.rules.get(flag, ())]
    prefixes = [affix for affix in allowed if affix.kind == "PFX"]
    for affix in allowed:
        form = affix.apply(stem)
        if form is None:
            continue
        yield form
        if affix.kind == "SFX" and affix.crosses:
            yield from filter(None, (p.apply(form) for p in prefixes if p.crosses))


def _text(path: Path) -> str:
    if not path.is_file():
        raise SetupError(f"{path} is missing: run `npm ci` and set up again.")
    return path.read_text(encoding="utf-8")
