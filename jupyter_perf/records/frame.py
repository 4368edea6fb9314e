"""Runs as a table: what `jp.history()` returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .query import SUMMARY, Query
from .store import Store

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("ratio", "low", "high", "seconds", "usd",
            "predicted", "predicted_low", "predicted_high", "actual")  # fmt: skip


def frame_of(store: Store, wanted: Query) -> pd.DataFrame:
    """One row a run, in the order that was asked for; types are the same where none matches."""
    import pandas as pd

    frame = pd.DataFrame(store.summaries(wanted), columns=list(SUMMARY))
    frame["created"] = pd.to_datetime(frame["created"], utc=True)
    frame["tokens"] = frame["tokens"].astype("Int64")
    return frame.astype(dict.fromkeys(_NUMBERS, "float64"))
