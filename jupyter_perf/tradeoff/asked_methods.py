"""Which memory methods are asked for: names, combinations, and what they are given."""

from __future__ import annotations

import ast
import dataclasses
import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import UsageError
from .methods import METHODS, SEPARATOR
from .methods._combos import excluded, ordered
from .result import NONE

USUAL = (
    "checkpoint-blocks",
    "bf16",
    "checkpoint-blocks+bf16",
    "optimizer-in-backward",
    "adamw-8bit",
    "offload-activations",
    "lora",
)
"""What is tried where nothing is asked for: each in another part of memory, the cheapest first."""
_CALL = re.compile(r"([\w-]+)\s*(?:\((.*)\))?\s*", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Wanted:
    """Methods to try, beside the plain step."""

    names: tuple[str, ...]
    named: bool
    """Whether the user named them: then one that costs accuracy may be what is answered."""
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def wanted(methods: str | Iterable[str] | None, options: Mapping[str, Any]) -> Wanted:
    """None is what is usual, `all` each method alone; else names (`"lora,bf16"` or a list), several
    at once joined by `+`, with what they are given in brackets: `lora(rank=16)+bf16`.

    Raises UsageError for an unknown one, with those that are near.
    """
    if methods is None:
        known = set(METHODS.names())
        usual = [each for each in USUAL if set(each.split(SEPARATOR)) <= known]
        return Wanted(tuple(usual), False, dict(options))
    if isinstance(methods, str):
        methods = _parts(methods, ",")
    try:
        asked = [str(each).strip() for each in methods]
    except TypeError:
        raise UsageError(f"`methods` are names, not {type(methods).__name__}") from None
    if asked == ["all"]:
        return Wanted(tuple(METHODS.names()), False, dict(options))
    found: dict[str, None] = {}
    given = dict(options)
    for each in asked:
        parts = ordered(_one(part, given) for part in _parts(each, SEPARATOR))
        if reason := excluded(parts):
            raise UsageError(f"`{each}`: {reason}")
        name = SEPARATOR.join(parts)
        if name != NONE:
            found[name] = None
    return Wanted(tuple(found), True, given)


def _parts(text: str, separator: str) -> list[str]:
    """Split where no bracket is open."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [each.strip() for each in parts if each.strip()]


def _one(text: str, given: dict[str, Any]) -> str:
    match = _CALL.fullmatch(text)
    name = match[1].lower().replace("_", "-") if match else text
    if match is None or (name != NONE and name not in METHODS):
        near = difflib.get_close_matches(name, METHODS.names(), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {_listed()}"
        raise UsageError(f"no memory method {text[:40]!r}: {hint}")
    for option, value in _options(match[2] or "").items():
        given[f"{name}.{option}"] = value
    return name


def _options(text: str) -> dict[str, Any]:
    """Of `rank=16, targets=["q", "v"]`. Raises UsageError for what isn't such."""
    try:
        call = ast.parse(f"f({text})", mode="eval").body
        if not isinstance(call, ast.Call) or call.args:
            raise ValueError
        return {str(each.arg): ast.literal_eval(each.value) for each in call.keywords if each.arg}
    except (SyntaxError, ValueError):
        raise UsageError(
            f"a method's options are names with values, such as `lora(rank=16)`, not {text[:40]!r}"
        ) from None


def _listed() -> str:
    return ", ".join(METHODS.names()) or "none"
