"""Manuals of rules, made from their docstrings."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ._rule import HEADINGS, Rule

_CODE = ("Before", "After")


def sections(rule: Rule) -> dict[str, str]:
    """Heading → text of a rule's manual, in the order written; the first line is under ""."""
    found: dict[str, list[str]] = {"": []}
    heading = ""
    for line in rule.manual.splitlines():
        if line.rstrip(":") in HEADINGS and line.endswith(":"):
            heading = line[:-1]
            found[heading] = []
        else:
            found[heading].append(line)
    return {name: textwrap.dedent("\n".join(lines)).strip("\n") for name, lines in found.items()}


def markdown(rule: Rule) -> str:
    """One rule's manual as Markdown."""
    parts = sections(rule)
    lines = [f"# {rule.name}", "", parts.pop(""), ""]
    lines += [f"Safety: {rule.safety.value}. Expected gain before measuring: {rule.gain:g}×.", ""]
    for heading, text in parts.items():
        body = f"```python\n{text}\n```" if heading in _CODE else text
        lines += [f"## {heading}", "", body, ""]
    return "\n".join(lines).rstrip() + "\n"


def page(rules: Sequence[Rule]) -> str:
    """A table of all rules, then all manuals."""
    lines = ["# Rewrite rules", "", "| Rule | Safety | Gain | What it does |", "|---|---|---|---|"]
    lines += [
        f"| [{r.name}](#{r.name}) | {r.safety.value} | {r.gain:g}× | {r.summary} |" for r in rules
    ]
    manuals = [markdown(rule).replace("\n## ", "\n### ").replace("# ", "## ", 1) for rule in rules]
    return "\n".join([*lines, "", *manuals])
