"""What the answers to questions other than "write it" say: critiques and algorithms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ..answers.objects import object_in
from ..answers.thinking import without_thinking

_CRITIQUE_KEY = re.compile(r"slow|points")
_ALGORITHMS_KEY = re.compile(r"algorithms")
_MOST_POINTS, _MOST_POINT_CHARS = 8, 500
_MOST_ALGORITHMS = 5
_MOST_TEXT_CHARS = 2000

CRITIQUE_SCHEMA: dict[str, Any] = {
    "title": "critique",
    "type": "object",
    "properties": {
        "slow": {"type": "boolean"},
        "points": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "line": {"type": "integer"},
                    "problem": {"type": "string"},
                    "remedy": {"type": "string"},
                },
                "required": ["line", "problem", "remedy"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["slow", "points"],
    "additionalProperties": False,
}

ALGORITHMS_SCHEMA: dict[str, Any] = {
    "title": "algorithms",
    "type": "object",
    "properties": {
        "task": {"type": "string"},
        "algorithms": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "idea": {"type": "string"},
                    "time": {"type": "string"},
                    "memory": {"type": "string"},
                },
                "required": ["name", "idea", "time", "memory"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["task", "algorithms"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Critique:
    """What a model finds slow in a code."""

    slow: bool
    points: tuple[str, ...]


def critique_of(text: str) -> Critique:
    """The critique in an answer, in whatever form it came.

    Text that isn't the object that was asked for is a point as it stands: most models do as they
    are told, and what the others say may help all the same.
    """
    text = without_thinking(text)
    data = object_in(text, _CRITIQUE_KEY)
    if data is None:
        said = text[:_MOST_TEXT_CHARS].strip()
        return Critique(slow=True, points=(said,) if said else ())
    listed = data.get("points")
    points = [_point(each) for each in listed] if isinstance(listed, list) else []
    kept = tuple(point for point in points if point)[:_MOST_POINTS]
    return Critique(slow=data.get("slow") is not False, points=kept)


def algorithms_of(text: str) -> list[str]:
    """The algorithms in an answer, the most promising first, each in words; [] where none."""
    data = object_in(without_thinking(text), _ALGORITHMS_KEY)
    listed = data.get("algorithms") if data is not None else None
    if not isinstance(listed, list):
        return []
    found = [_algorithm(each) for each in listed if isinstance(each, dict)]
    return [words for words in found if words][:_MOST_ALGORITHMS]


def _point(data: object) -> str:
    if isinstance(data, str):
        return data.strip()[:_MOST_POINT_CHARS]
    if not isinstance(data, dict):
        return ""
    problem, remedy = (str(data.get(name) or "").strip() for name in ("problem", "remedy"))
    line = data.get("line")
    where = f"line {line}: " if isinstance(line, int) and line > 0 else ""
    words = "; remedy: ".join(part.rstrip(".") for part in (problem, remedy) if part)
    return (where + words)[:_MOST_POINT_CHARS] if words else ""


def _algorithm(data: dict[str, Any]) -> str:
    name, idea, time, memory = (
        str(data.get(key) or "").strip() for key in ("name", "idea", "time", "memory")
    )
    if not (name or idea):
        return ""
    costs = ", ".join(
        part
        for part in (f"time {time}" if time else "", f"memory {memory}" if memory else "")
        if part
    )
    head = f"{name} ({costs})" if costs else name
    return f"{head}: {idea}"[:_MOST_TEXT_CHARS]
