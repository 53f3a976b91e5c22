"""The words by which every exported file says that it shows nobody real, and whom it credits."""

from __future__ import annotations

from collections.abc import Iterable

from facegen.avatar import ModelUse

NOTICE = "Synthetic person made with facegen."


def credits_of(models: Iterable[ModelUse]) -> tuple[str, ...]:
    """The credits that the licences of `models` oblige a copy to carry, each once."""
    return tuple(dict.fromkeys(model.attribution for model in models if model.attribution))


def notice_with_credits(models: Iterable[ModelUse]) -> str:
    """`NOTICE` and the credits, one line: what fits a file's copyright or comment field."""
    return " ".join((NOTICE, *credits_of(models)))
