"""Prompts as files: read, overlaid by the user's, filled in. `README.md` here is their manual."""

from __future__ import annotations

import functools
import re
import string
from collections.abc import Mapping
from pathlib import Path

from ...errors import UsageError

_HERE = Path(__file__).parent
FORMS = ("full", "concise")
NAMES = ("system", "rewrite", "edit", "explore", "implement", "critique")
FIELDS = frozenset(
    {
        "code", "kind", "context", "inputs", "profile", "memory", "growth", "measured", "attempts",
        "critique", "algorithm", "said", "examples", "libraries",
    }
)  # fmt: skip
_MOST_BYTES = 100_000
_SECTION = re.compile(r"(?m)^(?=## )")


@functools.cache
def version() -> str:
    """The version of the prompts shipped here."""
    return (_HERE / "VERSION").read_text("utf-8").strip()


def templates(folder: str | Path | None = None) -> tuple[dict[str, str], str]:
    """All templates by `form/name`, and their version.

    Those in `folder` take the place of ours. Raises UsageError where it can't be read or holds a
    placeholder that means nothing.
    """
    found = {name: (_HERE / f"{name}.md").read_text("utf-8") for name in _all_names()}
    if folder is None:
        return found, version()
    own = _own(Path(folder).expanduser())
    return found | own, f"{version()} with {', '.join(sorted(own))}" if own else version()


def _all_names() -> list[str]:
    return [f"{form}/{name}" for form in FORMS for name in NAMES]


def _own(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise UsageError(f"prompts_folder: there is no folder {str(folder)!r}")
    own = {}
    for name in _all_names():
        file = folder / f"{name}.md"
        try:
            if not file.is_file():
                continue
            if file.stat().st_size > _MOST_BYTES:
                raise UsageError(f"{file}: a prompt is shorter than {_MOST_BYTES:,} bytes")
            own[name] = file.read_text("utf-8")
        except (OSError, ValueError) as error:
            raise UsageError(f"{file}: {error}") from None
        _check(own[name], file)
    return own


def _check(text: str, file: Path) -> None:
    template = string.Template(text)
    if not template.is_valid():
        raise UsageError(f"{file}: a dollar sign that stands for itself is written `$$`")
    if unknown := sorted(set(template.get_identifiers()) - FIELDS):
        raise UsageError(f"{file}: nothing is named ${unknown[0]}; see the README of the prompts")


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with `values` in place, without the sections that would hold nothing.

    What is filled in is left as it is, dollar signs and headings in it too.
    """
    sections = _SECTION.split(template)
    kept = [section for section in sections if _says_something(section, values)]
    text = "".join(string.Template(section).substitute(_Known(values)) for section in kept)
    return text.strip() + "\n"


def _says_something(section: str, values: Mapping[str, str]) -> bool:
    # `$kind` goes with the code and says nothing alone.
    names = [n for n in string.Template(section).get_identifiers() if n != "kind"]
    return not names or any(values.get(name, "") for name in names)


class _Known(dict[str, str]):
    """Empty where nothing is known."""

    def __missing__(self, key: str) -> str:
        return ""
