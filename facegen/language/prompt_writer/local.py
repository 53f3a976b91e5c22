"""PromptWriter by a chat model in a folder of one's own, run by transformers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from facegen.errors import InputError
from facegen.language.prompt_writer.complete import complete
from facegen.language.prompt_writer.grammar import GrammarPromptWriter, check_count
from facegen.language.prompt_writer.looks import FREE, options
from facegen.language.prompt_writer.query import SYSTEM, asked_for, query
from facegen.logs import describe, log
from facegen.models.roles import Sitter, WrittenPrompts

LONGEST_S = 120.0
"""Seconds for the model's answer; what it has written by then is used."""
TOKENS = 40
"""Per description."""
TEMPERATURE = 0.9
_TURN = threading.Lock()
"""One at a time, of all writers: `generate` draws from torch's one generator, which is seeded."""


class LocalPromptWriter:
    """Asks the model in `folder`, which is loaded at the first call; the grammar fills what is
    missing. The notices tell who wrote what. Equal seeds write equal descriptions."""

    def __init__(
        self, folder: str | Path, *, free: tuple[str, ...] = FREE, longest_s: float = LONGEST_S
    ) -> None:
        """Raises InputError if there is no model of transformers in the folder."""
        self.folder, self.free, self.longest_s = Path(folder).expanduser(), tuple(free), longest_s
        if not (self.folder / "config.json").is_file():
            raise InputError(
                "FACEGEN_PROMPT_FOLDER holds no language model: give a folder with config.json, "
                "safetensors weights and a tokenizer, as transformers saves them."
            )
        self._loaded: tuple[Any, Any] | None = None

    def __call__(
        self, sitter: Sitter, count: int, *, seed: int = 0, avoid: Sequence[str] = ()
    ) -> WrittenPrompts:
        """At most `count` descriptions, in two minutes at most. Raises InputError as the grammar
        does."""
        check_count(count)
        asked = query(options(sitter, self.free), count)
        spare = GrammarPromptWriter(self.free)(sitter, count, seed=seed, avoid=avoid)
        try:
            with _TURN:
                answer = self._write(asked, asked_for(count) * TOKENS, seed)
        except Exception as error:  # a folder of one's own can be wrong in any way
            log.warning("the language model could not be run: %s", describe(error))
            return complete("", sitter, count, avoid, spare, fault="could not be run")
        return complete(answer, sitter, count, avoid, spare)

    def _write(self, asked: str, tokens: int, seed: int) -> str:
        tokenizer, model = self._load()
        messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": asked}]
        if tokenizer.chat_template:
            inputs = tokenizer.apply_chat_template(
                messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
            )
        else:
            inputs = tokenizer(f"{SYSTEM}\n\n{asked}\n\n", return_tensors="pt")
        inputs = {name: inputs[name] for name in ("input_ids", "attention_mask")}
        begin = inputs["input_ids"].shape[1]
        room = getattr(model.config, "max_position_embeddings", None) or begin + tokens
        with torch.random.fork_rng(devices=[]), torch.inference_mode():
            torch.manual_seed(seed % 2**63)
            written = model.generate(
                **inputs, do_sample=True, temperature=TEMPERATURE, max_time=self.longest_s,
                max_new_tokens=max(1, min(tokens, room - begin)),
                pad_token_id=tokenizer.pad_token_id or tokenizer.eos_token_id,
            )  # fmt: skip
        return tokenizer.decode(written[0, begin:], skip_special_tokens=True)

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            from facegen.models.torchvision_fix import ensure_torchvision

            ensure_torchvision()
            from transformers import AutoModelForCausalLM, AutoTokenizer

            # Nothing of the folder is run or unpickled, and nothing is fetched. Single precision:
            # half is slower by far on most processors.
            safe = {"local_files_only": True, "trust_remote_code": False}
            tokenizer = AutoTokenizer.from_pretrained(self.folder, **safe)
            model = AutoModelForCausalLM.from_pretrained(
                self.folder, use_safetensors=True, dtype=torch.float32, **safe
            ).eval()
            self._loaded = tokenizer, model
        return self._loaded
