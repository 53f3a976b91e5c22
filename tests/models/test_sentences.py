"""Sentence vectors: those of the published model, whatever stands beside them."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.errors import SetupError
from facegen.models.roles import SentenceEncoder
from facegen.models.sentences import MiniLM, sentence_encoder


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return sentence_encoder()


def test_vectors_are_unit_and_the_same_alone_or_in_a_batch(encoder: SentenceEncoder) -> None:
    texts = ["a sad person", "a very long sentence about somebody's grey beard", "joy"]
    together = encoder(texts)
    assert together.shape == (3, 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        np.testing.assert_allclose(encoder([text])[0], vector, atol=1e-5)
    assert encoder([]).shape == (0, 384)


def test_the_network_is_the_one_of_transformers(encoder: SentenceEncoder) -> None:
    """Against a reference implementation of BERT with the same weights."""
    import torch
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    from facegen.models.registry import weight_path
    from facegen.models.sentences import MODEL, TOKENIZER
    from facegen.models.torchvision_fix import ensure_torchvision

    ensure_torchvision()
    from transformers import BertConfig, BertModel

    config = BertConfig(
        hidden_size=384, intermediate_size=1536, num_hidden_layers=6, num_attention_heads=12
    )
    reference = BertModel(config, add_pooling_layer=False).eval()
    reference.load_state_dict(load_file(weight_path(MODEL)), strict=False)
    text = "an elderly woman with a hooked nose"
    ids = Tokenizer.from_file(str(weight_path(TOKENIZER))).encode(text).ids
    ids = [i for i in ids if i]
    with torch.inference_mode():
        mean = reference(torch.tensor([ids])).last_hidden_state.mean(1)[0].numpy()
    np.testing.assert_allclose(encoder([text])[0], mean / np.linalg.norm(mean), atol=1e-5)


def test_like_meanings_lie_close(encoder: SentenceEncoder) -> None:
    glad, happy, wooden = encoder(["a glad person", "a happy person", "a wooden table"])
    assert glad @ happy > glad @ wooden + 0.2


def test_missing_weights_say_what_to_do(cache: object) -> None:
    with pytest.raises(SetupError, match="is missing"):
        MiniLM()
