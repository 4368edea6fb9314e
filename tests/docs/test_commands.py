"""Commands on the pages exist: targets of make, and `jupyter perf` with its options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from code_blocks import PAGES, ROOT, blocks_of


def shell_lines(page: Path) -> list[tuple[str, str]]:
    """(place, line) of shell blocks, comments left out, and of commands within sentences."""
    lines = [
        (block.place, line)
        for block in blocks_of(page)
        if block.language in ("shell", "")
        for line in block.code.splitlines()
    ]
    inline = re.findall(r"(?<!`)`((?:make|jupyter perf) [^`]+)`", page.read_text("utf-8"))
    return lines + [(page.name, " ".join(line.split())) for line in inline]


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs" / "rules.md"], ids=lambda page: page.name)
def test_commands_exist(page: Path) -> None:
    assert [f"{place}: {said}" for place, line in shell_lines(page) if (said := wrong(line))] == []


def wrong(line: str) -> str:
    """Why a command can't be run; empty where it can, or isn't ours."""
    words = shlex.split(line, comments=True)
    if words[:1] == ["make"]:
        targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
        asked = [word for word in words[1:] if "=" not in word and not word.endswith("…")]
        return ", ".join(f"no target {word}" for word in asked if word not in targets)
    if words[:2] == ["jupyter", "perf"]:
        return not_understood(words[2:])
    return ""


def not_understood(words: list[str]) -> str:
    """What `jupyter perf` doesn't know of these words."""
    from website.reference.commands import parser

    if not words or words[0] in ("…", "--help"):
        return ""
    try:
        command = parser(words[0])
    except ModuleNotFoundError:
        return f"no command {words[0]}"
    known = {name for action in command._actions for name in action.option_strings}
    asked = [word.partition("=")[0] for word in words[1:] if word.startswith("-") and word != "-"]
    return ", ".join(f"no option {word}" for word in asked if word not in known)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("make nothing", "no target nothing"),
        ("make test WORKERS=2  # two at a time", ""),
        ("jupyter perf nothing", "no command nothing"),
        ("jupyter perf strip --nothing a.ipynb", "no option --nothing"),
        ("jupyter perf strip -o - a.ipynb", ""),
        ("pip install jupyter-perf", ""),
    ],
)
def test_wrong_commands_are_found(line: str, said: str) -> None:
    assert wrong(line) == said
