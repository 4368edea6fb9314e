"""Usual mixes of requests by name: log-normal sizes, with where their figures come from.

Shares of buckets and mean sizes inside them are integrals, not samples: with F the distribution's
integral and F₁(x) = Φ((ln x − m − s²) / s), a bucket (a, b] has the share F(b) − F(a), and the mean
size exp(m + s²/2) · (F₁(b) − F₁(a)) / (F(b) − F(a)) (Johnson, Kotz and Balakrishnan, "Continuous
Univariate Distributions", volume 1, 1994, chapter 14).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..terms import Buckets, Requests
from . import counting

RARE = 5e-3
"""Of requests, those in the buckets with the fewest, are left out: a log-normal has no longest."""
_TAIL = 1e-3
"""Of requests, may be longer than the last bucket."""
TOKENS_A_WORD = 4 / 3
"""Of English text, as OpenAI's help centre has it ("What are tokens")."""


@dataclass(frozen=True)
class LogNormal:
    """Tokens, with this median, and this standard deviation of their logarithm."""

    median: float
    sigma: float

    @classmethod
    def of_mean_and_median(cls, mean: float, median: float) -> LogNormal:
        """mean / median = exp(s²/2)."""
        return cls(median, math.sqrt(2 * math.log(mean / median)))

    @classmethod
    def of_mean(cls, mean: float, sigma: float) -> LogNormal:
        return cls(mean / math.exp(sigma**2 / 2), sigma)

    @property
    def mean(self) -> float:
        return self.median * math.exp(self.sigma**2 / 2)

    def shares(self, ends: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Of the ranges up to `ends`: shares of requests, and of tokens."""
        edges = np.array([0.0, *ends])
        with np.errstate(divide="ignore"):
            at = (np.log(edges) - math.log(self.median)) / self.sigma
        return _between(at), _between(at - self.sigma)

    def beyond(self, end: float) -> float:
        """Share of requests that are longer."""
        return 0.5 * math.erfc(math.log(end / self.median) / self.sigma / math.sqrt(2))


@dataclass(frozen=True)
class Part:
    """Requests whose prompts and answers are independent of each other."""

    share: float
    prompt: LogNormal
    answer: LogNormal


@dataclass(frozen=True)
class Mix:
    """Requests of one kind, or of several."""

    title: str
    parts: tuple[Part, ...]
    origin: str


# Where a source gives means only, the spread is ours, and `origin` says so.
_CHAT = Part(1.0, LogNormal.of_mean(161.31, 1.3), LogNormal.of_mean(337.99, 1.0))
_DOCUMENT = Part(
    1.0,
    LogNormal.of_mean(3043 * TOKENS_A_WORD, 0.6),
    LogNormal.of_mean(215 * TOKENS_A_WORD, 0.5),
)
_CONVERSATION = Part(
    1.0, LogNormal.of_mean_and_median(1155, 1020), LogNormal.of_mean_and_median(211, 129)
)
_CODE = Part(1.0, LogNormal.of_mean_and_median(2048, 1500), LogNormal.of_mean_and_median(28, 13))
MIXES: Mapping[str, Mix] = {
    "chat": Mix(
        "short conversations",
        (_CHAT,),
        "mean tokens of ShareGPT: 161 and 338 (Kwon et al., PagedAttention, 2023, figure 11); "
        "standard deviations of logarithms assumed: 1.3 and 1.0",
    ),
    "conversation": Mix(
        "conversations with what was said before",
        (_CONVERSATION,),
        "Azure's conversation trace of 2023: medians 1,020 and 129 (Patel et al., Splitwise, 2024, "
        "section III), means 1,155 and 211",
    ),
    "document": Mix(
        "summaries of long documents",
        (_DOCUMENT,),
        "mean words of PubMed's articles and abstracts: 3,043 and 215 (ccdv/pubmed-summarization), "
        "4 tokens for 3 words; standard deviations of logarithms assumed: 0.6 and 0.5",
    ),
    "mixed": Mix(
        "short conversations, and summaries of long documents",
        (replace(_CHAT, share=0.8), replace(_DOCUMENT, share=0.2)),
        "80% of `chat` and 20% of `document`, as in Mélange's mixed setting (Griggs et al., 2024)",
    ),
    "code": Mix(
        "completion of code",
        (_CODE,),
        "Azure's code trace of 2023: medians 1,500 and 13 (Patel et al., Splitwise, 2024, section "
        "III), means 2,048 and 28",
    ),
}


def names() -> list[str]:
    """What `requests.read` knows by name."""
    return sorted(MIXES)


def requests(name: str, buckets: Buckets | None = None) -> Requests:
    """The mix of that name. Raises KeyError where there is none."""
    mix = MIXES[name]
    longer, added = counting.extended(
        buckets or Buckets(),
        _end([(part.share, part.prompt) for part in mix.parts]),
        _end([(part.share, part.answer) for part in mix.parts]),
    )
    share, inputs, outputs = (np.zeros(longer.shape) for _ in range(3))
    for part in mix.parts:
        rows, row_tokens = part.prompt.shares(longer.inputs)
        columns, column_tokens = part.answer.shares(longer.outputs)
        share += part.share * np.outer(rows, columns)
        inputs += part.share * part.prompt.mean * np.outer(row_tokens, columns)
        outputs += part.share * part.answer.mean * np.outer(rows, column_tokens)
    kept = _common(share)
    middle = counting.middles(longer)
    counted = np.where(kept, share, 1.0)
    rare = 1 - float(share[kept].sum())
    note = f"the rarest sizes are left out: {rare:.1%} of requests in all"
    return Requests(
        longer,
        np.where(kept, share, 0.0) / share[kept].sum(),
        np.maximum(np.where(kept, inputs / counted, middle[0]), 1.0),
        np.maximum(np.where(kept, outputs / counted, middle[1]), 1.0),
        f"{name}: {mix.title}; {mix.origin}",
        None,
        (note, *added),
    )


def _common(share: np.ndarray) -> np.ndarray:
    """Without the rarest."""
    order = np.argsort(share, axis=None)
    found = np.empty(share.size, dtype=bool)
    found[order] = np.cumsum(share.ravel()[order]) > RARE
    return found.reshape(share.shape)


def _end(parts: Sequence[tuple[float, LogNormal]]) -> float:
    """Tokens that all but `_TAIL` of requests stay below."""
    end = 1.0
    while sum(share * sizes.beyond(end) for share, sizes in parts) > _TAIL:
        end *= 1.05
    return end


def _between(at: np.ndarray) -> np.ndarray:
    """Of the normal distribution, between neighbours; exact in both tails."""
    from scipy.special import ndtr

    low, high = at[:-1], at[1:]
    found: np.ndarray = np.where(low > 0, ndtr(-low) - ndtr(-high), ndtr(high) - ndtr(low))
    return found
