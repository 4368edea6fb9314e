"""What is to be packed: requests, how many of them, machines and what each can do; checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from ....errors import UsageError
from ..terms import Instance, Requests, Throughput
from .checking import amount, whole

TIME_LIMIT_S = 20.0
ENDS = ("value", "low", "high")
MOST_REPLICAS = 100_000
"""Of one kind of instance in a plan: beyond it a rate or a throughput is a slip of the pen."""


@dataclass(frozen=True, eq=False)
class Problem:
    """`rate` requests a second, spread as `requests` say, on `instances` by their `throughputs`.

    Raises UsageError for numbers that make no sense, shapes that don't agree, and for names that
    only one of the two has.
    """

    requests: Requests
    rate: float
    instances: tuple[Instance, ...]
    throughputs: Mapping[str, Throughput]
    slices: int = 4
    """Equal parts that the requests of each bucket are cut in; each goes to one kind of instance
    (Mélange's slice factor)."""
    end: str = "value"
    """Of the throughputs, one of ENDS."""
    spare: float = 0.0
    """Capacity beyond the load, as a share of it: with 0.2 there is room for 20% more requests."""
    survive: int = 0
    """Instances of each kind in use that may fail while the others carry the load: 1 is N+1."""
    min_replicas: int = 0
    """Of all kinds together."""
    shared: Mapping[str, int] = field(default_factory=dict)
    """Target → devices of it that are to be had, for all its instances together."""
    gap: float = 0.0
    """A plan is good enough when it is proven to be no more than this share above the cheapest."""
    time_limit_s: float = TIME_LIMIT_S

    def __post_init__(self) -> None:
        kinds = _instances(self.instances)
        checked = {
            "instances": kinds,
            "rate": amount("rate", self.rate, "requests a second"),
            "slices": whole("slices", self.slices, 1),
            "spare": amount("spare", self.spare, "a share of the load, such as 0.2"),
            "survive": whole("survive", self.survive),
            "min_replicas": whole("min_replicas", self.min_replicas),
            "shared": {
                name: whole(f"devices of {name}", most) for name, most in self.shared.items()
            },
            "gap": amount("gap", self.gap, "a share of the price, such as 0.01"),
            "time_limit_s": amount("time_limit_s", self.time_limit_s, "seconds", zero=False),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)
        if self.end not in ENDS:
            raise UsageError(f"`end` must be one of {', '.join(ENDS)}, not {self.end!r}")
        _check_shares(self.requests)
        _check_throughputs(self.throughputs, kinds, self.requests.buckets.shape)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.instances)

    @property
    def options(self) -> dict[str, Any]:
        """Those that a plan repeats."""
        names = ("slices", "end", "spare", "survive", "min_replicas")
        return {name: getattr(self, name) for name in names}

    def only(self, names: Collection[str]) -> Problem:
        """The same with these instances alone. Raises UsageError for names that it doesn't know."""
        if unknown := sorted(set(names) - set(self.names)):
            raise UsageError(f"no instance {unknown[0]!r}; there are {', '.join(self.names)}")
        kept = tuple(each for each in self.instances if each.name in names)
        return replace(
            self,
            instances=kept,
            throughputs={each.name: self.throughputs[each.name] for each in kept},
        )

    def changed(self, name: str, **fields: object) -> Problem:
        """The same with another price or number of one instance. Raises UsageError as `only`."""
        self.only((name,))
        changed = tuple(
            replace(each, **fields) if each.name == name else each  # type: ignore[arg-type]
            for each in self.instances
        )
        return replace(self, instances=changed)

    @cached_property
    def cells(self) -> np.ndarray:
        """(B, 2) Places in the matrix of buckets that get requests."""
        found: np.ndarray = np.argwhere((np.asarray(self.requests.shares) > 0) & (self.rate > 0))
        return found

    @cached_property
    def served(self) -> np.ndarray:
        """(B, G) Requests a second of each cell that each instance can serve."""
        rows, columns = self.cells.T
        each = [np.asarray(getattr(self.throughputs[n], self.end), float) for n in self.names]
        return np.stack([matrix[rows, columns] for matrix in each], axis=1)

    @cached_property
    def loads(self) -> np.ndarray:
        """(B, G) Instances that one slice of each cell keeps busy; infinite where none can serve
        it, or none is to be had. A throughput of 0 is never divided by."""
        rows, columns = self.cells.T
        slice_rate = np.asarray(self.requests.shares)[rows, columns] * self.rate / self.slices
        loads = np.full(self.served.shape, np.inf)
        with np.errstate(over="ignore"):
            np.divide(slice_rate[:, None], self.served, out=loads, where=self.served > 0)
        loads[loads > MOST_REPLICAS] = np.inf
        loads[:, self.ceilings == 0] = np.inf
        return loads

    @cached_property
    def prices(self) -> np.ndarray:
        """(G,) US dollars an hour of one instance."""
        return np.array([each.usd_per_hour for each in self.instances], float)

    @cached_property
    def floors(self) -> np.ndarray:
        """(G,) Instances that are kept whatever the load."""
        return np.array([each.least for each in self.instances], float)

    @cached_property
    def ceilings(self) -> np.ndarray:
        """(G,) Instances that are to be had."""
        most = [
            max(MOST_REPLICAS, each.least) if each.most is None else each.most
            for each in self.instances
        ]
        return np.array(most, float)

    @cached_property
    def pools(self) -> tuple[np.ndarray, np.ndarray]:
        """(P, G) Devices that one instance takes of each target in `shared`, and (P,) how many
        there are."""
        taken = [
            [each.devices * (each.target == target) for each in self.instances]
            for target in self.shared
        ]
        kinds = len(self.instances)
        return np.array(taken, float).reshape(-1, kinds), np.array([*self.shared.values()], float)

    @cached_property
    def working(self) -> np.ndarray:
        """(G,) Share of the time that one instance works."""
        return np.array([each.available for each in self.instances], float)


def _instances(given: object) -> tuple[Instance, ...]:
    kept = tuple(given) if isinstance(given, Iterable) else ()
    if not kept or not all(isinstance(each, Instance) for each in kept):
        raise UsageError("`instances` must be a list with at least one `Instance` in it")
    names = [each.name for each in kept]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"two instances are named {twice[0]!r}: give each a name of its own")
    for each in kept:
        whole(f"least of {each.name}", each.least)
        if each.most is not None:
            whole(f"most of {each.name}", each.most)
    return kept


def _check_shares(requests: Requests) -> None:
    shares = np.asarray(requests.shares, float)
    if shares.shape != requests.buckets.shape:
        shapes = f"{shares.shape}, and there are {requests.buckets.shape} buckets"
        raise UsageError(f"the shares of requests are {shapes}")
    if not (np.isfinite(shares).all() and (shares >= 0).all() and abs(shares.sum() - 1) < 1e-6):
        raise UsageError("the shares of requests must be at least 0 and add up to 1")


def _check_throughputs(
    given: Mapping[str, Throughput], kinds: tuple[Instance, ...], shape: tuple[int, int]
) -> None:
    names = {each.name for each in kinds}
    if missing := sorted(names - set(given)):
        raise UsageError(f"there is no throughput of {missing[0]!r}")
    if unknown := sorted(set(given) - names):
        raise UsageError(f"there is a throughput of {unknown[0]!r}, which is no instance")
    for name, throughput in given.items():
        for end in ENDS:
            matrix = np.asarray(getattr(throughput, end), float)
            if matrix.shape != shape:
                raise UsageError(f"the throughput of {name} is {matrix.shape}; buckets are {shape}")
            if not (np.isfinite(matrix).all() and (matrix >= 0).all()):
                wanted = "requests a second, at least 0, and 0 where it can't serve"
                raise UsageError(f"the throughput of {name} must be {wanted}")
