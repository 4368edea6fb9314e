"""The site builds, offline and without a warning, and all of it can be reached."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from lacking import look_for_lacking
from website import navigation, notebooks, staging
from website.reference import PAGES

ROOT = Path(__file__).resolve().parents[2]
SPHINX_OWN = {"genindex.html", "search.html"}
ADDRESS = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(:\d+)?(/\S*)?|mailto:\S+")


class Page(HTMLParser):
    """What a built page links to, loads and can be jumped to."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids |= {name for name in (given.get("id"), given.get("name")) if name}
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        source = given.get("href") if tag == "link" else given.get("src")
        if tag in ("script", "link", "img", "iframe", "source") and source:
            self.loads.append(source)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = build("main", "--out", str(folder / "html"))
    assert done.returncode == 0, done.stderr
    assert f"open {folder / 'html' / 'index.html'}" in done.stdout
    return folder / "html"


def build(function: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call one of `docs/build_site.py` in a process of its own: Sphinx changes the one it is in."""
    asked = {"main": "main(sys.argv[1:])", "render": "render(*map(Path, sys.argv[1:]))"}[function]
    code = f"import sys; from build_site import Path, main, render; sys.exit({asked})"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        cwd=ROOT / "docs",
        capture_output=True,
        text=True,
    )
    look_for_lacking(done.stderr)
    return done


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {file: Page(file) for file in site.rglob("*.html")}


def test_every_page_is_reached_from_the_first(site: Path, pages: dict[Path, Page]) -> None:
    reached, waiting = set(), [site / "index.html"]
    while waiting:
        file = waiting.pop()
        if file in reached or file not in pages:
            continue
        reached.add(file)
        waiting += [
            (file.parent / unquote(link.partition("#")[0])).resolve() for link in pages[file].links
        ]
    names = {file.relative_to(site).as_posix() for file in pages}
    assert names - {file.relative_to(site).as_posix() for file in reached} <= SPHINX_OWN
    written = {page.stem for page in ROOT.glob("docs/*.md")}
    written |= {f"notebooks/{notebook.stem}" for notebook in ROOT.glob("notebooks/*.ipynb")}
    written |= {f"reference/{page.name}" for page in PAGES}
    assert {f"{page}.html" for page in written} == names - SPHINX_OWN


def test_no_link_is_broken(site: Path, pages: dict[Path, Page]) -> None:
    broken = [
        f"{file.relative_to(site)}: {link}"
        for file, page in pages.items()
        for link in page.links
        if not leads_somewhere(file, link, pages)
    ]
    assert broken == []


def leads_somewhere(file: Path, link: str, pages: dict[Path, Page]) -> bool:
    """Addresses elsewhere have the form of one; they aren't asked."""
    if re.match(r"[a-z]+:", link):
        return ADDRESS.fullmatch(link) is not None
    path, _, anchor = link.partition("#")
    target = (file.parent / unquote(path)).resolve() if path else file
    if target not in pages:
        return target.is_file()
    return not anchor or unquote(anchor) in pages[target].ids


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        '<h1 id="top"></h1><a href="#top"><a href="#no"><a href="no.html"><a href="x:y">'
    )
    page = Page(file)
    there = [leads_somewhere(file, link, {file: page}) for link in page.links]
    assert there == [True, False, False, False]


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    for file, page in pages.items():
        for source in page.loads:
            if source.startswith("data:") or source == "#":
                continue
            assert not re.match(r"([a-z]+:)?//", source), f"{file.name} loads {source}"
            if "search.html" not in source and "genindex" not in source:
                assert (file.parent / source.partition("?")[0]).is_file(), f"{file.name}: {source}"


def test_no_path_of_this_machine_is_told(site: Path) -> None:
    for file in site.rglob("*.html"):
        assert str(ROOT) not in file.read_text("utf-8"), file.name


def test_comments_for_tests_are_left_out(site: Path) -> None:
    shown = (site / "getting-started.html").read_text("utf-8")
    assert "<!-- setup" in (ROOT / "docs" / "getting-started.md").read_text("utf-8")
    assert "default_rng" not in shown


def test_the_search_knows_the_pages(site: Path) -> None:
    index = (site / "searchindex.js").read_text("utf-8")
    assert '"reference/magics"' in index
    assert "landlock" in index.lower()


def test_what_is_wrong_fails_the_build(tmp_path: Path) -> None:
    """One by one it would: here all at once, since each build takes seconds."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "index.md").write_text(
        "# First\n\n[gone](gone.md) [nowhere](#nowhere) [other](other.md)\n\n"
        "```{toctree}\nlost\n```\n\n```python\nx = ?\n```\n"
    )
    (source / "other.md").write_text("# Other\n\n### Two levels down\n")
    done = build("render", str(source), str(tmp_path / "out"))
    assert done.returncode != 0
    for complaint in (
        "'gone.md'",
        "'nowhere'",
        "nonexisting document 'lost'",
        "Lexing literal_block",
        "other.md: WARNING: document isn't included in any toctree",
        "Non-consecutive header level",
    ):
        assert complaint in done.stderr, done.stderr


def test_the_navigation_is_read_from_the_lists() -> None:
    index = "# A\n\n## Plain\n\nText.\n\n## B\n\n- [x](x.md): about [y](y.md)\n- [z](a/z.md)\n"
    assert navigation.sections(index) == {"B": [("x", "x.md"), ("z", "a/z.md")]}
    assert navigation.with_tables_of_contents(index).endswith(
        "```{toctree}\n:hidden:\n:caption: B\n\nx <x>\nz <a/z>\n```\n"
    )


def test_links_go_where_pages_are_on_the_site() -> None:
    places = {"docs/index.md": "", "docs/a.md": "", "notebooks/n.ipynb": ""}
    text = "[a](a.md#x) [n](../notebooks/n.ipynb) [r](../README.md) [code](../jupyter_perf/x.py)"
    assert staging._moved(text, "docs/a.md", places) == (
        "[a](a.md#x) [n](notebooks/n.md) [r](index.md) code"
    )
    assert staging._moved("[a](../docs/a.md)", "notebooks/n.ipynb", places) == "[a](../a.md)"


def test_a_notebook_is_a_page(tmp_path: Path) -> None:
    import nbformat

    v4 = nbformat.v4
    outputs = [
        v4.new_output("stream", text="\x1b[31mred\x1b[0m"),
        v4.new_output("display_data", data={"text/html": "<b>x</b>\n\n<i>y</i>"}),
        v4.new_output("display_data", data={"text/markdown": "# big"}),
        v4.new_output("error", ename="E", evalue="v", traceback=["E: v"]),
    ]
    cells = [
        v4.new_markdown_cell("# Title"),
        v4.new_code_cell("%%refine\nx = '```'", outputs=outputs),
    ]
    file = tmp_path / "n.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), file)
    page = notebooks.page(file)
    assert page.startswith("# Title\n\n")
    assert "````python\n%%refine\nx = '```'\n````" in page
    assert '<div class="output"><b>x</b>\n\n<i>y</i></div>' in page
    assert "> **big**" in page
    assert "```text\nred\n```" in page
    assert "```text\nE: v\n```" in page
