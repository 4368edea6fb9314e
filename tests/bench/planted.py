"""The planted wrong rewrites, as they lie in `adversary/`: see the README there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "adversary"
_PARTS = ("setup", "original", "right", "wrong")


@dataclass(frozen=True)
class Planted:
    """An original with a right and a wrong rewrite, and source text that makes its inputs."""

    group: str
    name: str
    quick: bool
    setup: str
    original: str
    right: str
    wrong: str

    @property
    def kind(self) -> str:
        for word, kind in (("CALLS", "function"), ("STDIN", "program")):
            if re.search(rf"^{word} = ", self.setup, flags=re.MULTILINE):
                return kind
        return "cell"

    def arguments(self) -> dict[str, Any]:
        """What `engine.prepare` takes beside the source, freshly made."""
        namespace: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(self.setup, f"<{self.name}>", "exec"), namespace)
        for name in ("__name__", "__builtins__"):
            del namespace[name]
        if self.kind == "program":
            return {"stdin": namespace["STDIN"]}
        if self.kind == "function":
            return {"calls": namespace.pop("CALLS"), "entry": "f", "namespace": namespace}
        return {"namespace": namespace}


def planted(only: tuple[str, ...] = ()) -> list[Planted]:
    """All cases in a stable order, or those with one of the texts in their group or name."""
    found = [case for path in sorted(FOLDER.glob("*.txt")) for case in _read(path)]
    return [c for c in found if not only or any(text in f"{c.group}: {c.name}" for text in only)]


def _read(path: Path) -> list[Planted]:
    group = re.sub(r"^\d+_", "", path.stem)
    _, *blocks = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_case(group, block) for block in blocks]


def _case(group: str, block: str) -> Planted:
    head, *rest = re.split(r"^-- (\w+)\n", block, flags=re.MULTILINE)
    name, _, flag = head.strip().partition(" | ")
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    if tuple(parts) != _PARTS or flag not in ("", "quick"):
        raise ValueError(f"{group}: {name!r} has {list(parts)} and the flag {flag!r}")
    return Planted(group, name, flag == "quick", *(f"{parts[p].strip()}\n" for p in _PARTS))
