"""`jp.history`: what was found before?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def history(
    *,
    kind: str | None = None,
    notebook: str | None = None,
    outcome: str | None = None,
    cell: str | None = None,
    search: str = "",
    sort: str = "created",
    order: str = "desc",
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """What was found before on this machine: one row a run, the latest first.

    `notebook` is a path or the end of one; `search` is words that all occur in the source, its
    first line of code, or the notebook's path. `sort` is `created`, `kind`, `notebook`, `title`,
    `outcome`, `ratio` or `seconds`; `order` is `desc` or `asc`. Raises `UsageError` for values that
    make no sense, and `PolicyError` where an administrator's policy file can't be understood.
    """
    from ..records.frame import frame_of
    from ..records.store import Query, store

    wanted = Query(kind, notebook, outcome, cell, search, sort, order, limit, offset)
    return frame_of(store(), wanted)
