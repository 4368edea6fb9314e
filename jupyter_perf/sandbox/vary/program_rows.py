"""Changes of the lines and tokens of a program's input; what they count follows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Lines = list[str]
TOKEN = re.compile(r"\S+")
INTEGER = re.compile(r"[+-]?\d{1,18}\Z")
DECIMAL = re.compile(r"[+-]?\d+\.\d+\Z")
MOST_LINES = 400
LARGE = (2**31 - 1, 2**31, 10**9 + 7, 2**53 + 1, 10**18, 2**62, 2**63 - 1, 2**63)


def count_of(lines: Lines) -> tuple[str, int] | None:
    """Say what the first line's first integer counts: (`lines` or `tokens`, n), or None."""
    first = TOKEN.findall(lines[0]) if lines else []
    if not first or not INTEGER.match(first[0]):
        return None
    n = int(first[0])
    if n >= 1 and len(lines) - 1 == n:
        return "lines", n
    if n >= 1 and len(first) == 1 and len(lines) > 1 and len(lines[1].split()) == n:
        return "tokens", n
    return None


def numbers(lines: Lines, chance: random.Random) -> Lines:
    """Other numbers of the same magnitude and sign; what counts something stays."""
    counts = count_of(lines) is not None
    structural = _structural(lines)

    def other(token: str) -> str:
        if INTEGER.match(token) and token not in structural:
            return _integer(int(token), chance)
        if DECIMAL.match(token):
            return f"{float(token) * chance.uniform(0.5, 1.5):.{len(token.split('.')[1])}f}"
        return token

    return [
        line if at == 0 and counts else TOKEN.sub(lambda match: other(match[0]), line)
        for at, line in enumerate(lines)
    ]


def signs(lines: Lines, chance: random.Random) -> Lines:
    """Some numbers zero, some with the other sign; what counts something stays."""
    return _some_changed(lines, chance, lambda t: chance.choice(["0", str(-int(t))]))


def negative(lines: Lines, chance: random.Random) -> Lines:
    """Other numbers, many of them with the other sign; what counts something stays."""
    return _some_changed(numbers(lines, chance), chance, lambda t: str(-int(t)))


def large(lines: Lines, chance: random.Random) -> Lines:
    """Some numbers near the limits of machine integers; what counts something stays."""
    return _some_changed(
        lines, chance, lambda t: str(chance.choice(LARGE) * (-1 if t.startswith("-") else 1))
    )


def _some_changed(lines: Lines, chance: random.Random, change: Callable[[str], str]) -> Lines:
    """About half of the integers changed, but for those that count something."""
    body = 1 if count_of(lines) else 0
    structural = _structural(lines)

    def other(token: str) -> str:
        if not INTEGER.match(token) or token in structural or chance.random() < 0.5:
            return token
        return change(token)

    return [
        line if at < body else TOKEN.sub(lambda match: other(match[0]), line)
        for at, line in enumerate(lines)
    ]


def none(lines: Lines, chance: random.Random) -> Lines:
    """No rows or tokens at all, and a count that says so."""
    counted = count_of(lines)
    if counted is None:
        return lines
    first = TOKEN.sub("0", lines[0], count=1)
    return [first] if counted[0] == "lines" else [first, "", *lines[2:]]


def _structural(lines: Lines) -> set[str]:
    """Integers alone on their line that state how many tokens or lines follow it."""
    found = set()
    for at, line in enumerate(lines[:-1]):
        if INTEGER.match(line.strip()):
            n = int(line)
            if n in (len(lines[at + 1].split()), len(lines) - at - 1):
                found.add(line.strip())
    return found


def _integer(value: int, chance: random.Random) -> str:
    digits = len(str(abs(value)))
    low = 0 if digits == 1 else 10 ** (digits - 1)
    new = chance.randint(low, min(10**digits - 1, max(abs(value) * 2, 9)))
    return str(-new if value < 0 else new)


def same_numbers(lines: Lines, chance: random.Random) -> Lines:
    """All numbers of a data line alike: ties."""
    body = 1 if count_of(lines) else 0
    structural = _structural(lines)
    new = list(lines)
    for at in range(body, len(lines)):
        tokens = lines[at].split()
        if len(tokens) > 1 and all(INTEGER.match(t) for t in tokens):
            new[at] = " ".join([chance.choice(tokens)] * len(tokens))
        elif len(tokens) == 1 and INTEGER.match(tokens[0]) and tokens[0] not in structural:
            new[at] = lines[body] if INTEGER.match(lines[body].strip()) else lines[at]
    return new


def resized_by(factor: float) -> Callable[[Lines, random.Random], Lines]:
    """Fewer or more counted rows or tokens, the count following; else unchanged."""

    def apply(lines: Lines, chance: random.Random) -> Lines:
        counted = count_of(lines)
        if counted is None:
            return lines
        return resized(lines, min(MOST_LINES, max(1, round(counted[1] * factor))), chance)

    return apply


def resized(lines: Lines, wanted: int, chance: random.Random) -> Lines:
    """The lines with so many counted rows or tokens, the count following; else unchanged."""
    counted = count_of(lines)
    if counted is None:
        return lines
    first = TOKEN.sub(str(wanted), lines[0], count=1)
    if counted[0] == "lines":
        return [first, *_pick(lines[1:], wanted, chance)]
    return [first, " ".join(_pick(lines[1].split(), wanted, chance)), *lines[2:]]


def _pick(items: list[str], wanted: int, chance: random.Random) -> list[str]:
    if wanted <= len(items):
        at = sorted(chance.sample(range(len(items)), wanted))
        return [items[i] for i in at]
    return items + [chance.choice(items) for _ in range(wanted - len(items))]


def permuted(lines: Lines, chance: random.Random) -> Lines:
    """Rows in another order where the first line counts them, else words within lines."""
    counted = count_of(lines)
    if counted and counted[0] == "lines":
        return [lines[0], *chance.sample(lines[1:], len(lines) - 1)]
    body = 1 if counted else 0
    structural = _structural(lines)
    return [
        line
        if at < body or line.strip() in structural
        else " ".join(chance.sample(line.split(), len(line.split())))
        for at, line in enumerate(lines)
    ]
