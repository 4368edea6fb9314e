"""What an hour of hardware costs the user: by the project's file, and by their own.

    # jupyter-perf.toml beside the notebook, or prices.toml in the folder `jupyter-perf` of the
    # user's configuration
    [prices.h100]
    on-demand = 2.1                    # US dollars an hour of one device
    spot = 0.95
    serverless = 3.6
    provider = "our cluster"           # these three may be left out
    date = "2026-11"
    billed_s = 60

The project's file wins. Tables with `input` and `output` are prices of models' tokens
(`core.model_prices`), which count in the user's own file only: a project may come from somebody
else, and limits on spending go by them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..core.model_prices import price_file
from ..core.project import project_folder
from ..core.targets.own import MOST_BYTES, PROJECT_FILE
from ..errors import UsageError
from .prices import KINDS, Offer

_OTHERS = ("provider", "date", "billed_s", "source_url")
_parsed: dict[Path, tuple[tuple[int, int], tuple[Offer, ...]]] = {}


def own_offers(folder: Path | None = None) -> tuple[Offer, ...]:
    """Of the project in `folder` (default: beside the notebook), then the user's; none where there
    are no such files. Raises UsageError, which names the file and what is wrong in it."""
    project = project_folder() if folder is None else folder
    return (*_read(project / PROJECT_FILE), *_read(price_file()))


def offers_from(given: Any, origin: str) -> tuple[Offer, ...]:
    """From `{target: {"on-demand": USD, "spot": USD, …}}`; tokens' prices are passed over.

    Raises UsageError, which names `origin` and the target.
    """
    if not isinstance(given, Mapping):
        raise UsageError(f"{origin}: prices are tables by name: `[prices.NAME]`")
    tables = {str(name): row for name, row in given.items() if not _is_of_model(row)}
    return tuple(offer for name, row in tables.items() for offer in _offers(name, row, origin))


def _is_of_model(row: object) -> bool:
    return isinstance(row, Mapping) and ("input" in row or "output" in row)


def _offers(name: str, row: Any, origin: str) -> list[Offer]:
    where = f"{origin}: [prices.{name}]"
    if not isinstance(row, Mapping) or not set(KINDS) & set(row):
        raise UsageError(f"{where} needs one of {', '.join(KINDS)}, in US dollars an hour")
    if unknown := sorted(set(map(str, row)) - {*KINDS, *_OTHERS}):
        known = ", ".join((*KINDS, *_OTHERS))
        raise UsageError(f"{where}: no `{unknown[0]}`; there are {known}")
    date = row.get("date", "")
    texts = {
        "provider": str(row.get("provider", Path(origin).name)),
        "date": date if isinstance(date, str) else str(date),
        "source_url": str(row.get("source_url", "")),
    }
    billed = row.get("billed_s", 1.0)
    try:
        return [
            Offer(name.lower(), kind, _number(row[kind]), billed_s=_number(billed), **texts)
            for kind in KINDS
            if kind in row
        ]
    except (TypeError, ValueError) as error:
        raise UsageError(f"{where}: {error}") from None


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a price is a number of US dollars, not a {type(value).__name__}")
    return float(value)


def _read(file: Path) -> tuple[Offer, ...]:
    """Of one file, read again where it changed."""
    try:
        status = file.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        if file in _parsed and _parsed[file][0] == stamp:
            return _parsed[file][1]
        if status.st_size > MOST_BYTES:
            raise UsageError(f"{file} is too long for a table of prices")
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: {error}") from None
    found = offers_from(data.get("prices", {}), str(file))
    _parsed[file] = (stamp, found)
    return found
