"""What a user does first, run in an environment of `first_minute`: prints seconds, as JSON."""

import json
import time

STARTED = time.perf_counter()

from IPython.core.interactiveshell import InteractiveShell  # noqa: E402

DATA = """
import numpy as np, pandas as pd

rng = np.random.default_rng(0)
orders = pd.DataFrame({
    "price": rng.gamma(2, 20, 20_000).round(2),
    "quantity": rng.uniform(1, 10, 20_000).round(),
})
"""
CELL = """%%refine --apply
total = 0.0
for _, row in orders.iterrows():
    total += row["price"] * row["quantity"]
total
"""


def main() -> None:
    shell = InteractiveShell.instance()
    steps = {"start of IPython": time.perf_counter() - STARTED}
    for name, code in (
        ("%load_ext jupyter_perf", "%load_ext jupyter_perf"),
        ("the data", DATA),
        ("%%refine --apply", CELL),
    ):
        before = time.perf_counter()
        shell.run_cell(code).raise_error()
        steps[name] = time.perf_counter() - before
    import jupyter_perf as jp

    found = jp.last()
    accepted = found is not None and found.best is not None
    print(json.dumps({"steps": steps, "accepted": accepted, "ratio": accepted and found.ratio}))


if __name__ == "__main__":
    main()
