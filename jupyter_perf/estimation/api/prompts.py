"""How many tokens a call reads: its texts, what separates them, and parts that are unknown."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass
from typing import Any

from ...core.ranges import Range
from . import counting
from .noted import Asked
from .tokenizers import Count
from .values import Fields, Items, Unknown, gaps_in, is_plain, items_of, native

MESSAGE_TOKENS = 4
"""Role and separators around each message; an answer begins with three (OpenAI Cookbook, "How to
count tokens with tiktoken", 2023)."""
START_TOKENS = 3
MOST_READ = 200
"""Texts of one call that are looked at: of more, so many at random stand for all."""
MOST_CHARS = 40_000
"""Of one prompt that are counted; longer ones are counted by pieces of them."""
_PIECE_CHARS = 500
GAP_TOKENS = Range(150.0, 10.0, 800.0)
"""Of a part that can't be known before the cell runs, such as an earlier answer."""
PICTURE_TOKENS = Range(800.0, 85.0, 1600.0)
"""From a small picture at low detail to a large one (OpenAI's and Anthropic's guides to vision)."""


@dataclass
class Prompt:
    """What is handed over, taken apart."""

    texts: list[tuple[str, float]]
    """With how many there are like it."""
    messages: float = 0.0
    gaps: float = 0.0
    pictures: float = 0.0
    times: float = 1.0
    """How many what is added now stands for."""

    def add(self, text: str) -> None:
        self.texts.append((str(text), self.times))
        self.gaps += self.times * gaps_in(text)


def taken_apart(asked: Asked) -> Prompt:
    """The texts of a call, of whichever arguments hold them."""
    prompt = Prompt([])
    for name in asked.interface.prompts:
        if name in asked.arguments:
            collect(asked.arguments[name], prompt)
    for name in ("tools", "response_format", "functions", "text_format"):
        given = asked.arguments.get(name)
        if isinstance(given, list | dict):
            prompt.add(json.dumps(given, default=str))
        elif given is not None:
            prompt.gaps += 1
    if asked.interface.writes and not prompt.messages:
        # A plain text is sent as a message, those of a batch each as one.
        prompt.messages = asked.batched.count if asked.batched else 1.0
    if not prompt.texts and not prompt.pictures and not prompt.gaps:
        prompt.gaps = 1
    return prompt


def tokens(prompt: Prompt, count: Count | None) -> Range:
    """Read by one call; exact where `count` is given and nothing is unknown."""
    most = max(_PIECE_CHARS, MOST_CHARS // max(1, len(prompt.texts)))
    parts = [_of_text(text, count, most).scaled(times) for text, times in prompt.texts if times]
    fixed = float(prompt.messages * MESSAGE_TOKENS + (START_TOKENS if prompt.messages else 0))
    parts.append(Range(fixed, fixed, fixed))
    for tokens_each, many in ((GAP_TOKENS, prompt.gaps), (PICTURE_TOKENS, prompt.pictures)):
        if many:
            parts.append(tokens_each.scaled(many))
    return counting.total(parts)


def _of_text(text: str, count: Count | None, most: int) -> Range:
    part = _part_of(text, most)
    times = len(text) / len(part) if part else 1.0
    if count is None:
        return counting.tokens(part).scaled(times)
    number = count(part) * times
    return Range(number, number, number)


def _part_of(text: str, most: int) -> str:
    """All of it, or pieces that lie evenly in a long text."""
    if len(text) <= most:
        return str(text)
    pieces = max(2, most // _PIECE_CHARS)
    size = most // pieces
    step = (len(text) - size) / (pieces - 1)
    return "".join(text[int(at * step) : int(at * step) + size] for at in range(pieces))


def collect(found: Any, prompt: Prompt) -> None:
    """Add what `found` holds to `prompt`."""
    if isinstance(found, str):
        prompt.add(found)
    elif isinstance(found, dict):
        _collect_message(found, prompt)
    elif isinstance(found, list | tuple):
        if len(found) > MOST_READ:
            _collect_many(_spread(found, len(found)), prompt)
            return
        for each in found:
            collect(each, prompt)
    elif isinstance(found, Items):
        _collect_many(found, prompt)
    elif isinstance(found, Unknown | Fields) or not is_plain(found):
        prompt.gaps += prompt.times
    elif hasattr(found, "tolist") and getattr(found, "ndim", 0) == 1:
        listed = found.iloc if hasattr(found, "iloc") else found
        _collect_many(_spread(listed, len(found)), prompt)
    elif (items := items_of(found)) is not None:
        _collect_many(items, prompt)
    elif found is not None:
        prompt.add(str(found))


def _collect_message(message: dict[Any, Any], prompt: Prompt) -> None:
    if "role" in message:
        prompt.messages += prompt.times
        collect(message.get("content", message.get("parts")), prompt)
        return
    kind = str(message.get("type", ""))
    if "image" in kind or "inline_data" in message:
        prompt.pictures += prompt.times
        return
    for name in ("text", "content", "input_text", "parts"):
        if name in message:
            collect(message[name], prompt)
            return
    prompt.add(json.dumps(message, default=str))


def _spread(found: Any, count: int) -> Items:
    """One after another those that lie evenly in a list, which are truer than random ones."""
    some = min(MOST_READ, count)
    places = itertools.cycle(range(some))
    return Items(count, lambda _: native(found[int((next(places) + 0.5) * count / some)]))


def _collect_many(found: Items, prompt: Prompt) -> None:
    """Some of many stand for all."""
    some = min(MOST_READ, int(found.count))
    if not some:
        return
    chosen = random.Random(0)
    before = prompt.times
    prompt.times = before * found.count / some
    for _ in range(some):
        collect(found.pick(chosen), prompt)
    prompt.times = before
