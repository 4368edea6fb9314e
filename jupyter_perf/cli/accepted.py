"""The suggestions that were accepted, and the files in which they were."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..records.about import sha256_of
from . import files

if TYPE_CHECKING:
    from ..records.edits import Edit


def recorded() -> list[Edit]:
    """Those of this machine's records: the latest first. Raises PolicyError."""
    from ..magics.outside import defaults_of_profile
    from ..records.edits import edits_of

    defaults_of_profile()  # say which records count
    return edits_of()


def exported(file: Path) -> list[Edit]:
    """Those that `%perf edits --export FILE.json` wrote, on whatever machine. Raises UsageError."""
    from ..records.edits import Edit

    names = [each.name for each in dataclasses.fields(Edit)]
    try:
        listed = json.loads(files.read(file).data)["edits"]
        found = [Edit(**{name: each[name] for name in names}) for each in listed]
    except (ValueError, KeyError, TypeError):
        said = f"{file} holds no edits: `%perf edits --export FILE.json` writes such a file"
        raise UsageError(said) from None
    return [dataclasses.replace(each, steps=tuple(each.steps)) for each in found]


def by_file(found: Iterable[Edit], folder: Path, *, moved: bool) -> dict[Path, list[Edit]]:
    """The edits of files below `folder`, oldest first.

    `moved`: they come from elsewhere, and belong to what has the same path below `folder`, or
    the same end of one.
    """
    listed: dict[Path, list[Edit]] = {}
    for edit in sorted(found, key=lambda edit: edit.created):
        place = _below(edit.notebook, folder) if moved else Path(edit.notebook)
        if place is not None and place.is_absolute() and place.is_relative_to(folder):
            listed.setdefault(place, []).append(edit)
    return listed


def is_whole(edit: Edit) -> bool:
    """Whether both texts are as they were: without secrets that were taken out."""
    hashes = sha256_of(edit.slow), sha256_of(edit.fast)
    return hashes == (edit.source_sha256, edit.code_sha256)


def stands_in(edit: Edit, text: str) -> bool:
    """Whether `text` is one of the two."""
    return sha256_of(text) in (edit.source_sha256, edit.code_sha256)


def options_of(edit: Edit) -> dict[str, Any]:
    """What the search was asked for that found it; empty where its record isn't here."""
    from ..records.store import store

    record = store().get(edit.run) if edit.run else None
    found: dict[str, Any] = record["options"] if record is not None else {}
    return found


def _below(notebook: str, folder: Path) -> Path | None:
    """The file below `folder` whose path is the longest end of `notebook`."""
    parts = [
        part for part in PurePath(notebook.replace("\\", "/")).parts if part not in ("/", "..")
    ]
    for at in range(len(parts)):
        place = folder.joinpath(*parts[at:])
        if place.is_file():
            return place
    return None
