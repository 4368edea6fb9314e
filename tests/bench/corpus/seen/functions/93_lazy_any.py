"""Security tool: does any rule match the payload, rules ordered by likelihood.

expect: nothing
about: looks as if patterns could be combined into one regex, but the first matching rule's name in order is returned and later costly rules stay unevaluated
"""
# %% function
import re

RULES = [
    ("script", re.compile(r"<\s*script")),
    ("union", re.compile(r"union\s.+\sselect")),
    ("path", re.compile(r"\.\.[/\\]")),
    ("hex", re.compile(r"%0[0-9a-d]")),
]


def first_match(payload):
    for name, rx in RULES:
        if rx.search(payload):
            return name
    return None


def scan(payloads):
    tally = {}
    for p in payloads:
        name = first_match(p)
        tally[name] = tally.get(name, 0) + 1
    return tally

# %% calls
import random
_r = random.Random(93)
_p = ["id=%d&name=José" % i for i in range(40)] + ["< script>alert(1)", "q=1 union all select x", "../../etc", "a%00b"]


def _mk(n):
    return [_r.choice(_p) + str(_r.random()) for _ in range(n)]


ENTRY = "scan"
CALLS = [(_mk(100),), (_mk(3000),), (_mk(8000),), ([],)]
