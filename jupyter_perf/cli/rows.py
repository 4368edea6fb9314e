"""What became of each cell and program, as lines for people and as data for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .answers import FAILED, Answer


@dataclass
class Row:
    """One cell, or (`number` 0) a file as a whole."""

    number: int
    title: str
    answer: Answer
    id: str = ""

    @property
    def outcome(self) -> str:
        return str(self.answer["outcome"])

    @property
    def failed(self) -> bool:
        return self.outcome == FAILED

    def to_json(self) -> dict[str, Any]:
        about = {"cell": self.number, "id": self.id} if self.number else {}
        told = {name: value for name, value in self.answer.items() if name != "text"}
        return {**about, "title": self.title, **told}


@dataclass
class Report:
    """One file."""

    path: Path
    rows: list[Row] = field(default_factory=list)

    def failed(self, why: object) -> None:
        self.rows.append(Row(0, "", {"outcome": FAILED, "why": str(why)}))

    def to_json(self) -> dict[str, Any]:
        return {"file": str(self.path), "results": [row.to_json() for row in self.rows]}


def place(row: Row) -> str:
    """`cell 3  total = 0 …`."""
    where = f"cell {row.number}" if row.number else ""
    return "  ".join(filter(None, (where, row.title)))


def why(answer: Answer) -> str:
    """The outcome with its reason."""
    said = str(answer["outcome"])
    return f"{said}: {answer['why']}" if answer.get("why") else said
