"""What somebody may have meant whose options a parser doesn't understand."""

from __future__ import annotations

import difflib
import shlex
from argparse import Action
from collections.abc import Iterator, Mapping, Sequence

_LEFT_OVER = "unrecognized arguments: "


def hint(actions: Sequence[Action], words: Sequence[str], error: str, help_magic: str) -> str:
    """The option that a mistyped one may stand for, or quotes around a value with spaces, else
    where all options are shown."""
    known = {name: action for action in actions for name in action.option_strings}
    for word in words:
        name = word.partition("=")[0]
        if name.startswith("-") and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
            if near:
                return f"did you mean {near[0]}?"
    left_over = error.partition(_LEFT_OVER)[2].split()
    if whole := _quoted(known, words, left_over):
        return f"a value with spaces needs quotes, or no spaces: `{whole}`"
    return f"`{help_magic}` shows the options"


def _quoted(known: Mapping[str, Action], words: Sequence[str], left_over: Sequence[str]) -> str:
    """`--slo 'tpot=100 ms'` of `--slo tpot=100 ms`; "" where no option that takes one word got more
    of which some are `left_over`."""
    for name, said in _by_option(words):
        option, equals, _ = name.partition("=")
        takes_one = option in known and known[option].nargs is None
        further = said if equals else said[1:]
        if takes_one and further and further[-1] in left_over:
            value = [name.partition("=")[2], *said] if equals else said
            return f"{option} {shlex.quote(' '.join(value))}"
    return ""


def _by_option(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each option with the words up to the next one."""
    starts = [at for at, word in enumerate(words) if word.startswith("--")]
    ends = [*starts[1:], len(words)][: len(starts)]
    for at, end in zip(starts, ends, strict=True):
        yield words[at], list(words[at + 1 : end])
