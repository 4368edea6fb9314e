"""A small investor computes taxable gains of shares, first in first out.

expect: faster
about: sums all open lots at each trade and takes lots off the front of a list; running total, deque
"""

# %% function
def fifo_gains(trades):
    """trades: (date, kind, pieces, price in cents), sorted by date; kind is buy, sell or split."""
    lots = []
    gains = {}
    warnings = []
    for trade in trades:
        date, kind, pieces, price = trade
        year = date[:4]
        held = sum([lot[0] for lot in lots])
        if kind == "buy":
            lots.append([pieces, price])
        elif kind == "split":
            # pieces is the factor here
            new_lots = []
            for lot in lots:
                new_lots.append([lot[0] * pieces, lot[1] / pieces])
            lots = new_lots
        elif kind == "sell":
            if pieces > held:
                warnings.append(date + ": only " + str(held) + " pieces")
                pieces = held
            while pieces > 0:
                lot = lots[0]
                if lot[0] <= pieces:
                    gains[year] = gains.get(year, 0) + lot[0] * (price - lot[1])
                    pieces -= lot[0]
                    lots.pop(0)
                else:
                    gains[year] = gains.get(year, 0) + pieces * (price - lot[1])
                    lot[0] -= pieces
                    pieces = 0
    return gains, lots, warnings


# %% calls
import random

r = random.Random(27)


def history(n, sell):
    out = []
    for k in range(n):
        date = f"{2012 + k * 10 // max(n, 1)}-{k % 12 + 1:02d}-{r.randint(1, 28):02d}"
        price = 4000 + r.randint(-900, 1500)
        if k == n * 2 // 3:
            out.append((date, "split", 3, 0))
        if r.random() < sell:
            out.append((date, "sell", r.randint(1, 60), price))
        else:
            out.append((date, "buy", r.randint(1, 40), price))
    return out


ENTRY = "fifo_gains"
CALLS = [
    (history(5500, 0.2),),
    (history(3600, 0.25),),
    ([],),
    ([("2020-03-01", "sell", 5, 100)],),
    (history(60, 0.5),),
]
