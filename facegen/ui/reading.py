"""What a photo said of its person, for the panel: which controls were guessed, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

CORRECTED = {
    "age": "Age", "gender": "Looks", "hair.style": "Hair", "hair.color": "Hair colour",
    "eyes.color": "Eyes", "skin.tone": "Skin tone", "beard.style": "Beard", "glasses": "Glasses",
    "jaw.width": "Jaw width", "nose.size": "Nose size", "nose.width": "Nose width",
    "outfit": "Clothes",
}  # fmt: skip
"""The controls that people correct first, and what each is called outside its group."""
_VIEWS = 16


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


def film(folder: Path, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The views that stand in the result `folder` by now, as the stage shows them."""
    paths = sorted((folder / "views").glob("[0-9][0-9].png"))
    at = f"files/{folder.parent.name}/{folder.name}/views"
    views = [
        {
            "src": f"{at}/{path.name}",
            "name": f"view-{path.name}",
            "label": (names or {}).get(path.stem, f"View {int(path.stem) + 1}"),
        }
        for path in paths
    ]
    return {"of": _VIEWS, "views": views}


def _confidences(photo: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for entry in photo.get("attributes", ()):
        yield str(entry["name"]), float(entry["confidence"])
