"""Everything that the site is built from, put together in one folder."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path

from . import links, navigation, notebooks
from .reference import PAGES, text_of

ROOT = Path(__file__).resolve().parents[2]
INDEX = "index.md"
PICTURES = "images"
_FENCE = re.compile(r"^(?P<fence>`{3,})python\n(?P<code>.*?)^(?P=fence)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"^<!-- (?:setup|slow|not run)\b.*?-->\n+", re.MULTILINE | re.DOTALL)
"""What is said to those who run the code, and not to readers."""
_PICTURE = re.compile(
    r"<picture>\s*<source[^>]*dark[^>]*srcset=\"(?P<dark>[^\"]+)\">\s*"
    r"<img src=\"(?P<light>[^\"]+)\"(?P<rest>[^>]*)>\s*</picture>"
)
_MAGIC = re.compile(r"^\s*(?:%|!|get_ipython\(\)|.*\?$)", re.MULTILINE)
_LONG = ("rules.md",)
"""Pages whose sections' sections would flood the list of contents beside them."""


def stage(folder: Path, root: Path = ROOT) -> None:
    """Write all pages and pictures of the site into `folder`, which must not exist yet."""
    folder.mkdir(parents=True)
    pages = {f"docs/{page.name}": page.read_text("utf-8") for page in root.glob("docs/*.md")}
    pages |= {
        f"notebooks/{notebook.name}": notebooks.page(notebook)
        for notebook in root.glob("notebooks/*.ipynb")
    }
    for place, text in pages.items():
        _write(folder, _on_site(place), _moved(text, place, pages))
    for page in PAGES:
        _write(folder, f"reference/{page.name}.md", text_of(page))
    shutil.copytree(root / "docs" / PICTURES, folder / PICTURES)
    for notebook in root.glob("notebooks/*.ipynb"):
        shutil.copy(notebook, folder / "notebooks" / notebook.name)


def generated_list() -> str:
    """The generated pages as items of a list."""
    return "\n".join(f"- [{page.title}](reference/{page.name}.md): {page.about}" for page in PAGES)


def _on_site(place: str) -> str:
    """Where a file of the repository is on the site: `docs/estimate.md` is `estimate.md`."""
    return place.removeprefix("docs/").removesuffix(".ipynb").removesuffix(".md") + ".md"


def _moved(text: str, place: str, pages: dict[str, str]) -> str:
    """The page's text with links as they are on the site, and code in its own language."""
    here = posixpath.dirname(_on_site(place))

    def leads(target: str) -> str:
        if links.is_elsewhere(target):
            return target
        path, anchor = links.resolved(target, posixpath.dirname(place))
        if path == place:  # a notebook's page links to the file itself
            return target
        ending = f"#{anchor}" if anchor else ""
        if not path:
            return ending
        if path in pages:
            return posixpath.relpath(_on_site(path), here or ".") + ending
        if path == "README.md":
            return posixpath.relpath(INDEX, here or ".")
        if path.startswith("docs/"):
            return posixpath.relpath(path.removeprefix("docs/"), here or ".")
        return ""  # a file of the repository that the site doesn't have

    text = _COMMENT.sub("", links.replaced(text, leads))
    text = _PICTURE.sub(_by_theme, _FENCE.sub(_with_language, text))
    if place == f"docs/{INDEX}":
        text = text.replace(navigation.GENERATED, generated_list())
        text = navigation.with_tables_of_contents(text)
    if posixpath.basename(place) in _LONG:
        text = f"---\ntocdepth: 2\n---\n\n{text}"
    return text


def _with_language(match: re.Match[str]) -> str:
    """Magics aren't Python, which a page on a code host has to call them."""
    language = "cell" if _MAGIC.search(match["code"]) else "python"
    return f"{match['fence']}{language}\n{match['code']}{match['fence']}"


def _by_theme(match: re.Match[str]) -> str:
    """The site has a switch of its own, which a `<picture>` doesn't follow."""
    return "\n".join(
        f'<img class="only-{theme}" src="{match[theme]}"{match["rest"]}>'
        for theme in ("light", "dark")
    )


def _write(folder: Path, place: str, text: str) -> None:
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
