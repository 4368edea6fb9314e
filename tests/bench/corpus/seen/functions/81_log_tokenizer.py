"""DevOps helper: splits log lines with one compiled pattern.

expect: nothing
about: pattern compiled once at module level, one match per line; unmatched lines must be kept in order
"""
# %% function
import re

LINE = re.compile(r"(\d+(?:\.\d+){3}) - \[([^\]]+)\] \"([A-Z]+) (\S+)\" (\d{3})")


def parse_log(lines):
    match = LINE.match
    hits, rejects = [], []
    for line in lines:
        m = match(line)
        if m is None:
            rejects.append(line)
        else:
            hits.append(m.groups())
    return hits, rejects

# %% calls
import random
_r = random.Random(81)


def _ln(n):
    return ["garbage" if _r.random() < .05 else '10.0.%d.%d - [02/May/2024] "%s /p/%d?q=ü" %d' % (_r.randrange(256), _r.randrange(256), _r.choice(["GET", "POST"]), _r.randrange(50), _r.choice([200, 404])) for _ in range(n)]


ENTRY = "parse_log"
CALLS = [(_ln(50),), (_ln(2000),), (_ln(6000),), ([],)]
