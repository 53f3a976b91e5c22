"""What `web/panel.js` shows: the words' chips, and every control with the person's value."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from facegen.human.controls import CONTROLS, controls, to_hex, value_of
from facegen.ui.widgets import message

if TYPE_CHECKING:
    from facegen.language.attributes import Attribute
    from facegen.pipelines.draft import Draft

_LABELS = {
    "gender": "Looks", "hair.length": "Length", "hair.curl": "Curl", "hair.style": "Hair",
    "expression": "Look", "eyes.different": "Two colours",
}  # fmt: skip
_COMPANIONS = ("hair.natural",)
"""Attributes that come and go with another chip."""
_STANDS_IN = {
    "hair.length": "hair.style", "hair.curl": "hair.style", "eyes.color_left": "eyes.color",
    "eyes.color_right": "eyes.color", "eyes.different": "eyes.color",
}  # fmt: skip
"""Attributes without a control of their own -> the control that changes what they speak of."""


def control_props() -> list[dict[str, Any]]:
    """The controls as JSON, in their order."""
    return [dataclasses.asdict(control) for control in CONTROLS]


def panel(
    draft: Draft | None, *, fresh: bool = False, reading: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The widget's value for `draft`; None hides the panel.

    `fresh` drops edits that the browser has not sent yet; `reading` is what a photo said of the
    person (`facegen.ui.reading`), None leaves it as it is.
    """
    state = None if draft is None else _state(draft)
    return message(busy=False, fresh=fresh, draft=state, reading=reading)


def busy_panel() -> dict[str, Any]:
    """A patch that disables the panel while a job runs."""
    return message(busy=True)


def _state(draft: Draft) -> dict[str, Any]:
    return {
        "values": {control.name: value_of(draft.person, control.name) for control in CONTROLS},
        "edited": sorted(draft.edits),
        "locked": sorted(draft.locked),
        "chips": [chip(a, draft) for a in draft.reading.attributes if a.name not in _COMPANIONS],
        "unknown": list(draft.reading.unknown),
        "notices": list(draft.reading.notices),
    }


def chip(attribute: Attribute, draft: Draft) -> dict[str, Any]:
    """One thing that the words asked for, as plain text, with what a hand has made of it since."""
    name = attribute.name
    control = controls().get(name) or controls().get(_STANDS_IN.get(name, ""))
    label = _LABELS.get(name) or (
        control.label if control else name.split(".")[-1].replace("_", " ").capitalize()
    )
    edited = name in draft.edits
    value = value_of(draft.person, name) if edited else attribute.value
    color = to_hex(value) if is_color(value) else value
    is_swatch = isinstance(color, str) and color.startswith("#")
    shown = "" if is_swatch else value_text(value, name)
    # "freckles: Freckles: 65 %" would say it twice.
    parts = [] if label.lower() in attribute.words.lower() else [label]
    return {
        "name": name,
        "words": attribute.words or label,
        "text": ": ".join([*parts, *([shown] if shown else [])]),
        "color": color if is_swatch else None,
        "edited": edited,
        "control": control.name if control else None,
        "dropped": name in draft.dropped,
    }


def value_text(value: Any, name: str) -> str:
    """A value of the attribute `name` in a few plain words."""
    control = controls().get(name)
    if control is not None:
        label = next((label for own, label in control.choices if own == value), None)
        if label is not None:
            return label.lower()
        if control.unit and isinstance(value, int | float):
            return f"{value:.0f} {control.unit}"
    if name == "gender":
        return "feminine" if value < 0.4 else "masculine" if value > 0.6 else "in between"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{100 * value:.0f} %"
    if isinstance(value, Mapping):
        return _shares(value)
    if is_color(value):
        return ""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(_plain(item) for item in value)
    return "none" if value is None else _plain(value)


def is_color(value: Any) -> bool:
    """Whether `value` is an sRGB triple."""
    return (
        isinstance(value, tuple | list)
        and len(value) == 3
        and all(isinstance(c, int | float) and not isinstance(c, bool) for c in value)
    )


def _shares(value: Mapping[str, Any]) -> str:
    numbers = {k: v for k, v in value.items() if isinstance(v, int | float) and v > 0.01}
    best = sorted(numbers, key=lambda key: -numbers[key])[:2]
    return ", ".join(_plain(key) for key in best)


def _plain(item: Any) -> str:
    return str(item).replace("_", " ").replace("@", ", ")
