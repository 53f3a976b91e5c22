"""What the licences of an avatar's models and data mean for whoever uses an exported file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from facegen import __version__
from facegen.avatar import ModelUse
from facegen.export.mark import NOTICE, credits_of, notice_of


@dataclass(frozen=True)
class Verdict:
    """May a file be used commercially, and whom must it credit?"""

    commercial: bool
    text: str
    """One or two sentences for the user."""
    attributions: tuple[str, ...]
    """Credits that have to stay with the file."""


def model_use(model: ModelUse | Mapping[str, Any]) -> ModelUse:
    """A `ModelUse` from itself or from an entry of `report.json`'s `models`."""
    if isinstance(model, ModelUse):
        return model
    known = {field.name for field in dataclasses.fields(ModelUse)}
    return ModelUse(**{key: value for key, value in model.items() if key in known})


def judge(models: Iterable[ModelUse], carrier: str) -> Verdict:
    """The verdict on a file that `models` made; `carrier` is a sentence: where it holds credits."""
    used = list(models)
    barred = [model for model in used if not model.commercial]
    credits = credits_of(used)
    if barred:
        names = ", ".join(f"{model.name} ({model.license})" for model in barred)
        text = f"Not for commercial use, because of {names}."
    else:
        text = "Free for commercial use."
    if credits:
        text += f" Keep the credit “{'; '.join(credits)}”. {carrier}"
    else:
        text += " No credit is needed."
    return Verdict(not barred, text.strip(), credits)


def licence_text(models: Iterable[ModelUse]) -> str:
    """The LICENCE.txt of an archive: the mark, the verdict, and every source with its licence."""
    used = list(models)
    sources = [f"- {model.name} ({model.role}): {model.license}" for model in used]
    notice = notice_of(used)
    nobody = " It shows nobody real." if notice == NOTICE else ""
    about = f"{notice} Version {__version__}.{nobody}"
    return "\n".join([about, "", judge(used, "").text, "", "Made from:", *sources]) + "\n"
