"""Links of Markdown pages: which there are, whether they lead somewhere, and where to on the site.

Pages are read as code hosts read them. Code isn't looked into: what looks like a link there is
none.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_LINK = re.compile(
    r"\]\((?P<link>[^)\s]+)\)"
    r"|<(?:img|source|a)\b[^>]*?\b(?:src|srcset|href)=\"(?P<attribute>[^\"]+)\""
)
_CODE = re.compile(
    r"^(?P<fence> *(?:`{3,}|~{3,}))[^\n]*\n.*?^(?P=fence)[ \t]*$"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^#{1,6} +(?P<title>.+?) *$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ADDRESS = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?(?:/[^\s<>\"]*)?|mailto:\S+@\S+")


def without_code(text: str) -> str:
    """`text` with code and comments blanked out, character by character: places stay."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def targets(text: str) -> Iterator[str]:
    """What `text` links to, in order."""
    for match in _LINK.finditer(without_code(text)):
        yield match["link"] or match["attribute"]


def is_elsewhere(target: str) -> bool:
    """Whether it is an address and not a file."""
    return _ELSEWHERE.match(target) is not None


def anchors(text: str) -> set[str]:
    """What links to headings of `text` are written with, as code hosts make them."""
    found: dict[str, int] = {}
    for match in _HEADING.finditer(_without_fences(text)):
        name = slug(match["title"])
        found[name] = found.get(name, -1) + 1
        if found[name]:
            found[f"{name}-{found[name]}"] = 0
    return set(found)


def slug(title: str) -> str:
    """`what-limits-it` of "What limits it?"."""
    shown = re.sub(r"\]\([^)]*\)|[`*\[]", "", title)
    return re.sub(r"[^\w\- ]", "", shown.strip().lower()).replace(" ", "-")


def broken_links(pages: Iterable[Path]) -> list[str]:
    """Links to files and headings that aren't there, and addresses that can't be one.

    Addresses elsewhere aren't asked.
    """
    return [said for page in pages for said in _broken_in(page)]


def _broken_in(page: Path) -> Iterator[str]:
    text = page.read_text("utf-8")
    for target in targets(text):
        if is_elsewhere(target):
            if not _ADDRESS.fullmatch(target):
                yield f"{page.name}: {target}"
            continue
        if not _is_there(page, *target.partition("#")[::2]):
            yield f"{page.name}: {target}"


def _is_there(page: Path, path: str, anchor: str) -> bool:
    file = page.parent / path if path else page
    if not file.exists():
        return False
    return not anchor or file.suffix != ".md" or anchor in anchors(file.read_text("utf-8"))


def replaced(text: str, change: Callable[[str], str]) -> str:
    """`text` whose links go where `change` says; "" leaves a link's words without the link."""
    blanked, parts, at = without_code(text), [], 0
    for match in _LINK.finditer(blanked):
        group = "link" if match["link"] else "attribute"
        start, end = match.span(group)
        new = change(match[group])
        if new:
            parts += [text[at:start], new]
            at = end
        elif group == "link":
            opened = blanked.rindex("[", 0, match.start())
            parts += [text[at:opened], text[opened + 1 : match.start()]]
            at = match.end()
    return "".join([*parts, text[at:]])


def resolved(target: str, folder: str) -> tuple[str, str]:
    """(path from the repository's root, anchor) of a link on a page in `folder`."""
    path, _, anchor = target.partition("#")
    return posixpath.normpath(posixpath.join(folder, path)) if path else "", anchor


def _without_fences(text: str) -> str:
    """Headings keep their inline code; lines of fenced code that begin with # are none."""
    return re.sub(
        r"^( *(?:`{3,}|~{3,}))[^\n]*\n.*?^\1[ \t]*$", "", text, flags=re.MULTILINE | re.DOTALL
    )
