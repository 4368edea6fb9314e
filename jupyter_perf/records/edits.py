"""The user's own store of verified edits: what was applied, listed, exported and cleared.

It lies in the file of the runs and shares its fate: where that can't be written, edits are kept in
memory for this process. Where history is off, by a setting or an administrator's policy, none are
kept at all. All functions raise PolicyError where the policy can't be read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ..errors import UsageError
from . import edit_rows, keeping
from .about import sha256_of
from .database import give_back
from .edit_rows import COLUMNS, Edit, edit_of
from .export import cell, line
from .store import store, why_not_on_disk

__all__ = ["Edit", "add", "delete", "edit_of", "edits_of", "export", "take_back"]

_FORMATS = (".json", ".csv")


def add(edit: Edit | None) -> str | None:
    """Keep `edit`, as `edit_of` made it, in the place of the same one in its notebook.

    Returns its id, None where it isn't kept.
    """
    if edit is None or why_not_on_disk():
        return None

    def write(connection: sqlite3.Connection) -> bool:
        edit_rows.insert(connection, edit)
        if keeping.prune_edits(connection, keeping.chosen()):
            give_back(connection)
        return True

    shelf = store().shelf
    if not shelf.write(write):
        shelf.write_in_memory(write)
    return edit.id


def edits_of(notebook: str | None = None) -> list[Edit]:
    """The edits of the notebook at that path, of all where it is None: the latest first."""
    places = store().shelf.read(lambda connection: edit_rows.select(connection, notebook))
    found: dict[tuple[str, str, str], Edit] = {}
    for edit in (edit for place in places for edit in place):
        key = edit.notebook, edit.source_sha256, edit.code_sha256
        if key not in found or found[key].created < edit.created:
            found[key] = edit
    return sorted(found.values(), key=lambda edit: edit.created, reverse=True)


def delete(ids: Sequence[str] | None = None, *, notebook: str | None = None) -> int:
    """Delete the edits of these ids, of the notebook at that path, or all; returns how many.

    What stands in a file that can't be written stays there.
    """
    if ids is not None:
        return _everywhere(lambda connection: edit_rows.delete_some(connection, ids))
    return _everywhere(lambda connection: edit_rows.delete_of(connection, notebook))


def take_back(run: str, code: str, *, notebook: str = "") -> int:
    """Delete the edit that put `code` in the place of what `run` searched: it was reverted, in the
    notebook at that path where that is known."""
    sha256 = sha256_of(code)
    return _everywhere(
        lambda connection: edit_rows.delete_applied(connection, run, sha256, notebook)
    )


def export(file: Path, notebook: str | None = None, *, overwrite: bool = False) -> int:
    """Write the edits to `file`, as JSON or CSV by its ending; returns how many.

    Raises UsageError where it can't be written, or is there and `overwrite` is False.
    """
    if file.suffix.lower() not in _FORMATS:
        raise UsageError(f"{file}: the name must end with {' or '.join(_FORMATS)}")
    found = edits_of(notebook)
    parts = _json(found) if file.suffix.lower() == ".json" else _csv(found)
    try:
        with file.open("w" if overwrite else "x", encoding="utf-8", newline="") as out:
            out.writelines(parts)
    except FileExistsError:
        raise UsageError(f"{file} is there already: --force overwrites it") from None
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error}") from None
    return len(found)


def _everywhere(work: Callable[[sqlite3.Connection], int]) -> int:
    def write(connection: sqlite3.Connection) -> int:
        done = work(connection)
        give_back(connection)
        return done

    shelf = store().shelf
    return (shelf.write(write) or 0) + shelf.write_in_memory(write)


def _json(edits: Iterable[Edit]) -> Iterator[str]:
    yield json.dumps({"edits": [edit.to_json() for edit in edits]}, indent=1) + "\n"


def _csv(edits: Iterable[Edit]) -> Iterator[str]:
    yield line(COLUMNS)
    for edit in edits:
        row = {**edit.to_json(), "steps": " ".join(edit.steps)}
        yield line([cell(row[name]) for name in COLUMNS])
