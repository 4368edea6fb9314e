"""An accountant values withdrawals from stock first in, first out, per article.

expect: faster
about: lots per article are found by scanning one list and emptied lots removed by rebuilding it each time; a deque per article
"""

# %% function
def fifo_cost(moves):
    """moves: (kind, article, quantity, price) in order; returns cost of goods per article and the rest"""
    lots = []
    cost = {}
    errors = []
    for nr, (kind, article, qty, price) in enumerate(moves):
        if kind == "in":
            lots.append([article, qty, price])
        elif kind == "out":
            available = sum([lot[1] for lot in lots if lot[0] == article])
            if available < qty:
                errors.append((nr, article, qty - available))
                qty = available
            need = qty
            value = 0
            for lot in lots:
                if lot[0] != article:
                    continue
                take = min(need, lot[1])
                lot[1] -= take
                need -= take
                value += take * lot[2]
                if need == 0:
                    break
            cost[article] = cost.get(article, 0) + value
            lots = [lot for lot in lots if lot[1] > 0]
        else:
            raise ValueError("unknown kind: " + kind)
    rest = {}
    for article, qty, price in lots:
        n, v = rest.get(article, (0, 0))
        rest[article] = (n + qty, v + qty * price)
    return cost, rest, errors

# %% calls
import random

r = random.Random(333)
goods = ["Schraube M6", "Dübel 8", "Kabel", "Öl 5l", "Farbe weiß", "Pinsel", "Säge"]


def year(n):
    return [("in" if r.random() < 0.6 else "out", r.choice(goods), r.randint(1, 40), r.randint(90, 2500)) for _ in range(n)]


ENTRY = "fifo_cost"
CALLS = [([],), ([("out", "Kabel", 3, 0)],), (year(50),), (year(6000),), (year(9000),), (year(5000),)]
