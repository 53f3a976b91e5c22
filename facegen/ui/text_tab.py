"""The tab "Text to face": words in, a 3D head out, every feature adjustable."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from facegen.ui.bench import BODIES, QUIET, Bench, Updates, example_props, given
from facegen.ui.examples import load_examples
from facegen.ui.jobflow import DETAILS, MAX_SEED, Shown
from facegen.ui.jobs import Jobs
from facegen.ui.visitors import Visitors

_FOCUS_GENERATE = "() => { document.getElementById('fg-generate').focus(); }"
_FOCUS_PROMPT = "() => { document.querySelector('#fg-prompt textarea').focus(); }"


class TextTab(Bench):
    """The form: a sentence, a seed, the detail."""

    title, place, pipeline = "Text to face", "", "text_to_face"

    def __init__(self, engine: Any, visitors: Visitors, jobs: Jobs, detail: str) -> None:
        super().__init__(engine, visitors, jobs)
        self._detail = detail if detail in DETAILS else "2K"
        self._examples = load_examples()

    def _form(self) -> None:
        self.prompt = gr.Textbox(
            label="Who is it?",
            placeholder="an elderly Japanese woman with short grey hair and freckles",
            lines=1,
            max_lines=8,
            max_length=5000,
            elem_id="fg-prompt",
        )
        with gr.Row(elem_id="fg-options"):
            # Bounds are checked by the job: Gradio's own refusal would leave the stage waiting.
            self.seed = gr.Number(7, label="Seed", precision=0, elem_id="fg-seed")
            self.roll = gr.Button("Roll", elem_id="fg-roll", min_width=60)
            self.detail = gr.Radio(
                list(DETAILS), value=self._detail, label="Detail", elem_id="fg-detail"
            )
        with gr.Accordion("Advanced", open=False, elem_classes="fg-advanced"):
            self.body = gr.Radio(BODIES, value="bust", label="How much of the body")
            gr.HTML(
                "<p>Detail is the size of the textures: 1K is quickest, 4K shows pores close up. "
                "The same words, seed and settings give the same person again.</p>"
            )
        self.generate = gr.Button(
            "Generate", variant="primary", elem_id="fg-generate", elem_classes="fg-go"
        )
        self.cancel = gr.Button("Cancel", visible=False, elem_id="fg-cancel", elem_classes="fg-go")
        self.afresh = gr.Button("Start afresh", elem_classes="fg-afresh", size="sm")

    def _wire_form(self) -> None:
        self.roll.click(lambda: random.randrange(1_000_000), None, self.seed, **QUIET)
        self.stage.example(self._fill, None, [self.prompt, self.seed], **QUIET).then(
            None, None, None, js=_FOCUS_GENERATE
        )
        self.afresh.click(self.nobody, None, self.everything, **QUIET).then(
            None, None, None, js=_FOCUS_PROMPT
        )

    def _runs(self) -> list[tuple[Callable, Callable, list[Any]]]:
        words = [self.prompt, self.seed]
        return [(self.generate.click, self._run, words), (self.prompt.submit, self._run, words)]

    def _stops(self) -> list[Callable]:
        return [self.cancel.click, *super()._stops()]

    def _own(self) -> list[Any]:
        return [self.prompt, self.seed, self.generate, self.cancel]

    def _options(self) -> list[Any]:
        return [self.detail, self.body]

    def _stage_props(self) -> dict[str, Any]:
        return {
            "title": "Describe someone",
            "text": "Age, origin, hair, eyes, skin, mood: say what matters to you. The seed "
            "chooses the rest. Or start from one of these.",
            "examples": example_props(self._examples),
        }

    def _form_of(self, found: Shown | None) -> Updates:
        if found is None:
            return {self.prompt: ""}
        draft = found.draft
        return {self.prompt: draft.reading.prompt, self.seed: min(draft.seed, MAX_SEED)}

    def _buttons(self, *, busy: bool) -> Updates:
        """Generate or Cancel: one of them shows."""
        return {self.generate: gr.update(visible=not busy), self.cancel: gr.update(visible=busy)}

    def _fill(self, event: gr.EventData) -> tuple[str, int]:
        index = given(event, "index")
        if not isinstance(index, int) or not 0 <= index < len(self._examples):
            return gr.skip()
        example = self._examples[index]
        return example.prompt, example.seed

    def _run(
        self, prompt: str, seed: float | None, detail: str, body: str, visitor: str | None,
        draft: Any, shown: str | None, request: gr.Request,
    ) -> Iterator[Updates]:  # fmt: skip
        start = self._flow.from_words(prompt, seed, detail, body)
        yield from self._follow(start, visitor, draft, shown, request)

    def _reroll(self, draft: Any) -> Updates:
        draft, patch = self._editing.reroll(draft)
        seed = {} if draft is None else {self.seed: min(draft.seed, MAX_SEED)}
        return {**self._edited((draft, patch)), **seed}
