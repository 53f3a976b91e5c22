"""The words by which every exported file says that it is synthetic, and whom it credits."""

from __future__ import annotations

from collections.abc import Iterable

from facegen.avatar import ModelUse

NOTICE = "Synthetic person made with facegen."
PHOTO_NOTICE = (
    "Synthetic rendering made with facegen after a photo; the rights in the photo and in the "
    "likeness of the person in it stay with their owners."
)
_READER = "FaceLandmarker"
"""The role without which no photo is read."""


def notice_of(models: Iterable[ModelUse]) -> str:
    """`NOTICE`, or `PHOTO_NOTICE` where a photo was read."""
    return PHOTO_NOTICE if any(model.role == _READER for model in models) else NOTICE


def credits_of(models: Iterable[ModelUse]) -> tuple[str, ...]:
    """The credits that the licences of `models` oblige a copy to carry, each once."""
    return tuple(dict.fromkeys(model.attribution for model in models if model.attribution))


def notice_with_credits(models: Iterable[ModelUse]) -> str:
    """The notice and the credits, one line: what fits a file's copyright or comment field."""
    used = list(models)
    return " ".join((notice_of(used), *credits_of(used)))
