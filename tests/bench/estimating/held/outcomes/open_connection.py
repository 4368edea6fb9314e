"""A connection to a database can't be scaled, nor copied.

family: outcomes
expect: refused
"""
# %% setup
import sqlite3

base = sqlite3.connect(":memory:")
base.execute("create table t (a integer)")
base.executemany("insert into t values (?)", ((i,) for i in range(200_000)))
# %% cell
total = 0
for (a,) in base.execute("select a from t"):
    total += a
