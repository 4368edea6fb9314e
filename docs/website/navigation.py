"""The navigation, read from the lists of `index.md`: what isn't there isn't reachable.

The page stays one that a code host shows: each section's links are the entries, in their order.
"""

from __future__ import annotations

import re

GENERATED = "<!-- generated reference -->"
"""Where `index.md` has the pages that are made when the site is built."""
_SECTION = re.compile(r"^## +(?P<title>[^\n]+)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^- \[(?P<title>[^\]]+)\]\((?P<target>[^)\s]+)\)", re.MULTILINE)


def sections(index: str) -> dict[str, list[tuple[str, str]]]:
    """Section → (title, what it leads to) of each item of its list, by the item's first link.

    A section without a list has no entries, and is left out.
    """
    found = {}
    for match in _SECTION.finditer(index):
        if items := [(item["title"], item["target"]) for item in _ITEM.finditer(match["body"])]:
            found[match["title"].strip()] = items
    return found


def with_tables_of_contents(index: str) -> str:
    """`index` with a hidden table of contents for each section, which makes the navigation."""
    tables = [
        "\n".join(
            ["```{toctree}", ":hidden:", f":caption: {section}", ""]
            + [f"{title} <{target.removesuffix('.md')}>" for title, target in entries]
            + ["```"]
        )
        for section, entries in sections(index).items()
    ]
    return "\n\n".join([index.rstrip(), *tables]) + "\n"
