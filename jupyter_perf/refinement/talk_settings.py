"""How a conversation is led, as the user's options and the cell have it."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from . import prompts
from .conversation.settings import Settings
from .endpoint.target import Target

if TYPE_CHECKING:
    from .endpoint.prices import Price
    from .talking import TalkOptions

_LIBRARIES = ("numpy", "pandas", "scipy", "numba", "sklearn", "polars", "pyarrow", "bottleneck")
_CONTEXT_TOKENS = 32_000
"""What a model is taken to hold where nothing is known of it."""
_MOST_CONTEXT_TOKENS = 128_000
"""More is never sent, whatever the model holds: no cell gains by it, and it costs."""
_ANSWER_TOKENS = 8192
_EXAMPLES = 3
_MOST_EXAMPLE_CHARS = 3000
"""Of slow and fast together: a longer one would crowd out the cell."""


def settings_of(options: TalkOptions, target: Target, price: Price | None, source: str) -> Settings:
    """Raises UsageError where the context is too small or a part can't be had."""
    templates, version = prompts.templates(options.prompts_folder)
    return Settings(
        model=target.name,
        replay=target.provider == "replay",
        rounds=options.rounds,
        samples=options.samples,
        strategy=options.strategy,
        said=tuple(text for text in options.said if text.strip()),
        concise=options.concise,
        share_values=options.share_values,
        context_tokens=_context(options, price),
        answer_tokens=_ANSWER_TOKENS,
        usd_per_token=None if price is None else price.usd(1, 0),
        part=_part(options.part, source),
        start=options.start,
        unsafe=options.unsafe,
        templates=templates,
        prompts_version=version,
        libraries=tuple(n for n in _LIBRARIES if importlib.util.find_spec(n) is not None),
        examples=_examples(options, source),
    )


def _context(options: TalkOptions, price: Price | None) -> int:
    if options.context_tokens is not None:
        if not options.context_tokens >= 2000:
            raise UsageError("context_tokens is 2000 or more: less holds no question and answer")
        return options.context_tokens
    known = None if price is None else price.context_tokens
    return min(_MOST_CONTEXT_TOKENS, known or _CONTEXT_TOKENS)


def _part(text: str | None, source: str) -> tuple[int, int] | None:
    """The lines of `--part`: `A-B`, one line, or the name of a function or class."""
    if text is None:
        return None
    first, dash, last = text.partition("-")
    lines = None
    if first.isdecimal() and (last.isdecimal() or not dash):
        lines = int(first), int(last or first)
        last_line = source.rstrip("\n").count("\n") + 1
        if not 1 <= lines[0] <= lines[1] <= last_line:
            raise UsageError(f"--part {text}: the cell has lines 1 to {last_line}")
    from .answers.focus import focus, part_named

    try:
        found = lines or part_named(source, text)
        # The search asks for it by these lines: whether it can be had is said before it begins.
        return focus(source, {}, _CONTEXT_TOKENS, part=found).part
    except ValueError as error:
        raise UsageError(f"--part {text}: {error}") from None


def _examples(options: TalkOptions, source: str) -> tuple[Mapping[str, Any], ...]:
    """The verified edits most like `source`, the user's own among them."""
    from .examples.choose import candidates
    from .examples.pair import Pair
    from .examples.syntax import nearest

    pairs = [
        pair
        for pair in candidates(Pair.from_json(each) for each in options.examples)
        if len(pair.slow) + len(pair.fast) <= _MOST_EXAMPLE_CHARS
    ]
    found = nearest(source, pairs, _EXAMPLES)
    return tuple(
        {"slow": pair.slow, "fast": pair.fast, "tag": pair.performance, "title": pair.title}
        for pair in found
    )
