"""Add a target of one's own, or take it away: what `%perf targets --add` and `--remove` do."""

from __future__ import annotations

import csv
import datetime
import io
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...errors import UsageError
from .. import folders
from ..measured import Measured
from . import own
from .catalogue import shipped
from .machines import target_of
from .rows import NAME, name_of, row_of_target, target_of_row
from .target import Target

_MOST_ROWS = 1000
_FORMS = ".csv, .json or .toml"


def add(target: Target, *, project: Path | None = None) -> Path:
    """Keep it in the user's own file, or in that of the folder `project`; returns the file.

    In one's own file it takes the place of one of its name. Raises UsageError where the name is
    taken by what is shipped, where it stands in the project's file already, or where the file
    can't be understood or written.
    """
    check([target], project=project)
    file = own.user_file() if project is None else project / own.PROJECT_FILE
    text = _text_of(file)
    if project is None:
        rows = _tables_of(file, text) | {target.name: _dated(target)}
        text = "".join(_table(name, row) for name, row in rows.items())
    else:
        # It is somebody's hand-written file: nothing that stands there is touched.
        text = text.rstrip() + "\n\n" * bool(text.strip()) + _table(target.name, _dated(target))
    _write(file, text)
    return file


def check(targets: Sequence[Target], *, project: Path | None = None) -> None:
    """Raises UsageError where `add` would refuse one of them, so that all are added or none."""
    names = [target.name for target in targets]
    for name in names:
        _free(name)
        if names.count(name) > 1:
            raise UsageError(f"two of the rows are named {name}")
    file = own.user_file() if project is None else project / own.PROJECT_FILE
    there = _tables_of(file, _text_of(file))
    if project is not None and (taken := [name for name in names if name in there]):
        raise UsageError(f"{file} has a target {taken[0]} already: change it there")


def add_machine(measured: Measured, name: str) -> Path:
    """Keep a machine that was measured elsewhere, as a target. Raises UsageError as `add`."""
    _free(name_of(name))
    target_of(measured, name_of(name))
    file = own.machines_folder() / f"{name_of(name)}.json"
    _write(file, measured.to_json())
    return file


def remove(name: str) -> Path:
    """Take one of the user's own targets away; returns the file it stood in.

    Raises UsageError where there is none of that name, or it stands in a project's file.
    """
    wanted = name_of(name)
    found, _ = own.found()
    if wanted not in found:
        taken = any(target.name == wanted for target in shipped())
        why = "it is shipped" if taken else "`%perf targets` lists them"
        raise UsageError(f"no target of your own is named {wanted!r}: {why}")
    file = found[wanted].file
    if found[wanted].measured is not None:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(f"{file} can't be deleted: {error.strerror}") from None
        return file
    if file != own.user_file():
        raise UsageError(f"{wanted} stands in {file}: take it out there")
    rows = _tables_of(file, _text_of(file))
    kept = {each: row for each, row in rows.items() if name_of(each) != wanted}
    _write(file, "".join(_table(each, row) for each, row in kept.items()))
    return file


def read_file(file: Path) -> list[Target] | Measured:
    """What a file to be added holds: rows of the catalogue's form, or a measured machine.

    CSV has a header, JSON a row or a list of them (or `{"targets": […]}`), TOML `[targets.NAME]`.
    Raises UsageError where it can't be read or holds something else; nothing is added then.
    """
    try:
        if file.stat().st_size > own.MOST_BYTES:
            raise UsageError(f"{file} is larger than {own.MOST_BYTES / 1e6:g} MB")
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} can't be read: {error}") from None
    try:
        if file.suffix.lower() == ".json" and '"is": "Measured"' in text:
            return Measured.from_json(text)
        rows = list(_rows_in(file, text))
    except (ValueError, RecursionError, csv.Error) as error:
        raise UsageError(f"{file} can't be understood: {error}") from None
    if not 0 < len(rows) <= _MOST_ROWS:
        raise UsageError(f"{file} has {len(rows)} rows: from 1 to {_MOST_ROWS} can be added")
    return [target_of_row(row) for row in rows]


def _rows_in(file: Path, text: str) -> Iterable[Mapping[str, Any]]:
    match file.suffix.lower():
        case ".csv":
            rows: Any = list(csv.DictReader(io.StringIO(text, newline="")))
            if any(None in row for row in rows):
                raise ValueError("a row has more columns than the header")
        case ".json":
            data = json.loads(text)
            rows = data.get("targets", [data]) if isinstance(data, dict) else data
        case ".toml":
            tables = tomllib.loads(text).get("targets", {})
            if not isinstance(tables, dict) or not all(map(_is_row, tables.values())):
                raise ValueError("rows are tables: `[targets.my-box]`")
            rows = [{**row, "name": name} for name, row in tables.items()]
        case _:
            raise ValueError(f"its name must end in {_FORMS}")
    if not isinstance(rows, list) or not all(map(_is_row, rows)):
        raise ValueError("rows of names and values were expected")
    return rows


def _is_row(thing: object) -> bool:
    return isinstance(thing, Mapping)


def _free(name: str) -> None:
    if name == "here" or any(target.name == name for target in shipped()):
        raise UsageError(f"{name} is shipped and keeps its name: choose another one")


def _dated(target: Target) -> dict[str, str | float | int]:
    """Its row, with whose word it is and since when, where it doesn't say."""
    today = datetime.date.today().isoformat()
    row = row_of_target(target)
    row.pop("name")
    row.setdefault("source", f"added by hand on {today}")
    if target.usd_per_hour is not None:
        row.setdefault("price_date", today[:7])
        row.setdefault("price_source", "added by hand")
    return row


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} can't be read: {error}") from None


def _tables_of(file: Path, text: str) -> dict[str, Any]:
    try:
        tables = tomllib.loads(text).get("targets", {})
    except ValueError as error:
        raise UsageError(f"{file} can't be understood: {error}") from None
    return dict(tables) if isinstance(tables, dict) else {}


def _write(file: Path, text: str) -> None:
    try:
        folders.write_text(file, text)
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror or error}") from None


def _table(name: str, row: Mapping[str, Any]) -> str:
    key = name if NAME.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    lines = [f"{column} = {_value(value)}" for column, value in row.items()]
    return "\n".join([f"[targets.{key}]", *lines, "", ""])


def _value(value: object) -> str:
    """In TOML, whose strings are those of JSON but for the delete character."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    if not isinstance(value, str | int):
        raise UsageError(f"{str(value)[:40]} is no figure of a target: take it out by hand")
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
