"""A chat model in a folder: a tiny one that learnt four sentences by heart, whole or damaged."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch

from facegen.errors import InputError
from facegen.language.prompt_writer import GrammarPromptWriter, LocalPromptWriter, prompt_writer
from facegen.language.prompt_writer.chat import ChatPromptWriter
from tests.language.prompt_writer.people import MAN

LINES = GrammarPromptWriter()(MAN, 4, seed=9).prompts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GPT-2 of one layer whose words are whole lines; it says `LINES` after any question."""
    from tokenizers import Regex, Tokenizer
    from tokenizers.decoders import Fuse
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    from facegen.models.torchvision_fix import ensure_torchvision

    ensure_torchvision()
    from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

    words = ["<unk>", "<end>", *(f"{line}\n" for line in LINES)]
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Split(Regex(r"[^\n]*\n"), "isolated")
    tokenizer.decoder = Fuse()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="<unk>", eos_token="<end>", pad_token="<end>"
    )
    fast.chat_template = "{% for m in messages %}{{ m.content }}\n{% endfor %}"
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = GPT2LMHeadModel(
            GPT2Config(vocab_size=len(words), n_positions=64, n_embd=32, n_layer=1, n_head=2,
                       bos_token_id=1, eos_token_id=1)
        )  # fmt: skip
        optimiser = torch.optim.Adam(model.parameters(), lr=0.02)
        model.train()
        asked = torch.zeros(1, 2, dtype=torch.long)
        said = torch.tensor([[*range(2, len(words)), 1]])
        sequence = torch.cat([asked, said], 1)
        for _ in range(80):
            optimiser.zero_grad()
            model(sequence, labels=sequence).loss.backward()
            optimiser.step()
    place = tmp_path_factory.mktemp("model")
    model.eval().save_pretrained(place, safe_serialization=True)
    fast.save_pretrained(place)
    return place


def test_what_the_model_writes_is_taken(folder: Path) -> None:
    state = torch.random.get_rng_state()
    written = LocalPromptWriter(folder)(MAN, 4, seed=1)
    assert written.prompts == LINES
    assert written.notices == ("The language model wrote the descriptions.",)
    assert torch.equal(torch.random.get_rng_state(), state)


def test_two_writers_take_turns(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They draw from torch's one generator: side by side, each would spoil the other's seed."""
    inside, met = threading.Semaphore(1), []
    write = LocalPromptWriter._write

    def watched(writer: LocalPromptWriter, asked: str, tokens: int, seed: int) -> str:
        met.append(not inside.acquire(blocking=False))
        time.sleep(0.05)
        try:
            return write(writer, asked, tokens, seed)
        finally:
            inside.release()

    monkeypatch.setattr(LocalPromptWriter, "_write", watched)
    writers = [LocalPromptWriter(folder), LocalPromptWriter(folder)]
    with ThreadPoolExecutor(2) as pool:
        written = list(pool.map(lambda writer: writer(MAN, 4, seed=1), writers))
    assert met == [False, False]
    assert [each.prompts for each in written] == [LINES, LINES]


def test_missing_ones_come_from_the_grammar(folder: Path) -> None:
    written = LocalPromptWriter(folder)(MAN, 6, seed=1)
    assert written.prompts[:4] == LINES
    assert len(set(written.prompts)) == 6
    assert "wrote 4 of the 6 descriptions" in written.notices[0]


def test_a_damaged_model_leaves_the_grammar(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"nothing of use")
    written = LocalPromptWriter(tmp_path)(MAN, 3, seed=1)
    assert written.prompts == GrammarPromptWriter()(MAN, 3, seed=1).prompts
    assert "could not be run, so the built-in grammar" in written.notices[0]


def test_pickled_weights_are_not_opened(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        if file.suffix != ".safetensors":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    torch.save({}, tmp_path / "pytorch_model.bin")
    assert "could not be run" in LocalPromptWriter(tmp_path)(MAN, 2).notices[0]


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(InputError, match="FACEGEN_PROMPT_FOLDER holds no language model"):
            LocalPromptWriter(place)


def test_the_settings_choose_the_writer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENDPOINT", "MODEL", "KEY", "FOLDER"):
        monkeypatch.delenv(f"FACEGEN_PROMPT_{name}", raising=False)
    assert isinstance(prompt_writer(), GrammarPromptWriter)
    monkeypatch.setenv("FACEGEN_PROMPT_FOLDER", str(folder))
    assert isinstance(prompt_writer(), LocalPromptWriter)
    monkeypatch.setenv("FACEGEN_PROMPT_ENDPOINT", "http://localhost:11434/v1")
    monkeypatch.setenv("FACEGEN_PROMPT_MODEL", "llama3.2")
    writer = prompt_writer(free=("hat",))
    assert isinstance(writer, ChatPromptWriter)
    assert (writer.model, writer.free) == ("llama3.2", ("hat",))
