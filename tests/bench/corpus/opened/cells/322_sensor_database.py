"""A smart-home tinkerer logs sensor values to a small database and asks it for the warm hours.

expect: nothing
about: inserts with executemany and SQL aggregates; the time is the database's
"""

# %% setup
import random
import sqlite3

r = random.Random(322)
readings = []
t = 1_700_000_000
for k in range(60_000):
    t += r.randint(20, 90)
    readings.append((t, r.choice(["Küche", "Bad", "Flur", "Büro"]), round(r.gauss(20.5, 2.2), 1)))

# %% cell
con = sqlite3.connect(":memory:")
con.execute("create table log (ts integer, room text, temp real)")
with con:
    con.executemany("insert into log values (?, ?, ?)", readings)
con.execute("create index log_room on log (room, ts)")

hourly = con.execute(
    "select room, ts / 3600 as hour, avg(temp), count(*) from log group by room, hour order by room, hour"
).fetchall()
warm = con.execute(
    "select room, count(*) from (select room, ts / 3600 as h, avg(temp) as m from log group by room, h) "
    "where m > 21 group by room order by room"
).fetchall()
jumps = con.execute(
    "select room, max(abs(temp - before)) from (select room, temp, lag(temp) over "
    "(partition by room order by ts) as before from log) group by room order by room"
).fetchall()
con.close()
del con
print(len(hourly), warm)
print(jumps)
