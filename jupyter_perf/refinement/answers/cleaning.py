"""Making Python again of what was Python before it was typeset, quoted or shown in a console."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator

from .parsing import LONGEST_CODE, tree_of, with_newlines

_STRING = r'''"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*+\'\'\''''
_SHORT_STRING = r""""(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'"""
_LINE_ENDS = "\u2028\u2029\x85"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b-\u200f\u2060\ufeff\u00ad"
_TYPESET = re.compile(f"[{_LINE_ENDS}{_BLANKS}{_INVISIBLE}]")
_OUTSIDE_STRINGS = re.compile(
    f"(?P<kept>{_STRING}|{_SHORT_STRING}|#[^\n]*)"
    f"|(?P<end>[{_LINE_ENDS}])|(?P<blank>[{_BLANKS}])|(?P<nothing>[{_INVISIBLE}])",
    re.DOTALL,
)
_CONSOLE = re.compile(r"[ \t]*(?:>>>|\.\.\.)(?: (?P<code>.*)|[ \t]*)")
_NOTEBOOK_CONSOLE = re.compile(r"[ \t]*(?:In \[\d*\]|\.{3,}): ?(?P<code>.*)")
_STARTS_CONSOLE = re.compile(r"^[ \t]*>>> ", re.MULTILINE)
_STARTS_NOTEBOOK_CONSOLE = re.compile(r"^[ \t]*In \[\d*\]: ?", re.MULTILINE)
_LEADING = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)

# They change neither what the code computes nor which names it leaves: installing, showing,
# reloading, and the headers that only measure or that are ours.
_NO_EFFECT = re.compile(
    r"^(?P<indent>[ \t]*)(?:[!%](?:pip|conda|mamba|uv)\b"
    r"|%(?:matplotlib|load_ext|autoreload|config|precision)\b|%%(?:time|refine)\b).*$",
    re.MULTILINE,
)


def python_of(text: str) -> tuple[str, ast.Module] | None:
    """`text` as Python that parses, with its tree, and None where it is none.

    Repairs are tried one after the other, each only where it is needed: characters of typesetting
    outside of strings, a common indentation, prompts of a console (their outputs go), lines for
    IPython that have no effect on the result, tabs among blanks. Any other line for IPython stays,
    and so the text is none. Line ends become newlines; there is one at the end.
    """
    if len(text) > LONGEST_CODE:
        return None
    for version in _versions(with_newlines(text)):
        code = version.strip("\n") + "\n"
        tree = tree_of(code)
        if tree is not None and tree.body:
            return code, tree
    return None


def _versions(text: str) -> Iterator[str]:
    yield text
    for repair in (
        _plain_characters,
        textwrap.dedent,
        _without_prompts,
        _without_idle_magics,
        _without_tabs,
    ):
        repaired = repair(text)
        if repaired != text:
            text = repaired
            yield text


def _plain_characters(text: str) -> str:
    if _TYPESET.search(text) is None:
        return text
    return _OUTSIDE_STRINGS.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    if found["kept"] is not None:
        return found["kept"]
    return "\n" if found["end"] else " " if found["blank"] else ""


def _without_prompts(text: str) -> str:
    """The code that was typed in a console session; `text` where it shows none."""
    if _STARTS_CONSOLE.search(text):
        prompt = _CONSOLE
    elif _STARTS_NOTEBOOK_CONSOLE.search(text):
        prompt = _NOTEBOOK_CONSOLE
    else:
        return text
    typed = (prompt.fullmatch(line) for line in text.split("\n"))
    return "\n".join(line["code"] or "" for line in typed if line is not None) + "\n"


def _without_idle_magics(text: str) -> str:
    # In a block something has to stand in its place.
    return _NO_EFFECT.sub(lambda found: found["indent"] and f"{found['indent']}pass", text)


def _without_tabs(text: str) -> str:
    return _LEADING.sub(lambda found: found.group().expandtabs(4), text)
