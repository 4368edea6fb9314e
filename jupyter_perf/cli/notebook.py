"""A notebook's file: its cells to be read, and sources of some to be replaced, byte for byte.

A notebook that is parsed and written anew changes where nothing was meant to change: indentation,
escapes, line ends, the end of the file. So the text of the file is kept, and only the values of the
sources that change are written anew, in the form that they have there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from . import files, json_places

_OLDEST_FORMAT = 4
_BOM = b"\xef\xbb\xbf"
_DEFAULT_KERNEL = "python3"
_MAY_RAISE = "raises-exception"


@dataclass(frozen=True)
class Cell:
    """One cell of code; `number` counts all cells, from 1, as people do."""

    number: int
    id: str
    source: str
    """With plain line ends, whatever the file has."""
    may_raise: bool = False
    """Tagged so: an error in it doesn't end the run."""


@dataclass(frozen=True)
class Notebook:
    """What was read."""

    original: files.Original
    text: str
    data: dict[str, Any]

    @property
    def path(self) -> Path:
        return self.original.path

    @property
    def kernel(self) -> str:
        """The name of the kernel that it asks for."""
        return str(_at(self.data, "metadata", "kernelspec", "name") or _DEFAULT_KERNEL)

    @property
    def language(self) -> str:
        spec = _at(self.data, "metadata", "kernelspec", "language")
        return str(spec or _at(self.data, "metadata", "language_info", "name") or "python").lower()

    def cells(self) -> list[Cell]:
        """The cells of code that hold anything."""
        found = []
        for number, cell in enumerate(self.data["cells"], 1):
            source = _joined(cell["source"])
            if cell["cell_type"] == "code" and source.strip():
                tags = _at(cell, "metadata", "tags") or ()
                plain = source.replace("\r\n", "\n").replace("\r", "\n")
                found.append(Cell(number, str(cell.get("id", "")), plain, _MAY_RAISE in tags))
        return found

    def with_sources(self, sources: Mapping[int, str]) -> bytes:
        """The file's bytes with other sources for the cells of these numbers."""
        whole = json_places.members(self.text, json_places.begin(self.text))
        places = json_places.items(self.text, whole["cells"][0])
        text = self.text
        for number in sorted(sources, reverse=True):
            begin, end = json_places.members(text, places[number - 1][0])["source"]
            text = text[:begin] + self._written(text[begin:end], sources[number]) + text[end:]
        mark = _BOM if self.original.data.startswith(_BOM) else b""
        return mark + text.encode("utf-8", "surrogatepass")

    def _written(self, old: str, source: str) -> str:
        """`source` as JSON in the form of `old`: a text, or a list of lines, one each line."""
        value = json.loads(old)
        if "\r\n" in _joined(value):
            source = source.replace("\n", "\r\n")
        if isinstance(value, str):
            return self._dumped(source)
        lines = source.splitlines(keepends=True)
        places = json_places.items(old, 0)
        if not places or not lines:
            return json.dumps(lines)
        first, last = places[0], places[-1]
        between = old[first[1] : places[1][0]] if len(places) > 1 else "," + old[1 : first[0]]
        inside = between.join(map(self._dumped, lines))
        return old[: first[0]] + inside + old[last[1] :]

    def _dumped(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=self.text.isascii())


def read(path: Path) -> Notebook:
    """Raises UsageError where `path` is no notebook of this format, or can't be read."""
    original = files.read(path)
    try:
        text = original.data.removeprefix(_BOM).decode()
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # of UTF-8, or of JSON
        raise UsageError(f"{path} is no notebook: {error}") from None
    if isinstance(data, dict) and isinstance(data.get("nbformat"), int):
        if data["nbformat"] < _OLDEST_FORMAT:
            raise UsageError(
                f"{path} has an old format: open it in Jupyter and save it, then again"
            )
        if _is_whole(data):
            return Notebook(original, text, data)
    raise UsageError(f"{path} is no notebook: it has no cells")


def _is_whole(data: dict[str, Any]) -> bool:
    """Whether what is read of it here is there."""
    cells = data.get("cells")
    return isinstance(cells, list) and all(
        isinstance(cell, dict)
        and isinstance(cell.get("cell_type"), str)
        and isinstance(cell.get("source"), str | list)
        for cell in cells
    )


def _joined(source: object) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _at(data: Any, *names: str) -> Any:
    for name in names:
        data = data.get(name) if isinstance(data, dict) else None
    return data
