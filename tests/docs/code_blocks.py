"""The blocks of code on a page, with what is said of them in comments that readers don't see.

<!-- setup
what the block needs and the page doesn't show
-->
<!-- slow: why it is left out where time is short -->
<!-- not run: why it can't be run here -->
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENERATED = {"rules.md", "dependencies.md"}  # by scripts that have tests of their own
PAGES = sorted(
    {ROOT / "README.md", *ROOT.glob("docs/*.md")} - {ROOT / "docs" / name for name in GENERATED}
)
_PART = re.compile(
    r"^<!-- setup\n(?P<setup>.*?)^-->$"
    r"|^<!-- (?P<word>slow|not run):(?P<reason>.*?)-->$"
    r"|^(?P<fence>`{3,})(?P<language>[^\n`]*)\n(?P<code>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """One block of code. `slow` and `not_run` are reasons, None where nothing is said."""

    page: str
    line: int
    language: str
    code: str
    setup: str = ""
    slow: str | None = None
    not_run: str | None = None

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


def blocks_of(page: Path) -> list[Block]:
    """In their order."""
    text = page.read_text("utf-8")
    found: list[Block] = []
    said: dict[str, str] = {}
    for match in _PART.finditer(text):
        if match["word"]:
            said[match["word"].replace(" ", "_")] = match["reason"].strip()
        elif match["setup"] is not None:
            said["setup"] = said.get("setup", "") + match["setup"]
        else:
            line = text.count("\n", 0, match.start()) + 1
            found.append(Block(page.name, line, match["language"], match["code"], **said))
            said = {}
    return found
