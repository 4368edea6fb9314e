"""Web master takes apart a server log and looks at errors per path.

expect: nothing
about: one regular expression over a string column takes nearly all the time and the rest is column-wise.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(37)
n = 60_000
paths = ["/", "/über-uns", "/shop/tee", "/shop/kaffee", "/login", "/api/v1/items", "/robots.txt"]
ip = rng.integers(1, 255, (n, 2))
lines = [
    f'10.0.{a}.{b} - - [12/Mar/2023:{h:02d}:{m:02d}:00 +0100] "{v} {p} HTTP/1.1" {s} {z}'
    for a, b, h, m, v, p, s, z in zip(
        ip[:, 0], ip[:, 1], rng.integers(0, 24, n), rng.integers(0, 60, n), rng.choice(["GET", "POST"], n, p=[0.9, 0.1]),
        rng.choice(paths, n), rng.choice([200, 301, 404, 500], n, p=[0.85, 0.05, 0.08, 0.02]), rng.integers(80, 90_000, n))
]
log = pd.Series(lines, name="line")

# %% cell
pattern = r'^(?P<ip>\S+) \S+ \S+ \[(?P<time>[^\]]+)\] "(?P<verb>[A-Z]+) (?P<path>\S+) [^"]*" (?P<status>\d{3}) (?P<size>\d+)'
parsed = log.str.extract(pattern).astype({"status": "int16", "size": "int64"})
parsed["error"] = parsed["status"] >= 400
errors = parsed.groupby("path").agg(hits=("error", "size"), errors=("error", "sum"), mb=("size", "sum"))
errors["mb"] = (errors["mb"] / 1e6).round(1)
errors["rate"] = (errors["errors"] / errors["hits"]).round(4)
print(errors.sort_values("rate", ascending=False))
print(parsed["ip"].nunique(), "addresses")
