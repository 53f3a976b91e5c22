"""Under the stage of a photo's result: how like the photo it is, in plain words, and the sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from facegen.models.identity import DlibIdentity

_MATCH = DlibIdentity.same_below
"""Distance of face vectors below which two pictures are taken to show one person."""


def likeness_card(report: Mapping[str, Any], folder: Path) -> str:
    """Photo and head side by side, and every figure with what it means; HTML, escaped."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(label)}<small>{escape(meaning)}</small></th>"
        f"<td>{escape(value)}</td></tr>"
        for label, value, meaning in _figures(report)
    )
    return (
        '<section class="fg-card fg-like"><h3>How like the photo it is</h3>'
        f'<div class="fg-like-parts">{_pair(folder)}<table>{rows}</table></div></section>'
    )


def sheets_card(folder: Path) -> str:
    """What the computer saw, folded away; nothing when there is no sheet."""
    parts = [
        f"<details class='fg-sheet'><summary>{escape(title)}</summary>"
        f"<img src='{_address(folder, name)}' alt='{escape(title)}' loading='lazy'></details>"
        for name, title in (
            ("debug.webp", "What was seen in the photo"),
            ("sheet.webp", "All views on one sheet"),
        )
        if (folder / name).is_file()
    ]
    if not parts:
        return ""
    return f'<section class="fg-card fg-sheets"><h3>Looking closer</h3>{"".join(parts)}</section>'


def _pair(folder: Path) -> str:
    """The photo's face and the head from where the photo was taken."""
    found = [
        f"<figure><img src='{_address(folder, name)}' alt='' loading='lazy'>"
        f"<figcaption>{caption}</figcaption></figure>"
        for name, caption in (("input.webp", "Your photo"), ("views/input.png", "The 3D head"))
        if (folder / name).is_file()
    ]
    return f"<div class='fg-pair'>{''.join(found)}</div>" if len(found) == 2 else ""


def _figures(report: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(label, value, meaning) of what was measured."""
    metrics = report.get("metrics", {})
    for name, (label, say, meaning) in _MEANINGS.items():
        value = metrics.get(name)
        if isinstance(value, int | float):
            yield label, say(value), meaning
    photo = report.get("photo", {})
    errors = list(photo.get("landmark_error_percent", {}).values())
    if errors:
        yield (
            "Points of the face", f"{errors[-1]:.1f} %",
            "How far eyes, nose, mouth and jaw lie from the photo's, of the distance of the eyes.",
        )  # fmt: skip
    if "hair_outline_iou" in photo:
        yield (
            "Outline of the hair", f"{100 * photo['hair_outline_iou']:.0f} %",
            "How much of the photo's hair and the head's lie over one another.",
        )  # fmt: skip


def _distance(value: float) -> str:
    return f"{value:.2f}, {'a match' if value < _MATCH else 'no match'}"


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _plain(value: float) -> str:
    return f"{value:.2f}"


_MEANINGS: dict[str, tuple[str, Callable[[float], str], str]] = {
    "identity_distance_front": (
        "Face, from the front", _distance,
        f"Face recognition's distance to your photo: below {_MATCH} is a match; two "
        "real photos of one person are 0.24 to 0.44 apart.",
    ),
    "identity_distance_30": ("Face, turned by 30°", _distance, "The same, mean of both sides."),
    "identity_distance_60": ("Face, turned by 60°", _distance, "The same, mean of both sides."),
    "identity_rank_1": (
        "Picked out among strangers", _percent,
        "In so many of the views with a face, your photo is nearer than anybody else's.",
    ),
    "identity_margin": (
        "Lead over the nearest stranger", _plain,
        "By how much nearer your photo is, in the same distance; the more the better.",
    ),
    "views_identity_cosine": (
        "Views agree with one another", _percent,
        "Likeness of the faces in all views among themselves; 100 % is one and the same.",
    ),
    "silhouette_iou": (
        "Outline of the person", _percent,
        "How much of the photo's outline and the head's lie over one another.",
    ),
    "ssim": (
        "Structure of the picture (SSIM)", _plain,
        "Light, contrast and detail against the photo from its own camera; 1 is equal.",
    ),
    "lpips_style_vgg16": (
        "Difference to the eye", _plain,
        "LPIPS-style, on our own network: not comparable with published figures; 0 is equal.",
    ),
}  # fmt: skip
"""Metric of the report -> label, how its value is said, and what it means."""


def _address(folder: Path, name: str) -> str:
    return f"files/{escape(folder.parent.name)}/{escape(folder.name)}/{name}"
