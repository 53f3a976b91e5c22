"""What a visitor changes about the person on the page, and which of their people is shown."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from facegen.errors import Cancelled, InputError, SetupError
from facegen.export.validate import validate_glb
from facegen.logs import report_failure
from facegen.pipelines import draft as drafts
from facegen.pipelines.draft import Draft
from facegen.ui import stage
from facegen.ui.details import not_validated, validated
from facegen.ui.jobflow import MAX_SEED, MODEL, REPORT, Shown, show_result
from facegen.ui.reading import reading
from facegen.ui.visitors import FROM_PHOTO, FROM_WORDS, Visitors

_MOST_CHANGES = 200
"""In one call: more than there are controls."""
_NOBODY = "There is nobody to change: describe someone, bring a photo or open one of the results."
Edited = tuple[Draft | None, stage.Patch | None]
"""The person after an edit, and the stage's patch."""


def _told(action: Callable[..., Edited]) -> Callable[..., Edited]:
    """A failed edit leaves the person as it was and says why."""

    @functools.wraps(action)
    def safe(self: Editing, draft: Draft | None, *values: Any) -> Edited:
        if draft is None:
            return None, stage.failed(_NOBODY)
        try:
            return action(self, draft, *values)
        except (InputError, SetupError) as error:
            return draft, stage.failed(str(error))
        except Cancelled:
            return draft, None
        except Exception as error:
            return draft, stage.failed(report_failure(error))

    return safe


class Editing:
    """Edits over the engine's quick lane; values from the browser are checked by the draft."""

    def __init__(self, engine: Any, visitors: Visitors) -> None:
        self._engine, self._visitors = engine, visitors

    @_told
    def edit(self, draft: Draft, changes: Any) -> Edited:
        """Apply `{name: {"set": value} | {"drop": true} | {"restore": true}}`, then draw."""
        if not isinstance(changes, Mapping) or not 0 < len(changes) <= _MOST_CHANGES:
            raise InputError("An edit names one or more controls, each with its change.")
        for name, change in changes.items():
            draft = _apply(draft, name, change)
        return draft, stage.sketch(self._engine.sketch(draft))

    @_told
    def lock(self, draft: Draft, name: Any, on: Any) -> Edited:
        """Close or open a control's lock."""
        return drafts.lock(draft, str(name), bool(on)), None

    @_told
    def reroll(self, draft: Draft) -> Edited:
        """Draw anew what is neither said, changed nor locked."""
        draft = drafts.reroll(draft, random.randrange(MAX_SEED))
        return draft, stage.sketch(self._engine.sketch(draft))

    @_told
    def discard(self, draft: Draft, visitor: str | None, shown: str | None) -> Edited:
        """Back to the person in the 3D view."""
        folder = self._folder(visitor, shown)
        if folder is None:
            return draft, stage.failed("There is no 3D view to go back to; make it 3D first.")
        return self._engine.open(folder), stage.back_to_viewer()

    def open_result(
        self, visitor: str | None, job: Any, before: Mapping[str, str | None]
    ) -> Shown | stage.Patch:
        """One of the visitor's results, editable again.

        `before` tells the job that each pipeline's tab shows now.
        """
        folder = self._folder(visitor, job)
        if folder is None:
            return stage.failed("That one was removed; it cannot be opened any more.")
        try:
            return show_result(folder, self._engine.open(folder), self._visitors, before)
        except (InputError, SetupError) as error:
            return stage.failed(str(error))
        except Exception as error:
            return stage.failed(report_failure(error))

    def open_file(self, path: str | None, before: Mapping[str, str | None]) -> Shown | stage.Patch:
        """A file that facegen exported, uploaded by the visitor; the upload is removed."""
        if path is None:
            return stage.failed("No file arrived; choose a GLB of at most 64 MB.")
        try:
            draft = self._engine.open_file(Path(path))
            patch = stage.sketch(self._engine.sketch(draft), "Opened from your file.")
            pipeline = FROM_WORDS if draft.likeness is None else FROM_PHOTO
            # The photo stayed at home: what it said is known, but not how surely.
            known = reading({"photo": {}}) if pipeline == FROM_PHOTO else None
            return Shown(draft, patch, None, before.get(pipeline), pipeline, known)
        except (InputError, SetupError) as error:
            return stage.failed(str(error), "This file cannot be opened")
        except Exception as error:
            return stage.failed(report_failure(error))
        finally:
            # Gradio puts each upload into a folder of its own.
            Path(path).unlink(missing_ok=True)

    def remove(self, visitor: str, job: Any) -> bool:
        """Remove one result; False if there is no such result of this visitor."""
        return isinstance(job, str) and self._visitors.remove(visitor, job)

    def validate(self, visitor: str | None, shown: str | None) -> dict[str, Any]:
        """What the Khronos validator says of the shown GLB."""
        folder = self._folder(visitor, shown)
        if folder is None:
            return not_validated("That one was removed.")
        try:
            return validated(validate_glb(folder / MODEL))
        except SetupError as error:
            return not_validated(f"Not checked: {error}")
        except Exception as error:
            return not_validated(report_failure(error))

    def _folder(self, visitor: str | None, job: Any) -> Path | None:
        """The folder of a result, if it is this visitor's."""
        if not visitor or not isinstance(job, str):
            return None
        folder = self._visitors.job(visitor, job)
        return folder if folder is not None and (folder / REPORT).is_file() else None


def _apply(draft: Draft, name: Any, change: Any) -> Draft:
    if not isinstance(change, Mapping) or len(change) != 1:
        raise InputError("Each change is one of set, drop or restore.")
    name = str(name)
    ((action, value),) = change.items()
    if action == "set":
        return drafts.change(draft, name, value)
    if action == "drop":
        return drafts.drop(draft, name)
    if action == "restore":
        return drafts.restore(draft, name)
    raise InputError("Each change is one of set, drop or restore.")
