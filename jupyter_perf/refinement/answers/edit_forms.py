"""The edits in an answer, in the forms in which models write them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from .fences import readings
from .objects import object_at_start, object_in
from .parsing import with_newlines
from .thinking import without_thinking

EDITS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "edits": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "find": {
                        "type": "string",
                        "description": "whole lines exactly as they stand in the code, enough of "
                        "them to occur only once",
                    },
                    "replace": {"type": "string", "description": "what stands there instead"},
                },
                "required": ["find", "replace"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["edits"],
    "additionalProperties": False,
}
"""JSON schema of an answer with edits; strict, as structured output wants it."""

_MOST_EDITS = 200
_EDITS_KEY = re.compile("edits|changes", re.IGNORECASE)
_SEARCH = re.compile(r"[ \t]*<{5,9}(?: ?[\w ]*)")
_DIVIDER = re.compile(r"[ \t]*={5,9}[ \t]*")
_REPLACE = re.compile(r"[ \t]*>{5,9}(?: ?[\w ]*)")
_HUNK = re.compile(r"@@(?: -(?P<line>\d+)(?:,\d+)? \+\d+(?:,\d+)? @@.*|.*)")
_DIFF_HEADER = re.compile(r"(?:diff |index |new file|deleted file|similarity |rename ).*")


@dataclass(frozen=True)
class Replacement:
    """Put `replace` where `find` stands."""

    find: str
    replace: str
    near: int | None = None
    """The line, from 1, where `find` is said to be: models count badly, so it is only a hint."""


def edits_in(text: str) -> list[Replacement]:
    """The edits of an answer: JSON by `EDITS_SCHEMA`, conflict-style blocks, or a unified diff.

    Raises ValueError, in words for the model, where there are none or one isn't whole.
    """
    answer = without_thinking(with_newlines(text).removeprefix("\ufeff"))
    found = _from_json(answer)
    if found is None:
        found = _from_conflicts(answer.split("\n")) or _from_diff(answer)
    if not found:
        raise ValueError(
            'the answer has no edits: give {"edits": [{"find": "…", "replace": "…"}]} as JSON'
        )
    if len(found) > _MOST_EDITS:
        raise ValueError(f"the answer has {len(found)} edits, more than {_MOST_EDITS}: give fewer")
    return found


# --- JSON


def _from_json(answer: str) -> list[Replacement] | None:
    """None where the answer holds no object with edits."""
    found = object_at_start(answer)
    if found is None or not any(_EDITS_KEY.fullmatch(key) for key in found):
        found = object_in(answer, _EDITS_KEY)
    if found is None:
        if answer.lstrip().startswith("{") and '"find"' in answer:
            raise ValueError(f"the answer is no JSON: {_trouble(answer)}")
        return None
    edits = next(found[key] for key in found if _EDITS_KEY.fullmatch(key))
    if not isinstance(edits, list):
        raise ValueError("`edits` isn't a list")
    return [_from_item(number, item) for number, item in enumerate(edits, start=1)]


def _trouble(answer: str) -> str:
    try:
        json.loads(answer, strict=False)
    except json.JSONDecodeError as error:
        return f"line {error.lineno}: {error.msg}"
    except (ValueError, RecursionError):
        pass
    return "it can't be read"


def _from_item(number: int, item: object) -> Replacement:
    if isinstance(item, dict):
        find, replace = item.get("find"), item.get("replace")
        if isinstance(find, str) and isinstance(replace, str):
            return Replacement(with_newlines(find), with_newlines(replace))
    raise ValueError(f"edit {number} needs a text to `find` and one to `replace` it with")


# --- conflict-style blocks


def _from_conflicts(lines: list[str]) -> list[Replacement]:
    """`<<<<<<< SEARCH`, `=======`, `>>>>>>> REPLACE`, each on a line of its own."""
    found: list[Replacement] = []
    find: list[str] | None = None
    replace: list[str] | None = None
    for line in lines:
        if find is None:
            find = [] if _SEARCH.fullmatch(line) else None
        elif replace is None:
            if _DIVIDER.fullmatch(line):
                replace = []
            else:
                find.append(line)
        elif _REPLACE.fullmatch(line):
            found.append(Replacement(_lines(find), _lines(replace)))
            find = replace = None
        else:
            replace.append(line)
    if find is not None:
        raise ValueError(f"edit {len(found) + 1} has no end: close it with >>>>>>> REPLACE")
    return found


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


# --- unified diffs


def _from_diff(answer: str) -> list[Replacement]:
    """The hunks of the first block that is a diff, or of an answer that is one."""
    lines = answer.split("\n")
    start = 0
    block = next(readings(lines, start), None)
    while block is not None:
        if block.language in ("diff", "patch", "udiff", "") and _is_diff(list(block.lines)):
            return _hunks(list(block.lines))
        start = block.end
        block = next(readings(lines, start), None)
    return _hunks(lines) if any(line.startswith("@@ ") for line in lines) else []


def _is_diff(lines: list[str]) -> bool:
    return any(line.startswith(("+", "-")) for line in lines)


def _hunks(lines: list[str]) -> list[Replacement]:
    hunks: list[tuple[int | None, list[str]]] = [(None, [])]
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        header = _HUNK.fullmatch(line)
        if header is not None:
            hunks.append((int(header["line"]) if header["line"] else None, []))
        elif _names_file(line, following, lines[index - 1] if index else ""):
            hunks.append((None, []))
        elif not line.startswith("\\"):
            hunks[-1][1].append(line)
    return [
        Replacement(_side(body, "-"), _side(body, "+"), near)
        for near, body in hunks
        if _is_diff(body)
    ]


def _names_file(line: str, following: str, before: str) -> bool:
    """Whether a line is one of those that say which file is changed."""
    if line.startswith("--- ") and following.startswith("+++ "):
        return True
    return (line.startswith("+++ ") and before.startswith("--- ")) or bool(
        _DIFF_HEADER.fullmatch(line)
    )


def _side(body: list[str], sign: str) -> str:
    """The lines of a hunk as they are before (`-`) or after (`+`), a forgotten blank too."""
    side = []
    for line in body:
        if line[:1] in ("+", "-"):
            if line[0] == sign:
                side.append(line[1:])
        else:
            side.append(line.removeprefix(" "))
    while side and not side[-1].strip():
        side.pop()
    return _lines(side)
