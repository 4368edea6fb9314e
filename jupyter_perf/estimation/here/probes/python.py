"""Kernels of the interpreter: what cells in pure Python spend their time on."""

from __future__ import annotations

from ._probe import Made, Room, probe

_LOOPS = 60_000
_ROWS = 20_000
_WORDS = 12_000


@probe("interpreter", "operations")
def interpreter(_room: Room) -> Made:
    """Arithmetic in a loop, with a branch."""

    def run() -> int:
        total = 0
        for i in range(_LOOPS):
            if i & 3:
                total += i * 7 % 13
            else:
                total -= i
        return total

    return Made(run, _LOOPS)


class _Account:
    """Something with attributes and a method, as users' classes have."""

    def __init__(self, name: str, amount: float) -> None:
        self.name = name
        self.amount = amount

    def add(self, amount: float) -> None:
        self.amount += amount


@probe("objects", "operations")
def objects(_room: Room) -> Made:
    """Dictionaries, attributes, small objects, calls."""
    accounts = {f"name {i % 997}": _Account(f"name {i % 997}", 0.5) for i in range(_ROWS)}
    names = [f"name {i % 997}" for i in range(_ROWS)]

    def run() -> dict[str, list[float]]:
        seen: dict[str, list[float]] = {}
        for name in names:
            account = accounts[name]
            account.add(1.0)
            seen.setdefault(account.name, []).append(account.amount)
        return seen

    return Made(run, _ROWS)


@probe("strings", "operations")
def strings(_room: Room) -> Made:
    """Splitting, replacing, formatting, joining."""
    lines = [f"{i};Alpha {i % 31};{i * 0.25:.2f};läuft" for i in range(_WORDS)]

    def run() -> str:
        done = []
        for line in lines:
            number, name, value, rest = line.split(";")
            done.append(f"{name.lower().strip()}={float(value):.1f} {rest.replace('ä', 'ae')}")
            number.startswith("1")
        return "\n".join(done)

    return Made(run, _WORDS)


@probe("python-sort", "operations")
def python_sort(_room: Room) -> Made:
    """A list of floats sorted, and looked up in a set."""
    values = [(i * 2654435761 % 1000003) / 7.0 for i in range(40_000)]

    def run() -> int:
        ordered = sorted(values)
        known = set(values)
        return sum(value in known for value in ordered[::4])

    return Made(run, len(values))
