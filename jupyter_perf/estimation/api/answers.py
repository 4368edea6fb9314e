"""How many tokens a model writes, and how long that takes: stated ranges, narrowed by limits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...core.ranges import Range
from ..combining import product
from .noted import Asked

USUAL = Range(215.0, 20.0, 800.0)
"""The average is that of a million conversations (Zheng et al., "LMSYS-Chat-1M", 2023, table 1:
214.5 tokens an answer); the ends are from a word or a sentence to a long page."""
REASONING = Range(1000.0, 150.0, 6000.0)
"""With the reasoning, which is charged as output and isn't shown: an assumption."""
_REASONS = re.compile(r"^(?:.*/)?(?:o[134](?:-|$)|gpt-[5-9]|deepseek-r|grok-4|.*thinking|qwq)")


@dataclass(frozen=True)
class Latency:
    """Of one call behind an API."""

    first_token_s: Range
    tokens_per_s: Range
    source: str

    def seconds(self, written: Range) -> Range:
        """Until the last token is there."""
        first, rate = self.first_token_s, self.tokens_per_s
        each = Range(1 / rate.value, 1 / rate.high, 1 / rate.low)
        writing = product(written, each)
        return Range(
            first.value + writing.value, first.low + writing.low, first.high + writing.high
        )


TYPICAL = Latency(
    Range(0.8, 0.45, 2.4),
    Range(45.0, 14.0, 160.0),
    "usual speeds of models behind APIs: 0.45 to 2.4 s until the first token, then 14 to 160 "
    "tokens a second (16 models, modelstats.ai, 2026; 5 models, kunalganglani.com, 2026-03)",
)
EMBEDDING_S = Range(0.3, 0.1, 1.0)
"""Of a request for embeddings: an assumption."""


def limit(asked: Asked) -> int | None:
    """The most tokens that the call allows."""
    for name in asked.interface.limits:
        found = asked.arguments.get(name)
        if isinstance(found, int) and not isinstance(found, bool) and found > 0:
            return found
    config = asked.arguments.get("config", asked.arguments.get("generation_config"))
    if isinstance(config, dict):
        found = config.get("max_output_tokens")
        if isinstance(found, int) and not isinstance(found, bool) and found > 0:
            return found
    return None


def written(asked: Asked, model: str) -> Range:
    """Tokens that one call writes."""
    if not asked.interface.writes:
        return Range(0.0, 0.0, 0.0)
    usual = REASONING if _REASONS.match(model.lower()) else USUAL
    most = limit(asked)
    if most is None or most >= usual.high:
        return usual
    # Limits are set somewhat above what is expected, and cut off what isn't.
    value = min(usual.value, 0.6 * most)
    return Range(value, min(usual.low, 0.1 * most), float(most))
