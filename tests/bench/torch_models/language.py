"""Transformers of text and a recurrent network, from their configurations.

Radford et al. (2019, as nanoGPT has it, without biases); Devlin et al. (2018); Touvron et al.
(2023) and "The Llama 3 Herd of Models" (2024); Zaremba et al., "Recurrent Neural Network
Regularization" (2014, the medium network).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .vision import Encoder


class Attention(nn.Module):
    """`shared` heads of keys and values for `heads` of queries."""

    def __init__(self, width: int, heads: int, shared: int, *, causal: bool) -> None:
        super().__init__()
        self.heads, self.shared, self.size, self.causal = heads, shared, width // heads, causal
        self.q = nn.Linear(width, width, bias=False)
        self.k = nn.Linear(width, shared * self.size, bias=False)
        self.v = nn.Linear(width, shared * self.size, bias=False)
        self.out = nn.Linear(width, width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape

        def split(part: Tensor, heads: int) -> Tensor:
            return part.view(batch, length, heads, self.size).transpose(1, 2)

        q, k = split(self.q(x), self.heads), split(self.k(x), self.shared)
        v = split(self.v(x), self.shared)
        mixed = functional.scaled_dot_product_attention(
            q, k, v, is_causal=self.causal, enable_gqa=self.shared != self.heads
        )
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width))  # type: ignore[no-any-return]


class Gated(nn.Module):
    """SwiGLU."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.gate, self.up = (nn.Linear(width, inner, bias=False) for _ in range(2))
        self.down = nn.Linear(inner, width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(functional.silu(self.gate(x)) * self.up(x))  # type: ignore[no-any-return]


class Decoder(nn.Module):
    def __init__(self, attention: Attention, mlp: nn.Module, norms: tuple[nn.Module, nn.Module]):
        super().__init__()
        self.before, self.after = norms
        self.attention, self.mlp = attention, mlp

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attention(self.before(x))
        return x + self.mlp(self.after(x))  # type: ignore[no-any-return]


class Text(nn.Module):
    """Ids to scores of the next token, at each place."""

    def __init__(
        self, words: int, width: int, layers: list[Decoder], norm: nn.Module, *, places: int = 0
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.places = nn.Embedding(places, width) if places else None
        self.layers, self.norm = nn.Sequential(*layers), norm
        self.head = nn.Linear(width, words, bias=False)
        if places:
            self.head.weight = self.words.weight

    def forward(self, ids: Tensor) -> Tensor:
        x = self.words(ids)
        if self.places is not None:
            x = x + self.places(torch.arange(ids.shape[1], device=ids.device))
        return self.head(self.norm(self.layers(x)))  # type: ignore[no-any-return]


def gpt2(
    width: int = 768, layers: int = 12, heads: int = 12, words: int = 50257, *, causal: bool = True
) -> nn.Module:
    def layer() -> Decoder:
        wide, narrow = nn.Linear(width, 4 * width, False), nn.Linear(4 * width, width, False)
        norms = nn.LayerNorm(width), nn.LayerNorm(width)
        mlp = nn.Sequential(wide, nn.GELU(), narrow)
        return Decoder(Attention(width, heads, heads, causal=causal), mlp, norms)

    blocks = [layer() for _ in range(layers)]
    return Text(words, width, blocks, nn.LayerNorm(width), places=1024)


def llama(
    width: int = 4096,
    inner: int = 11008,
    layers: int = 32,
    heads: int = 32,
    shared: int = 32,
    words: int = 32000,
    *,
    causal: bool = True,
) -> nn.Module:
    """Without the rotation of queries and keys, which multiplies no matrices."""

    def layer() -> Decoder:
        norms = nn.RMSNorm(width), nn.RMSNorm(width)
        attention = Attention(width, heads, shared, causal=causal)
        return Decoder(attention, Gated(width, inner), norms)

    return Text(words, width, [layer() for _ in range(layers)], nn.RMSNorm(width))


class Bert(nn.Module):
    """The encoder with its pooler."""

    def __init__(
        self, width: int = 768, layers: int = 12, heads: int = 12, words: int = 30522
    ) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(words, width), nn.Embedding(512, width)
        self.layers = nn.Sequential(*(Encoder(width, heads) for _ in range(layers)))
        self.norm, self.pooler = nn.LayerNorm(width), nn.Linear(width, width)

    def forward(self, ids: Tensor) -> Tensor:
        x = self.words(ids) + self.places(torch.arange(ids.shape[1], device=ids.device))
        return torch.tanh(self.pooler(self.layers(self.norm(x))[:, 0]))


class Recurrent(nn.Module):
    def __init__(self, words: int = 10000, width: int = 650, layers: int = 2) -> None:
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.rnn = nn.LSTM(width, width, layers, batch_first=True)
        self.head = nn.Linear(width, words)

    def forward(self, ids: Tensor) -> Tensor:
        return self.head(self.rnn(self.words(ids))[0])  # type: ignore[no-any-return]
