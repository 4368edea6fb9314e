"""Links of the pages, as a code host shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from website import links

ROOT = Path(__file__).resolve().parents[2]


def test_no_page_links_to_nothing() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("changelog.d/*.md")]
    assert links.broken_links(pages) == []


def test_broken_links_are_named(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# One\n\n## Two, `three`?\n\n## Two\n\n## Two\n")
    page = tmp_path / "page.md"
    page.write_text(
        "# Top\n[here](#top) [gone](gone.md) [nowhere](#nowhere) [two](other.md#two-1)\n"
        "[three](other.md#two-three) [four](other.md#four)\n"
        '<img src="no.svg"> <source srcset="no-dark.svg"> [out](https://a.example.org/x?y=1#z)\n'
        "[typo](htps://a.example.org) [wiki]\n"
        "`[code](no.md)` and\n```python\nx[0](no.md)\n# Nowhere\n```\n<!-- [said](no.md) -->\n"
    )
    said = ["gone.md", "#nowhere", "other.md#four", "no.svg", "no-dark.svg"]
    assert links.broken_links([page]) == [
        *(f"page.md: {target}" for target in said),
        "page.md: htps://a.example.org",
    ]


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("What limits it?", "what-limits-it"),
        ("`%perf targets`", "perf-targets"),
        ("The result: `application/vnd.x+json`", "the-result-applicationvndxjson"),
        ("[A link](x.md) in a_title", "a-link-in-a_title"),
    ],
)
def test_anchors_are_those_of_code_hosts(title: str, anchor: str) -> None:
    assert links.slug(title) == anchor


def test_links_are_replaced_or_taken_away() -> None:
    text = "See [one](a.md), [two](b.md#x) and `[three](a.md)`."
    new = {"a.md": "moved/a.md", "b.md#x": ""}
    assert links.replaced(text, new.__getitem__) == (
        "See [one](moved/a.md), two and `[three](a.md)`."
    )
