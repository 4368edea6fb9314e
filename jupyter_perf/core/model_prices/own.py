"""The user's own prices: from the file that `table` describes, and from a mapping."""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...errors import UsageError
from .table import Price

_KEYS = {"input", "output", "context", "host"}
_OF_HARDWARE = {"on-demand", "spot", "serverless"}
"""Tables with one of these are prices of machines, which `estimation.own_offers` reads."""


def price_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the user's prices are, or would be."""
    chosen = environ.get("XDG_CONFIG_HOME", "")
    # The specification of these folders has relative ones ignored.
    folder = Path(chosen) if os.path.isabs(chosen) else Path(os.path.expanduser("~/.config"))
    return folder / "jupyter-perf" / "prices.toml"


def own_prices(file: Path | None = None) -> list[Price]:
    """What the file says; none where there is no such file. Raises UsageError, which names it."""
    file = price_file() if file is None else file
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: {error}") from None
    unknown = sorted(set(data) - {"prices"})
    if unknown:
        raise UsageError(f"{file}: no setting `{unknown[0]}`; there is `[prices.MODEL]`")
    return prices_from(data.get("prices", {}), str(file))


def prices_from(given: Any, origin: str = "prices") -> list[Price]:
    """Prices from `{model: {"input": USD, "output": USD, "context": …, "host": …}}`.

    US dollars are per million tokens. Raises UsageError, which names `origin` and the model.
    """
    if not isinstance(given, Mapping):
        raise UsageError(f"{origin}: prices are a table by model: `[prices.MODEL]`")
    rows = {
        str(model): row
        for model, row in given.items()
        if not (isinstance(row, Mapping) and _OF_HARDWARE & set(row) and "input" not in row)
    }
    return [_price(model, row, origin) for model, row in rows.items()]


def _price(model: str, row: Any, origin: str) -> Price:
    where = f"{origin}: {model!r}"
    if not isinstance(row, Mapping) or not {"input", "output"} <= set(row):
        raise UsageError(f"{where} needs `input` and `output`, in US dollars per million tokens")
    unknown = sorted(set(map(str, row)) - _KEYS)
    if unknown:
        raise UsageError(f"{where}: no `{unknown[0]}`; there are {', '.join(sorted(_KEYS))}")
    context, host = row.get("context"), row.get("host", "")
    if context is not None and (not isinstance(context, int) or context <= 0):
        raise UsageError(f"{where}: `context` is a whole number of tokens")
    if not isinstance(host, str) or "/" in host:
        raise UsageError(f"{where}: `host` is a name such as models.example.org")
    return Price(
        model=model,
        input_usd=_usd(row["input"], f"{where}: `input`"),
        output_usd=_usd(row["output"], f"{where}: `output`"),
        host=host.lower(),
        context_tokens=context,
        source=origin,
    )


def _usd(value: Any, what: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value < 0:
        raise UsageError(f"{what} is a number of US dollars, 0 or more")
    return float(value)
