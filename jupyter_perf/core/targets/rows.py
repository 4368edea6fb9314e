"""Rows of the catalogue's form, whose columns carry their units: shipped, or a user's own."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ...errors import UsageError
from .target import PRECISIONS, Target

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TEXTS = ("title", "vendor", "kind", "price_source", "price_date", "source", "source_url", "note",
          "confidence")  # fmt: skip
_NUMBERS = ("memory_gb", "bandwidth_gb_per_s", "tdp_w", "usd_per_hour", "compute_capability")
_DATE = re.compile(r"20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MOST_CHARS = 500


def unit_of(precision: str) -> str:
    """Whole numbers aren't floating-point operations."""
    return "tops" if precision.startswith("int") else "tflops"


_PEAKS = {
    f"{prefix}{each}_{unit_of(each)}": (prefix, each)
    for prefix in ("", "sparse_")
    for each in PRECISIONS
}
COLUMNS = ("name", "cores", *_TEXTS, *_NUMBERS, *_PEAKS)


def target_of_row(row: Mapping[str, Any]) -> Target:
    """The target that a row says; what is left out or empty is unknown.

    Raises UsageError, with the column, for one that there isn't and for a value that it can't have.
    """
    given = {key: each for key, each in row.items() if each is not None and str(each).strip()}
    name = name_of(given.pop("name", ""))
    for key in given:
        if key not in COLUMNS:
            raise UsageError(f"{name}: there is no figure `{key}`{_near(key)}")
    peaks: dict[str, dict[str, float]] = {"": {}, "sparse_": {}}
    for column, (prefix, precision) in _PEAKS.items():
        if column in given:
            peaks[prefix][precision] = _number(name, column, given[column])
    figures: dict[str, Any] = {"title": name}
    figures |= {key: _text(name, key, given[key]) for key in _TEXTS if key in given}
    figures |= {key: _number(name, key, given[key]) for key in _NUMBERS if key in given}
    try:
        return Target(
            name,
            **figures,
            cores=_whole(name, "cores", given["cores"]) if "cores" in given else None,
            dense_tflops=peaks[""],
            sparse_tflops=peaks["sparse_"],
        )
    except ValueError as error:
        raise UsageError(str(error)) from None


def row_of_target(target: Target) -> dict[str, str | float | int]:
    """The other way: what isn't known is left out."""
    plain = {key: getattr(target, key) for key in ("name", "cores", *_TEXTS, *_NUMBERS)}
    held = {"": target.dense_tflops, "sparse_": target.sparse_tflops}
    peaks = {column: held[prefix].get(each) for column, (prefix, each) in _PEAKS.items()}
    return {key: value for key, value in (plain | peaks).items() if value not in ("", None)}


def name_of(given: object) -> str:
    """As it is typed: small letters, digits and dashes. Raises UsageError for anything else."""
    name = str(given).strip().lower().replace("_", "-").replace(" ", "-")
    if not NAME.fullmatch(name) or len(name) > 60:
        raise UsageError(
            f"{str(given)[:60]!r} is no name for a target: letters, digits and dashes, as `my-box`"
        )
    return name


def _near(key: str) -> str:
    near = difflib.get_close_matches(key, COLUMNS, n=1, cutoff=0.5)
    # `fp16=300` is what one types first.
    near = near or [column for column in COLUMNS if column.startswith(key[:4])][:1]
    return f": did you mean `{near[0]}`?" if near else f": there are {', '.join(COLUMNS)}"


def _text(name: str, key: str, value: object) -> str:
    text = str(value).strip()
    if isinstance(value, bool | list | dict) or len(text) > _MOST_CHARS or _breaks(text):
        raise UsageError(f"{name}: `{key}` must be a line of text")
    if key == "price_date" and not _DATE.fullmatch(text):
        raise UsageError(f"{name}: `price_date` must be a year, month or day: 2026, 2026-11")
    if key == "source_url" and not re.fullmatch(r"https?://\S+", text):
        raise UsageError(f"{name}: `source_url` must be an address: https://…")
    return text


def _breaks(text: str) -> bool:
    """Whether it has line ends, control characters or halves of characters."""
    return any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in text)


def _number(name: str, key: str, value: object) -> float:
    try:
        if isinstance(value, bool):
            raise ValueError
        return float(str(value))
    except ValueError:
        raise UsageError(f"{name}: `{key}` must be a number, not {str(value)[:40]!r}") from None


def _whole(name: str, key: str, value: object) -> int:
    number = _number(name, key, value)
    if number != number or number != number // 1:
        raise UsageError(f"{name}: `{key}` must be a whole number, not {str(value)[:40]!r}")
    return int(number)
