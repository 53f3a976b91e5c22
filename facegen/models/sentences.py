"""SentenceEncoder on all-MiniLM-L6-v2: what a few words mean, as a unit vector.

The network is BERT (Devlin et al. 2019) with 6 layers of 12 heads, distilled (Wang et al. 2020,
"MiniLM") and trained on pairs of sentences (Reimers and Gurevych 2019, "Sentence-BERT"): the mean
of the last layer over the words, scaled to length 1.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import torch
from jaxtyping import Bool, Float, Float32, Int
from numpy import ndarray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import embedding, gelu, layer_norm, linear, normalize
from torch.nn.functional import scaled_dot_product_attention as attend

from facegen.models.registry import weight_path

MODEL, TOKENIZER = "minilm.safetensors", "minilm-tokenizer.json"
LAYERS, HEADS, EPSILON = 6, 12, 1e-12
MAX_TOKENS = 64
"""Longer texts are cut: we ask for phrases."""
BATCH = 64


class MiniLM:
    """Sentence vectors of 384 numbers; 3 ms for a phrase. SetupError if its weights are missing."""

    def __init__(self) -> None:
        tokenizer = Tokenizer.from_file(str(weight_path(TOKENIZER)))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.enable_padding()
        self._tokenizer = tokenizer
        self._weights = load_file(weight_path(MODEL))

    def __call__(self, texts: Sequence[str]) -> Float32[ndarray, "N 384"]:
        """One unit vector per text."""
        vectors = [self._encode(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]
        return np.concatenate(vectors) if vectors else np.zeros((0, 384), np.float32)

    @torch.inference_mode()
    def _encode(self, texts: Sequence[str]) -> Float32[ndarray, "N 384"]:
        read = self._tokenizer.encode_batch(list(texts))
        tokens = torch.tensor([text.ids for text in read])
        there = torch.tensor([text.attention_mask for text in read], dtype=torch.bool)
        words = self._last_layer(tokens, there)
        mean = (words * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        return normalize(mean, dim=-1).numpy()

    def _last_layer(
        self, tokens: Int[Tensor, "N T"], there: Bool[Tensor, "N T"]
    ) -> Float[Tensor, "N T 384"]:
        weights, name = self._weights, "embeddings"
        x = embedding(tokens, weights[f"{name}.word_embeddings.weight"])
        x = x + weights[f"{name}.position_embeddings.weight"][: tokens.shape[1]]
        x = x + weights[f"{name}.token_type_embeddings.weight"][0]
        x = self._norm(x, f"{name}.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            heads = (
                self._linear(x, f"{name}.attention.self.{part}").unflatten(-1, (HEADS, -1))
                for part in ("query", "key", "value")
            )
            query, key, value = (head.transpose(1, 2) for head in heads)  # N heads T 32
            mixed = attend(query, key, value, attn_mask=there[:, None, None, :])
            mixed = mixed.transpose(1, 2).flatten(2)
            x = self._added(x, mixed, f"{name}.attention.output")
            inner = gelu(self._linear(x, f"{name}.intermediate.dense"))
            x = self._added(x, inner, f"{name}.output")
        return x

    def _added(self, x: Tensor, change: Tensor, name: str) -> Tensor:
        """The residual step: project `change`, add it to `x`, normalise."""
        return self._norm(x + self._linear(change, f"{name}.dense"), f"{name}.LayerNorm")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return layer_norm(x, weight.shape, weight, bias, EPSILON)


@functools.cache
def sentence_encoder() -> MiniLM:
    """The process's one encoder."""
    return MiniLM()
