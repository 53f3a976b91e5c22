"""What a photo said of its person, for the panel: which controls were guessed, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from facegen.metrics.views import DIRECTIONS

CORRECTED = {
    "age": "Age", "gender": "Looks", "hair.style": "Hair", "hair.color": "Hair colour",
    "eyes.color": "Eyes", "skin.tone": "Skin tone", "beard.style": "Beard", "glasses": "Glasses",
    "jaw.width": "Jaw width", "nose.size": "Nose size", "nose.width": "Nose width",
    "outfit": "Clothes",
}  # fmt: skip
"""The controls that people correct first, and what each is called outside its group."""


def reading(report: Mapping[str, Any]) -> dict[str, Any] | None:
    """`{rows: [{control, label, confidence}], notes: [...]}` of a photo; None for other results.

    A confidence of None is of something that was measured, not guessed.
    """
    photo = report.get("photo")
    if not isinstance(photo, Mapping):
        return None
    sure = dict(_confidences(photo))
    rows = [
        {"control": name, "label": label, "confidence": sure.get(name)}
        for name, label in CORRECTED.items()
    ]
    return {"rows": rows, "notes": [str(text) for text in photo.get("warnings", ())]}


def film(folder: Path) -> dict[str, Any]:
    """The views that stand in the result `folder` by now, as the stage shows them."""
    names = [f"{number:02}.png" for number in range(len(DIRECTIONS))]
    paths = [path for name in names if (path := folder / "views" / name).is_file()]
    at = f"files/{folder.parent.name}/{folder.name}/views"
    views = [
        {
            "src": f"{at}/{path.name}",
            "name": f"view-{path.name}",
            "label": direction(*DIRECTIONS[int(path.stem)]),
        }
        for path in paths
    ]
    return {"of": len(DIRECTIONS), "views": views}


def direction(azimuth: float, elevation: float) -> str:
    """Where a view was taken from, in words."""
    side = "their left" if azimuth > 0 else "their right"
    turn = {0: "From the front", 90: f"Profile, {side}", 180: "From behind"}.get(
        abs(azimuth), f"{abs(azimuth):.0f}° to {side}"
    )
    if not elevation:
        return turn
    return f"{turn}, {abs(elevation):.0f}° from {'above' if elevation > 0 else 'below'}"


def _confidences(photo: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for entry in photo.get("attributes", ()):
        yield str(entry["name"]), float(entry["confidence"])
