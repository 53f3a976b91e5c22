"""Single changes to a recipe: set one control, carry what depends on it, hold what must stay."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from facegen.errors import InputError
from facegen.human.appearance import BROWS, GREY_HAIR, STYLES, blend
from facegen.human.controls import LENGTHS, PATHS, SHAPE, Control, controls, value_of
from facegen.human.dressing import CHILD, MEN
from facegen.human.looks import LOOKS
from facegen.human.person import Color, Person
from facegen.human.populations import HAIR_COLORS
from facegen.human.shape import sliders
from facegen.language.traits import TRAITS

Field = tuple[str, str]
"""(group, field) of a recipe, group "" for the person's own; ("local", slider) for face sliders."""

ROOTS = ("age", "gender", "origin")
"""Controls that carry others along."""
_GROUPS = ("shape", "skin", "eyes", "hair", "facial_hair", "brows")
_WITH: dict[str, tuple[Field, ...]] = {
    "hair.style": (("hair", "seed"),),
    "hair.length": (("hair", "style"), ("hair", "seed")),
    "eyes.color": (("eyes", "iris_left"), ("eyes", "iris_right")),
    "brows.thickness": (("brows", "style"),),
    "skin.freckles": (("skin", "seed"),),
    "skin.moles": (("skin", "seed"),),
    "expression": (("", "expression"),),
    "origin": (("", "origin"), ("shape", "african"), ("shape", "asian"), ("shape", "caucasian")),
}
"""Fields that belong to a control besides the one that it shows."""
RIVALS: dict[str, tuple[str, ...]] = {
    "eyes.color": ("eyes.color_left", "eyes.color_right"),
    "hair.style": ("hair.length",),
    "hair.length": ("hair.style",),
}
"""Controls whose edits a new one replaces, because they set the same fields."""
_GIRLS = "female_casualsuit01"
_COVERING = {_GIRLS, *(outfit for outfits in MEN.values() for outfit in outfits)}
"""Outfits that leave nothing of a child bare."""
DIGITS = 9
"""Of face sliders: a shift and its undoing give back the very same number."""
_DYED = 0.2
"""Distance (sRGB) from every natural hair colour beyond which hair must be dyed."""


def fields_of(name: str) -> tuple[Field, ...]:
    """What of a recipe belongs to a control; nothing for a name that is no control."""
    if name in SHAPE:
        return tuple(("local", slider) for slider in TRAITS[name].sliders)
    shown = (PATHS[name],) if name in PATHS else ()
    return shown + _WITH.get(name, ())


def checked(name: str, value: Any) -> Any:
    """`value` in the form that edits keep; `InputError` when the control does not allow it."""
    control = controls().get(str(name))
    if control is None:
        raise InputError(f"There is nothing called {str(name)[:40]!r} to change.")
    if control.kind == "slider":
        return _number(control, value)
    if control.kind == "switch":
        if not isinstance(value, bool):
            raise InputError(f"{control.label} is {str(value)[:40]!r}; give true or false.")
        return value
    if control.kind == "colour":
        return _colour(control, value)
    allowed = [choice for choice, _ in control.choices]
    if control.kind == "choice":
        if isinstance(value, list | dict) or value not in allowed:
            raise _not_among(control, value, allowed)
        return value
    if not isinstance(value, list | tuple) or any(
        isinstance(v, list | dict) or v not in allowed for v in value
    ):
        raise _not_among(control, value, allowed)
    if name == "origin" and not value:
        raise InputError("Choose at least one origin.")
    return list(dict.fromkeys(value))


def _not_among(control: Control, value: Any, allowed: list) -> InputError:
    names = ", ".join(map(str, allowed[:12])) + ("..." if len(allowed) > 12 else "")
    return InputError(f"{control.label} is {str(value)[:40]!r}; choose among {names}.")


def _number(control: Control, value: Any) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not control.low <= value <= control.high:
        raise InputError(
            f"{control.label} is {str(value)[:40]!r}; "
            f"give a number from {control.low:g} to {control.high:g}."
        )
    return float(value)


def _colour(control: Control, value: Any) -> str | list[float] | None:
    if value is None and control.optional:
        return None
    if isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return value.lower()
    if isinstance(value, list | tuple) and len(value) == 3:
        numbers = [v for v in value if isinstance(v, int | float) and not isinstance(v, bool)]
        if len(numbers) == 3 and all(0 <= v <= 1 for v in numbers):
            return [float(v) for v in numbers]
    none = " or none" if control.optional else ""
    raise InputError(
        f"{control.label} is {str(value)[:40]!r}; give a colour as #rrggbb, "
        f"three numbers from 0 to 1{none}."
    )


def _rgb(value: str | list[float] | None) -> Color | None:
    if value is None:
        return None
    if isinstance(value, str):
        return tuple(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(value)


def put(person: Person, name: str, value: Any, keep: Collection[Field] = ()) -> Person:
    """`person` with one control, no root, at a `checked` value; `keep` fields do not follow."""
    if name in SHAPE:
        return _put_shape(person, name, value, keep)
    if name == "expression":
        return dataclasses.replace(person, expression=dict(LOOKS[value]))
    if name == "eyes.color":
        color = _rgb(value)
        eyes = dataclasses.replace(person.eyes, iris_left=color, iris_right=color)
        return dataclasses.replace(person, eyes=eyes)
    if name == "hair.length":
        return _with(person, ("hair", "style"), _style_of_length(person, value))
    if name == "hair.color":
        return _put_hair_color(person, _rgb(value), keep)
    if name == "brows.thickness":
        person = _with(person, ("brows", "style"), _brows_of_thickness(person, value))
    if controls()[name].kind == "colour":
        value = _rgb(value)
    return _with(person, PATHS[name], tuple(value) if isinstance(value, list) else value)


def _put_shape(person: Person, name: str, value: float, keep: Collection[Field]) -> Person:
    """The leading slider at `value`, its trait's others moved along in proportion."""
    leader, sense = SHAPE[name]
    trait = TRAITS[name].sliders
    local = dict(person.shape.local)
    moved = (sense * value - local.get(leader, 0.0)) / trait[leader]
    for slider, share in trait.items():
        if ("local", slider) not in keep:
            low, high = sliders()[slider].bounds
            local[slider] = min(max(local.get(slider, 0.0) + share * moved, low), high)
    local[leader] = sense * value
    return _with_local(person, local)


def _style_of_length(person: Person, length: float) -> str:
    """The style of that length whose curl and wearers are most like the present one's."""
    curl = STYLES[person.hair.style][1]
    manly = min(max((person.shape.gender - 0.3) / 0.4, 0.0), 1.0)

    def likeness(style: str) -> float:
        _, curly, _, women, men = STYLES[style]
        return math.exp(-(((curly - curl) / 0.3) ** 2)) * (0.01 + women + (men - women) * manly)

    fitting = [
        style
        for style in STYLES
        if length == min((v for v, _ in LENGTHS), key=lambda v: abs(v - STYLES[style][0]))
    ]
    return person.hair.style if person.hair.style in fitting else max(fitting, key=likeness)


def _brows_of_thickness(person: Person, thickness: float) -> str:
    """The brow card of that thickness that suits the gender."""
    return min(
        BROWS,
        key=lambda name: (
            ((BROWS[name][0] - thickness) / 0.12) ** 2
            + ((BROWS[name][1] - person.shape.gender) / 0.4) ** 2
        ),
    )


def _put_hair_color(person: Person, color: Color, keep: Collection[Field]) -> Person:
    """Brows and beard that follow the hair keep its grown colour when the new one is a dye."""
    grown, grey = person.hair.color, 0.8 * person.hair.grey
    dyed = min(math.dist(color, natural) for natural in HAIR_COLORS.values()) > _DYED
    person = _with(person, ("hair", "color"), color)
    if not dyed:
        return person
    if person.brows.color is None and ("brows", "color") not in keep:
        brows = blend(tuple(0.8 * c for c in grown), GREY_HAIR, grey)
        person = _with(person, ("brows", "color"), brows)
    if person.facial_hair.color is None and ("facial_hair", "color") not in keep:
        person = _with(person, ("facial_hair", "color"), blend(grown, GREY_HAIR, grey))
    return person


def _with(person: Person, field: Field, value: Any) -> Person:
    group, name = field
    if not group:
        return dataclasses.replace(person, **{name: value})
    part = dataclasses.replace(getattr(person, group), **{name: value})
    return dataclasses.replace(person, **{group: part})


def _with_local(person: Person, local: Mapping[str, float]) -> Person:
    shape = dataclasses.replace(person.shape, local={k: v for k, v in local.items() if v})
    return dataclasses.replace(person, shape=shape)


def get(person: Person, field: Field) -> Any:
    """The value of one field of a recipe."""
    group, name = field
    if group == "local":
        return person.shape.local.get(name, 0.0)
    return getattr(getattr(person, group) if group else person, name)


def hold(person: Person, other: Person, fields: Iterable[Field]) -> Person:
    """`person` with some `fields` exactly as `other` has them."""
    local = dict(person.shape.local)
    for field in fields:
        if field[0] == "local":
            local[field[1]] = get(other, field)
        else:
            person = _with(person, field, get(other, field))
    return _with_local(person, local)


def carry(person: Person, before: Person, after: Person, still: Collection[Field]) -> Person:
    """What differs between `before` and `after`, brought to `person`; `still` fields stay.

    Face sliders move by the difference, as they may have been refined; all else is set.
    """
    for group in _GROUPS:
        for f in dataclasses.fields(getattr(person, group)):
            person = _carried(person, before, after, (group, f.name), still)
    for f in dataclasses.fields(Person):
        if f.name not in _GROUPS:
            person = _carried(person, before, after, ("", f.name), still)
    local = dict(person.shape.local)
    for name in sorted({*before.shape.local, *after.shape.local}):
        field = ("local", name)
        old, new, now = (get(p, field) for p in (before, after, person))
        if old == new or field in still:
            continue
        low, high = sliders()[name].bounds
        shifted = round(now + new - old, DIGITS)
        local[name] = new if now == old else min(max(shifted, low), high)
    return _with_local(person, local)


def _carried(
    person: Person, before: Person, after: Person, field: Field, still: Collection[Field]
) -> Person:
    new = get(after, field)
    if field == ("shape", "local") or field in still or new == get(before, field):
        return person
    return _with(person, field, new)


def exact(person: Person, name: str) -> Any:
    """`value_of` without the rounding of colours to 8 bits."""
    shown = value_of(person, name)
    if controls()[name].kind == "colour" and shown is not None:
        return list(get(person, fields_of(name)[0]))
    return shown


def fits_age(outfit: str, age: float) -> bool:
    """Children never wear less than shirt and trousers."""
    return age >= CHILD or outfit in _COVERING


def decent(person: Person) -> Person:
    """`person`, in other clothes where these do not fit the age."""
    if not fits_age(person.outfit, person.shape.age):
        return dataclasses.replace(person, outfit=_GIRLS)
    return person
