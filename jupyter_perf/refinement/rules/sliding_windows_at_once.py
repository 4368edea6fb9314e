from __future__ import annotations

import ast

from ...core.code import Safety
from ..facts import Facts
from ._guarded import is_fallback
from ._hot import is_compiled
from ._rule import Rewrite, rule
from ._sliding_asked import Asks
from ._sliding_bounds import Place
from ._sliding_written import Writer


@rule(ast.For, ast.ListComp, safety=Safety.CHECK, gain=45.0, hints=(":",))
def sliding_windows_at_once(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Work out means, spreads and counts of all windows at once, gaps and borders included.

    What it does:
        A loop or comprehension that takes the window around each place of an array, or of a column,
        leaves out what is missing, and asks the rest for its number, mean, median, spread, sum or
        extremes, looks these up in arrays made before: windows that have equally much in them are
        worked out together, so that numbers are rounded as before. The rest of the loop stays.

    Why it is slow:
        Each window is cut out, tested and copied by itself, some microseconds each time; a column's
        take some hundred.

    Before:
        for i in range(len(level)):
            w = level[max(0, i - 6) : i + 7]
            w = w[~np.isnan(w)]
            smooth.append(w.mean() if len(w) >= 4 else np.nan)

    After:
        if len(level) and len(level) * 13 < 50_000_000:
            level_windows = np.lib.stride_tricks.sliding_window_view(
                np.pad(level, 6, constant_values=np.nan), 13
            )
            level_there = ~np.isnan(level_windows)
            level_counts = level_there.sum(axis=1)
            level_count = level_counts.tolist()
            level_mean = np.full(len(level), np.nan)
            for many in np.unique(level_counts[level_counts > 0]):
                rows = level_counts == many
                values = level_windows[rows][level_there[rows]].reshape(-1, many)
                level_mean[rows] = np.mean(values, axis=1)
            for i in range(len(level)):
                smooth.append(level_mean[i] if level_count[i] >= 4 else np.nan)
        else:
            for i in range(len(level)):
                w = level[max(0, i - 6) : i + 7]
                w = w[~np.isnan(w)]
                smooth.append(w.mean() if len(w) >= 4 else np.nan)

    When not:
        A window is read in another way, the array changes in the loop, or it holds anything but
        floats; the extreme of a window that may have nothing left.

    Source:
        The numpy documentation of `sliding_window_view`; seen gains 10 to 100 times.
    """
    if is_compiled(node, facts) or is_fallback(node, facts):
        return None
    place = Place.of(node, facts)
    if place is None:
        return None
    asks = Asks(node, place.index, facts)
    if not asks.found:
        return None
    return Writer(node, place, asks, facts).rewrite()
