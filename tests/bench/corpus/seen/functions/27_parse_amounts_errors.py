"""Accounting import: parses amounts, collects messages for bad lines.

expect: nothing
about: the failing lines, their order and the exception text are part of the result, so the per-line try stays
"""
# %% function
from decimal import Decimal, InvalidOperation


def parse_amounts(lines, limit=None):
    good, errors = [], []
    for no, raw in enumerate(lines, 1):
        text = raw.strip().replace("\u00a0", "")
        try:
            good.append(Decimal(text))
        except InvalidOperation as exc:
            errors.append(f"line {no}: {raw!r} ({type(exc).__name__})")
            if limit is not None and len(errors) >= limit:
                break
    return good, errors

# %% calls
import random
_r = random.Random(27)


def _ln(n, bad):
    return [_r.choice(["abc", "", "1,2,3", "--5"]) if _r.random() < bad else "%s%d.%02d " % (_r.choice(["", "-", " "]), _r.randrange(10**5), _r.randrange(100)) for _ in range(n)]


ENTRY = "parse_amounts"
CALLS = [(_ln(200, .1),), (_ln(4000, .02),), (_ln(3000, .3), 25), (_ln(1000, 0), 1)]
