"""Runs as a file: CSV for spreadsheets, JSON for programs. Both come in parts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .query import SUMMARY, Query
from .store import Store

_PAGE = 1_000
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_parts(store: Store, wanted: Query) -> Iterator[str]:
    """A heading and a line a run, with what a list shows."""
    yield line(SUMMARY)
    for row in _summaries(store, wanted):
        yield line([cell(row[name]) for name in SUMMARY])


def json_parts(store: Store, wanted: Query) -> Iterator[str]:
    """`{"runs": [...]}` with the whole records, sources and results too."""
    separator = '{"runs": [\n'
    for records in store.each(wanted):
        for record in records:
            yield separator + json.dumps(record)
            separator = ",\n"
    yield "\n]}\n" if separator == ",\n" else separator + "]}\n"


def _summaries(store: Store, wanted: Query) -> Iterator[dict[str, Any]]:
    last = None if wanted.limit is None else wanted.offset + wanted.limit
    offset = wanted.offset
    while last is None or offset < last:
        size = _PAGE if last is None else min(_PAGE, last - offset)
        page = store.summaries(replace(wanted, limit=size, offset=offset))
        yield from page
        if len(page) < size:
            return
        offset += size


def cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(value, dict):
        value = json.dumps(value) if value else ""
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return "'" + value
    return value


def line(cells: Any) -> str:
    """The cells as CSV has them."""
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
