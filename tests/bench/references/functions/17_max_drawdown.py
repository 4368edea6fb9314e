import numpy as np


def max_drawdown(equity):
    """Return (drawdown, index of trough)."""
    values = np.asarray(equity)
    if values.size == 0:
        return 0.0, -1
    peaks = np.maximum.accumulate(values)
    drawdowns = (peaks - values) / peaks
    drawdowns[np.isnan(drawdowns)] = -1.0
    where = int(drawdowns.argmax())
    worst = float(drawdowns[where])
    return (worst, where) if worst > 0.0 else (0.0, -1)
