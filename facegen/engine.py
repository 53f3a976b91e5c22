"""The engine: owns what is loaded once, and runs pipelines one at a time."""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path

from facegen.errors import SetupError
from facegen.human.build import Body, build_avatar
from facegen.human.person import Person
from facegen.language.safety import check_prompt
from facegen.pipelines.progress import Progress, Stopwatch
from facegen.pipelines.text_to_face import Detail, TextToFaceResult, picture, text_to_face

__all__ = ["Engine", "Progress", "TextToFaceResult"]

_PATIENCE_S = 0.2
"""Seconds between two looks whether a waiting job was cancelled."""


class Engine:
    """Runs pipelines in this process; safe to call from several threads, one job at a time."""

    def __init__(self) -> None:
        self._busy = threading.Lock()

    def warm_up(self) -> None:
        """Load the data and compile the kernels that the first job needs, by drawing a person."""
        with self._busy:
            picture(build_avatar(Person(), size=256), 64)

    def text_to_face(
        self,
        prompt: str,
        *,
        seed: int = 0,
        detail: Detail = "2K",
        folder: Path,
        cancel: threading.Event | None = None,
        body: Body = "bust",
    ) -> Generator[Progress, None, TextToFaceResult]:
        """Make a head from a sentence; yields `Progress`, returns the result.

        Raises `InputError` for input that cannot be used, `Cancelled` soon after `cancel` is set.
        """
        check_prompt(prompt)
        watch = Stopwatch(cancel or threading.Event())
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SetupError(
                f"The folder {folder} cannot be made ({error.strerror}); choose another."
            ) from error
        while not self._busy.acquire(timeout=_PATIENCE_S):
            watch.check()
        try:
            return (
                yield from text_to_face(
                    prompt, seed=seed, detail=detail, body=body, folder=folder, watch=watch
                )
            )
        finally:
            self._busy.release()
