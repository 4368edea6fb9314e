"""Whether the options of a conversation are what they should be, before anything is done.

They come from `jp.refine` as anything at all; from a magic they have been read already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError

if TYPE_CHECKING:
    from .talking import TalkOptions

_Check = tuple[Callable[[Any], bool], str]


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


_TEXT: _Check = (lambda value: isinstance(value, str), "text")
_YES_OR_NO: _Check = (lambda value: isinstance(value, bool), "True or False")
_COUNT: _Check = (_is_count, "a whole number from 1")
_TEXTS: _Check = (
    lambda value: isinstance(value, tuple) and all(isinstance(each, str) for each in value),
    "text, or a list of texts",
)
_CHECKS: Mapping[str, _Check] = {
    **dict.fromkeys(("model", "base_url", "api_key_env", "api", "part", "strategy"), _TEXT),
    "start": _TEXT,
    "said": _TEXTS,
    **dict.fromkeys(("concise", "share_values", "max_usd_given"), _YES_OR_NO),
    **dict.fromkeys(("unsafe", "show_prompt"), _YES_OR_NO),
    **dict.fromkeys(("max_tokens", "context_tokens"), _COUNT),
    "max_usd": (_is_amount, "a number of dollars above 0"),
    "prompts_folder": (lambda value: isinstance(value, str | Path), "the path of a folder"),
    "examples": (
        lambda value: isinstance(value, tuple) and all(map(_is_pair, value)),
        "a list of edits: dictionaries with texts `slow` and `fast`",
    ),
}
_MAY_BE_NONE = frozenset(
    (
        *("model", "base_url", "api_key_env", "api", "part", "prompts_folder"),
        *("max_usd", "max_tokens", "context_tokens"),
    )
)


def check(options: TalkOptions) -> None:
    """Raises UsageError for the first option of a wrong kind, and for two that exclude each other.

    `rounds`, `samples` and names that stand for something are checked where they are used.
    """
    for name, (is_right, words) in _CHECKS.items():
        value = getattr(options, name)
        if value is None and name in _MAY_BE_NONE:
            continue
        if not is_right(value):
            raise UsageError(f"model_options: {name} is {words}, not {_shown(value)}")
    if options.part is not None and options.start:
        raise UsageError("model_options: `part` is a part of the source, not of `start`: give one")


def check_with(engine: str, options: TalkOptions) -> None:
    """Raises UsageError where an option goes with another engine only."""
    if options.part is not None and engine == "all":
        raise UsageError("a part goes with the engine llm: rules look at the whole cell")


def texts(value: Any) -> Any:
    """Several texts, where one or several are given; anything else as it is."""
    if isinstance(value, str):
        return (value,)
    return several(value)


def several(value: Any) -> Any:
    """What is iterable as a tuple; anything else as it is."""
    return tuple(value) if isinstance(value, Iterable) and not _is_single(value) else value


def _is_single(value: object) -> bool:
    return isinstance(value, str | bytes | Mapping)


def _is_pair(value: Any) -> bool:
    from .examples.pair import Pair

    try:
        return isinstance(value, Mapping) and bool(Pair.from_json(value))
    except ValueError:
        return False


def _shown(value: object) -> str:
    """The kind of what was given: not itself, as it may be a key."""
    return str(value) if isinstance(value, int | float) else type(value).__name__
