"""What a reference kernel is, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ....core.registry import Registry


@dataclass(frozen=True)
class Room:
    """What a kernel may adapt its data to."""

    cache_bytes: tuple[int, ...] = ()
    """The smallest level first; empty where unknown."""
    free_bytes: int = 1 << 32


@dataclass(frozen=True)
class Made:
    """A kernel that is ready: `run` is timed, and does `amount` of the probe's unit."""

    run: Callable[[], object]
    amount: float


@dataclass(frozen=True)
class Probe:
    """A reference kernel."""

    name: str
    unit: str
    """`operations`, `flop` or `bytes`: of `Made.amount`."""
    make: Callable[[Room], Made]
    one_thread: bool = False
    """Whether numeric libraries are held to one thread."""
    elsewhere: bool = False
    """Whether the work is done in another process, so that its own CPU time says nothing."""

    @property
    def words(self) -> str:
        """What it does, in words: the first line of its maker's docstring."""
        return (self.make.__doc__ or self.name).strip().splitlines()[0].rstrip(".")


PROBES: Registry[Probe] = Registry("probes", __package__)


def probe(
    name: str, unit: str, *, one_thread: bool = False, elsewhere: bool = False
) -> Callable[[Callable[[Room], Made]], Callable[[Room], Made]]:
    """Decorator: register a kernel's maker under `name`."""

    def register(make: Callable[[Room], Made]) -> Callable[[Room], Made]:
        PROBES.add(name, Probe(name, unit, make, one_thread, elsewhere))
        return make

    return register


def table() -> list[Probe]:
    """All of them, by name."""
    return [each for _, each in PROBES.items()]


def chosen(names: Iterable[str]) -> list[Probe]:
    """Those of these names, in their order. Raises KeyError for one that there isn't."""
    return [PROBES.get(name) for name in names]
