from __future__ import annotations

import ast

from ...core.code import Safety
from ..facts import Facts
from ._date_formats import pattern_of
from ._elements import elements
from ._guarded import guarded, is_fallback
from ._guessed_columns import test_of
from ._rows import quote_of
from ._rule import Rewrite, rule
from ._tried_dates import tried_date


@rule(ast.Call, safety=Safety.CHECK, gain=90.0, hints=("to_datetime", "strptime"))
def dates_or_missing(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Read a whole column of dates at once where some texts are none.

    What it does:
        `column.apply(f)` with a function of yours that tries to read a date in a format, and gives
        a missing one where that fails, becomes `pd.to_datetime` with `errors="coerce"`.

    Why it is slow:
        Each call finds out about the format anew and makes an object of its own, and an exception
        where there is none.

    Before:
        def to_date(text):
            try:
                return pd.to_datetime(text, format='%d.%m.%Y')
            except ValueError:
                return pd.NaT

        df['born'] = df['born'].apply(to_date)

    After:
        def to_date(text):
            try:
                return pd.to_datetime(text, format='%d.%m.%Y')
            except ValueError:
                return pd.NaT

        df['born'] = pd.to_datetime(df['born'], format='%d.%m.%Y', errors='coerce')

    When not:
        Columns of other things than texts, functions that do more than that, formats that aren't
        known. Where `strptime` reads, digits in texts that aren't written just so.

    Source:
        The pandas documentation of `to_datetime`; seen gain 100 times.
    """
    if is_fallback(node, facts):
        return None
    found = elements(node, facts, guess=True)
    if found is None or found.kind != "str":
        return None
    date = tried_date(found.function, facts)
    if date is None:
        return None
    pd, line = facts.module("pandas", "pd")
    quote, column = quote_of(facts), facts.source.segment(found.column)
    form, coerced = f"{quote}{date.format}{quote}", f"errors={quote}coerce{quote}"
    new = f"{pd}.to_datetime({column}, format={form}, {coerced})"
    guards = [f"len({column})", *([test_of(column, "str", quote)] if found.guessed else [])]
    if not date.takes_missing:
        guards.append(f"{column}.notna().all()")
    if date.by_strptime:
        pattern = f"{quote}{pattern_of(date.format)}{quote}"
        none = f"~{column}.str.contains({quote}[0-9]{quote})"
        guards.append(f"({column}.str.fullmatch({pattern}) | {none}).all()")
    if not date.missing_date:
        guards.append(f"{new}.notna().any()")
    return Rewrite((guarded(node, new, guards, facts),), (line,) if line else ())
