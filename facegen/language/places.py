"""Where a mark lies: "a scar across the left eyebrow", "a rose tattooed on her neck"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facegen.language.chunks import Chunk
from facegen.language.words.body import SCAR_PLACES
from facegen.language.words.marks import DESIGNS, ELSEWHERE, TATTOO_PLACES, USUAL_PLACE

_REACH = 12
_STOPS = (",", ".", ";", "with", "has", "have", "wearing", "who")
_AGAIN = ("another", "one", "on", "over", "across", "under", "above", "below")
_PAINT = ("war paint", "warpaint", "face paint", "body paint")
_SIDED = ("brow", "cheek", "temple")
_PAIRED = ("cheek", "temple")
"""Places whose plural means both sides."""


def scars(chunks: Sequence[Chunk], i: int) -> tuple[str, ...]:
    """Names among `person.SCARS` for the scar at `i`; the left cheek when no place is told."""
    places = _places(chunks, i, SCAR_PLACES)
    if chunks[i].text.lower().endswith("s") and len(places) < 2:
        # "Scars", "scars all over his face": more than one.
        return tuple(dict.fromkeys((*_named(places, "cheek"), "brow_right")))
    return _named(places, "cheek")


def tattoos(chunks: Sequence[Chunk], i: int) -> tuple[str, ...]:
    """Names among `person.TATTOOS` for the tattoo at `i`.

    Design and place have defaults: a tribal pattern, and where its kind usually sits.
    """
    if elsewhere(chunks, i):
        return ()
    designs = _designs(chunks, i)
    if not designs:
        designs = ["lines" if chunks[i].entry.phrase in _PAINT else "tribal"]
    places = _places(chunks, i, TATTOO_PLACES)
    if not places and designs == ["lines"]:
        places = [("cheek", "both")]
    return tuple(
        f"{design}@{place}"
        for design in designs
        for place in _named(places, USUAL_PLACE[design])
    )  # fmt: skip


def elsewhere(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the tattoo at `i` is on an arm, a back or a leg, where none is drawn."""
    ahead = [c.entry.phrase.split()[-1] for c in chunks[i + 1 : i + 5]]
    behind = chunks[i - 1].entry.phrase if i else ""
    for word in (behind, *ahead):
        if word in ELSEWHERE:
            return True
        if word in TATTOO_PLACES or word in _STOPS:
            return False
    return False


def eye_patch(chunks: Sequence[Chunk], i: int) -> tuple[str, ...]:
    """The patch at `i` as a name among `person.WORN`; left when no side is told."""
    for piece in [*chunks[i + 1 : i + 6], *reversed(chunks[max(0, i - 3) : i])]:
        if piece.side in ("left", "right"):
            piece.used = True
            return (f"eye patch {piece.side}",)
        if piece.entry.phrase in _STOPS:
            break
    return ("eye patch left",)


def _named(places: Sequence[tuple[str, str]], usual: str) -> tuple[str, ...]:
    """Stems and sides as names: ("cheek", "left") -> "cheek_left"."""
    names: list[str] = []
    for stem, side in places or ((usual, "left"),):
        sides = ("left", "right") if side == "both" else (side,)
        names += [f"{stem}_{s}" for s in sides] if stem in _SIDED else [stem]
    return tuple(dict.fromkeys(names))


def _places(chunks: Sequence[Chunk], i: int, table: Mapping[str, str]) -> list[tuple[str, str]]:
    """Places told after the mark at `i`, or right before it, with their sides."""
    ahead = _ahead(chunks, i, table)
    if ahead:
        return ahead
    side = "left"
    for piece in reversed(chunks[max(0, i - 3) : i]):
        stem = table.get(piece.entry.phrase)
        if piece.side in ("left", "right"):
            side, piece.used = piece.side, True
        elif stem is not None:
            piece.used = True
            before = chunks[chunks.index(piece) - 1] if chunks.index(piece) else None
            if before is not None and before.side in ("left", "right"):
                side = before.side
            return [(stem, side)]
        elif not piece.is_describing and piece.known:
            break
    return []


def _ahead(chunks: Sequence[Chunk], i: int, table: Mapping[str, str]) -> list[tuple[str, str]]:
    """Places after the mark: "on the chin", "under both eyes", "on a cheek and over the brow"."""
    found: list[tuple[str, str]] = []
    side, open_, linked = "left", True, False
    for piece in chunks[i + 1 : i + 1 + _REACH]:
        phrase = piece.entry.phrase
        stem = table.get(phrase.split()[-1])
        if piece.side in ("left", "right"):
            side, piece.used = piece.side, True
        elif phrase == "both":
            side = "both"
        elif stem is not None and open_ and (linked or not found):
            paired = piece.text.lower().endswith("s") and stem in _PAIRED and side != "right"
            found.append((stem, "both" if paired else side))
            side, open_, linked, piece.used = "left", False, False, True
        elif phrase == "and" and found:
            open_ = True
        elif phrase in _AGAIN or piece.role == "determiner":
            linked = True
        elif phrase in _STOPS or piece.role == "join" or piece.head or (found and not piece.role):
            break
    return found


def _designs(chunks: Sequence[Chunk], i: int) -> list[str]:
    """Designs named before the tattoo ("star and rose tattoos") or after "of"."""
    found: list[str] = []
    for piece in reversed(chunks[max(0, i - 5) : i]):
        if (design := _design(piece)) is not None:
            found.append(design)
            piece.used = piece.known = True
        elif piece.entry.phrase == "," or not (
            piece.is_describing
            or piece.entry.phrase in TATTOO_PLACES
            or piece.role in ("transparent", "side")
            or (piece.role == "join" and found)
        ):
            break
    if not found and i + 1 < len(chunks) and chunks[i + 1].entry.phrase in ("of", "with"):
        for piece in chunks[i + 2 : i + 6]:
            if (design := _design(piece)) is not None:
                piece.used = piece.known = True
                return [design]
            if piece.entry.phrase in _STOPS or piece.head:
                break
    return list(dict.fromkeys(reversed(found)))


def _design(piece: Chunk) -> str | None:
    word = piece.entry.phrase
    return next((d for d, names in DESIGNS.items() if word in names.split("|")), None)
