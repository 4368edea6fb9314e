"""A webmaster of a club reads the server's log: visitors by day and the missing pages.

expect: faster
about: addresses by day kept in lists that are searched for each line; sets, a compiled pattern
"""

# %% function
import re


def summarise(lines):
    days = {}
    missing = []
    broken = 0
    for line in lines:
        m = re.match(r'^(\S+) \S+ \S+ \[(\d+/\w+/\d+):[^\]]+\] "(\w+) (\S+)[^"]*" (\d+) (\d+|-)', line)
        if m is None:
            broken += 1
            continue
        ip = m.group(1)
        day = m.group(2)
        status = int(m.group(5))
        size = 0 if m.group(6) == "-" else int(m.group(6))
        if day not in days.keys():
            days[day] = {"hits": 0, "bytes": 0, "ips": []}
        days[day]["hits"] += 1
        days[day]["bytes"] += size
        if ip not in days[day]["ips"]:
            days[day]["ips"].append(ip)
        if status == 404:
            missing.append(m.group(4).split("?")[0])
    table = [(d, v["hits"], len(v["ips"]), v["bytes"]) for d, v in days.items()]
    worst = [(p, missing.count(p)) for p in set(missing)]
    worst.sort(key=lambda t: (-t[1], t[0]))
    return table, worst[:10], broken


# %% calls
import random

r = random.Random(81)
PAGES = ["/", "/termine", "/chor/probe.html", "/fotos?jahr=2019", "/impressum"] + [f"/alt/{k}.php" for k in range(300)]


def log(n, days):
    out = []
    for k in range(n):
        ip = f"10.{r.randint(0, 3)}.{r.randint(0, 20)}.{r.randint(1, 60)}"
        day = 1 + k * days // n
        page = r.choice(PAGES)
        status = 404 if page.startswith("/alt") and r.random() < 0.7 else 200
        size = r.randint(200, 90000) if status == 200 else "-"
        line = f'{ip} - - [{day:02d}/Mar/2023:10:11:12 +0100] "GET {page} HTTP/1.1" {status} {size}'
        out.append(line if r.random() > 0.005 else "\x16\x03")
    return out


ENTRY = "summarise"
CALLS = [(log(9000, 3),), (log(4000, 1),), ([],), (["garbage"],), (log(50, 2),)]
