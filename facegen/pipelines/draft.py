"""A person being worked on: words or a photo give the first version, hands change it.

DreamFace section 4.1-4.2 chooses a coarse shape from a pool and refines it (`begin`); from then on
the chosen candidate's random numbers stay, attribute by attribute (`human.dice`), so that an edit
changes what was edited and what honestly depends on it, and nothing else.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from facegen.errors import InputError
from facegen.guidance.refinement import refine_shape
from facegen.guidance.selection import AttributeScorer, ShapeScorer
from facegen.human.controls import PATHS, SHAPE, controls, value_of
from facegen.human.dice import draw_seeds
from facegen.human.likeness_file import unpack_likeness
from facegen.human.person import Person, Shape
from facegen.human.plausible import tame
from facegen.human.populations import REGIONS
from facegen.human.sampling import Roots, draw_person, draw_roots
from facegen.human.shape import local_weights
from facegen.language import Reading, read_prompt
from facegen.language.attributes import FIELDS
from facegen.language.safety import check_age
from facegen.language.traits import TRAITS
from facegen.pipelines.edits import (
    DIGITS,
    RIVALS,
    ROOTS,
    Field,
    carry,
    checked,
    decent,
    exact,
    fields_of,
    fits_age,
    hold,
    put,
)
from facegen.pipelines.photo_notes import PhotoNotes
from facegen.pipelines.sketch import Sketcher

__all__ = [
    "Draft", "Sketcher", "begin", "change", "drop", "from_person", "lock", "reroll", "restore",
]  # fmt: skip

POOL = 256
"""Candidates; DreamFace draws a million for CLIP, ours are drawn around what was understood."""
SCHEMA = 1
_AGELESS: tuple[Field, ...] = (
    ("hair", "style"), ("brows", "style"), ("", "lashes"), ("", "outfit"), ("", "outfit_color"),
    ("", "glasses"),
)  # fmt: skip
"""What a change of age alone leaves as it is, though the sampler ties it to the age."""
_NEVER_BALD = 17.0
_COMPANIONS = {"hair.color": ("hair.natural",)}
"""What the same word says besides, and is dropped with it."""


@dataclass(frozen=True)
class Draft:
    """Cheap and plain; every step below returns a new one."""

    reading: Reading
    """What the words said; empty for an opened file."""
    seed: int
    edits: Mapping[str, Any]
    """Control -> value set by hand, in the order in which they were set."""
    dropped: frozenset[str]
    """Attribute names of the words that were taken back."""
    locked: frozenset[str]
    """Controls that neither a re-roll nor another edit changes."""
    person: Person
    """The result."""
    candidate: int = 0
    """Seed of the chosen candidate's random numbers (`human.dice.Dice`)."""
    base: Person | None = None
    """The person before any edit, to which edits are undone; None: `person`."""
    likeness: bytes | None = field(default=None, repr=False)
    """What a photo adds to every version of the person (`human.likeness_file`)."""
    photo: PhotoNotes | None = field(default=None, repr=False, compare=False)
    """What is kept of the photo; None for words, and for an opened file."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` restores an equal draft."""
        return {
            "schema": SCHEMA,
            "prompt": self.reading.prompt,
            "seed": self.seed,
            "candidate": self.candidate,
            "edits": dict(self.edits),
            "dropped": sorted(self.dropped),
            "locked": sorted(self.locked),
            "person": self.person.to_json(),
            "base": None if self.base is None else self.base.to_json(),
            "likeness": _digest(self.likeness),
        }

    @staticmethod
    def from_json(data: Any, likeness: bytes | None = None) -> Draft:
        """Read a draft from an untrusted file; the prompt is read and checked anew.

        `likeness` is the file beside it, if there is one. `InputError` tells the first thing that
        is wrong.
        """
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise InputError("This is not a draft that this version can read; export it again.")
        prompt, edits = data.get("prompt"), data.get("edits")
        if not isinstance(prompt, str) or not isinstance(edits, Mapping):
            raise InputError("The draft's prompt must be text and its edits an object.")
        reading = read_prompt(prompt) if prompt.strip() else Reading("")
        person = _sound(Person.from_json(data.get("person")))
        check_age(prompt, person.shape.age)
        if data.get("likeness") != _digest(likeness):
            raise InputError("The likeness beside the draft is not its own; use the photo again.")
        base = data.get("base")
        return Draft(
            reading,
            check_seed(data.get("seed")),
            {str(name): checked(name, value) for name, value in edits.items()},
            _names(data.get("dropped"), FIELDS),
            _names(data.get("locked"), controls()),
            person,
            check_seed(data.get("candidate", 0)),
            None if base is None else _sound(Person.from_json(base)),
            likeness,
        )


def _digest(likeness: bytes | None) -> str | None:
    return None if likeness is None else hashlib.sha256(likeness).hexdigest()


def check_seed(seed: Any) -> int:
    """`seed`, or `InputError` when it is no whole number from 0 to 2^63 - 1."""
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
        raise InputError(f"The seed is {str(seed)[:40]}; give a whole number from 0 to 2^63 - 1.")
    return seed


def _names(value: Any, allowed: Mapping[str, Any]) -> frozenset[str]:
    if not isinstance(value, list) or any(not isinstance(v, str) for v in value):
        raise InputError("The draft's lists of names must be lists of text.")
    unknown = [name for name in value if name not in allowed]
    if unknown:
        raise InputError(f"The draft names an unknown attribute {unknown[0][:40]!r}.")
    return frozenset(value)


def _sound(person: Person) -> Person:
    """`person` decently dressed; `InputError` for regions or face sliders that do not exist."""
    for region in person.origin:
        if region not in REGIONS:
            raise InputError(f"The recipe names an unknown region {region[:40]!r}.")
    local_weights(person.shape)
    return decent(person)


def attribute_scorer(reading: Reading) -> ShapeScorer:
    """How well a shape fits the words, where no image-text embedding judges pictures of it."""
    return AttributeScorer(reading.shape_targets())


def begin(
    prompt: str, seed: int, scorer: Callable[[Reading], ShapeScorer] = attribute_scorer
) -> Draft:
    """From words to a person: read, select the best of a pool, refine its shape.

    `InputError` for a prompt or a seed that cannot be used.
    """
    check_seed(seed)
    reading = read_prompt(prompt)
    candidate, person = _conceive(reading, seed, {}, scorer)
    check_age(prompt, person.shape.age)
    return Draft(reading, seed, {}, frozenset(), frozenset(), person, candidate, person)


def from_person(person: Person, likeness: bytes | None = None, seed: int = 0) -> Draft:
    """A draft of a photo, or of a file that is opened again.

    `likeness` is what a photo adds. `InputError` when recipe or likeness cannot be built.
    """
    check_seed(seed)
    person = _sound(person)
    if likeness is not None:
        unpack_likeness(likeness)
    return Draft(Reading(""), seed, {}, frozenset(), frozenset(), person, seed, person, likeness)


def _conceive(
    words: Reading,
    seed: int,
    fixed: Mapping[str, Any],
    scorer: Callable[[Reading], ShapeScorer] = attribute_scorer,
) -> tuple[int, Person]:
    """The candidate of the pool whose shape fits the words best, refined (DreamFace 4.1, 4.2).

    `fixed` roots are the same for the whole pool. Returns the candidate's seed and the person.
    """
    seeds = draw_seeds(POOL, torch.Generator().manual_seed(seed))
    pool = [
        draw_person(words, each, dataclasses.replace(draw_roots(words, each), **fixed))
        for each in seeds
    ]
    best = int(np.argmax(scorer(words)([person.shape for person in pool])))
    return seeds[best], dataclasses.replace(pool[best], shape=_settled(pool[best].shape, words))


def _settled(shape: Shape, words: Reading) -> Shape:
    shape = tame([refine_shape(shape, words.shape_targets())])[0]
    local = {name: round(value, DIGITS) for name, value in shape.local.items()}
    return dataclasses.replace(shape, local=local)


def change(draft: Draft, name: str, value: Any) -> Draft:
    """`draft` with one control set by hand; setting what is there already changes nothing.

    A new age, gender or origin carries along what depends on it (wrinkles, grey, beard, clothes,
    colours), unless that was said, edited or locked. `InputError` for an unknown name, a value
    out of range, and clothes that are not for a child.
    """
    if name in controls() and value == value_of(draft.person, name):
        return draft
    value = checked(name, value)
    if name == "outfit" and not fits_age(value, draft.person.shape.age):
        raise InputError("Children wear shirt and trousers; choose other clothes.")
    gone = (name, *RIVALS.get(name, ()))
    kept = {other: v for other, v in draft.edits.items() if other not in gone}
    return _remade(dataclasses.replace(draft, edits={**kept, name: value}))


def drop(draft: Draft, name: str) -> Draft:
    """Take back what the words said of `name` (its chip is closed), and any edit of it."""
    return _reworded(draft, name, draft.dropped | {_attribute(name)})


def restore(draft: Draft, name: str) -> Draft:
    """Undo the edit of `name`, or its dropping: back to what the words or the seed say."""
    return _reworded(draft, name, draft.dropped - {_attribute(name)})


def lock(draft: Draft, name: str, on: bool) -> Draft:
    """Keep `name` as it is from now on, or let it go; the person stays the same at first.

    A value that outlived a re-roll under its lock stays as an edit when it is unlocked.
    """
    if name not in controls():
        raise InputError(f"There is nothing called {str(name)[:40]!r} to lock.")
    if on:
        return dataclasses.replace(draft, locked=draft.locked | {name})
    free = dataclasses.replace(draft, locked=draft.locked - {name})
    if name in draft.edits or value_of(_remade(free).person, name) == value_of(draft.person, name):
        return free
    return dataclasses.replace(free, edits={**draft.edits, name: exact(draft.person, name)})


def reroll(draft: Draft, seed: int) -> Draft:
    """Draw anew what was neither said, edited nor locked; those stay exactly as they are.

    `InputError` for a person from a photo, which says everything.
    """
    check_seed(seed)
    if draft.likeness is not None:
        raise InputError(
            "The photo says everything about this person; change single features instead."
        )
    words = _words(draft, draft.dropped)
    before = draft.base or draft.person
    said = [a.name for a in words.attributes if a.name in controls() and a.name != "hair.length"]
    sources = dict.fromkeys(said, before) | dict.fromkeys(draft.locked, draft.person)
    fixed = {
        name: getattr(Roots.of(source), name) for name, source in sources.items() if name in ROOTS
    }
    candidate, base = _conceive(words, seed, fixed)
    for name in said:
        base = hold(base, before, fields_of(name))
    return _remade(dataclasses.replace(draft, seed=seed, candidate=candidate, base=base))


def _attribute(name: str) -> str:
    if name not in FIELDS:
        raise InputError(f"There is no attribute called {str(name)[:40]!r}.")
    return name


def _words(draft: Draft, dropped: frozenset[str]) -> Reading:
    """The reading without what was taken back."""
    gone = dropped | {other for name in dropped for other in _COMPANIONS.get(name, ())}
    return dataclasses.replace(
        draft.reading,
        attributes=tuple(a for a in draft.reading.attributes if a.name not in gone),
        excluded={name: v for name, v in draft.reading.excluded.items() if name not in gone},
    )


def _reworded(draft: Draft, name: str, dropped: frozenset[str]) -> Draft:
    """`draft` without an edit of `name` and with other words dropped."""
    edits = {other: value for other, value in draft.edits.items() if other != name}
    base = draft.base or draft.person
    if dropped != draft.dropped:
        old, new = _words(draft, draft.dropped), _words(draft, dropped)
        roots = Roots.of(base)
        if name in ROOTS:
            drawn = draw_roots(new, draft.candidate)
            moved = dataclasses.replace(roots, **{name: getattr(drawn, name)})
        else:
            moved = roots
        before = draw_person(old, draft.candidate, roots)
        after = draw_person(new, draft.candidate, moved)
        if name in TRAITS:
            before = dataclasses.replace(before, shape=_settled(before.shape, old))
            after = dataclasses.replace(after, shape=_settled(after.shape, new))
        base = carry(base, before, after, ())
    return _remade(dataclasses.replace(draft, edits=edits, dropped=dropped, base=base), free=name)


def _remade(draft: Draft, free: str = "") -> Draft:
    """The person anew: `base`, with dependants carried along, edits set and locked things held.

    What is locked keeps the value that it has in `draft.person`, but not `free`.
    """
    base = draft.base or draft.person
    held = draft.locked - set(draft.edits) - {free}
    handled = {field for name in (*held, *draft.edits) for field in fields_of(name)}
    person = _regrown(draft, base, held, handled)
    leaders = {name: _leader(name) for name in draft.edits}
    locked = {field for name in held for field in fields_of(name)}
    for name, value in draft.edits.items():
        if name not in ROOTS:
            others = {leader for other, leader in leaders.items() if other != name}
            person = put(person, name, value, others | locked)
    edited = {
        field
        for name in draft.edits
        for field in ((_leader(name),) if name in SHAPE else fields_of(name))
    }
    person = decent(hold(person, draft.person, sorted(locked - edited)))
    check_age(draft.reading.prompt, person.shape.age)
    return dataclasses.replace(draft, person=person, base=base)


def _leader(name: str) -> Field:
    """The field that shows a control's value."""
    if name in SHAPE:
        return ("local", SHAPE[name][0])
    return PATHS.get(name) or fields_of(name)[0]


def _regrown(draft: Draft, base: Person, held: frozenset[str], handled: set[Field]) -> Person:
    """`base` at the edited or locked age, gender and origin, with what depends on them."""
    roots = moved = Roots.of(base)
    for name in ROOTS:
        if name in held:
            moved = dataclasses.replace(moved, **{name: getattr(Roots.of(draft.person), name)})
        elif name in draft.edits:
            moved = dataclasses.replace(moved, **{name: _root(name, draft.edits[name])})
    if moved == roots:
        return base
    words = _words(draft, draft.dropped)
    before = draw_person(words, draft.candidate, roots)
    after = draw_person(words, draft.candidate, moved)
    still = handled - {field for name in ROOTS for field in fields_of(name)}
    if dataclasses.replace(moved, age=roots.age) == roots:
        bald_child = base.hair.style == "bald" and moved.age < _NEVER_BALD
        still |= set(_AGELESS) - ({("hair", "style")} if bald_child else set())
    person = carry(base, before, after, still)
    person = dataclasses.replace(
        person,
        shape=dataclasses.replace(person.shape, age=moved.age, gender=moved.gender),
        origin=moved.origin,
    )
    if draft.likeness is not None:
        # A measured face may lie outside what sampled ones keep to.
        return person
    return dataclasses.replace(person, shape=tame([person.shape])[0])


def _root(name: str, value: Any) -> Any:
    return {region: 1 / len(value) for region in value} if name == "origin" else value
