"""What each machine on offer can do, and which of them needn't be weighed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from . import profiles, pruning
from .parts import REPLACED, LeftOut
from .profiles import sizes
from .question import ServingQuestion
from .terms import Instance, Throughput

Tell = Callable[[str, float], None]
"""Hears what is being done, and which share of it is."""


@dataclass
class Able:
    """`throughputs` of those `instances` that are weighed."""

    instances: tuple[Instance, ...] = ()
    throughputs: dict[str, Throughput] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, LeftOut] = field(default_factory=dict)
    """Of those `left_out` for one of the usual reasons."""


def able(asked: ServingQuestion, tell: Tell) -> Able:
    """Without requests no throughput matters, and none is worked out.

    Raises UsageError where a profile is of other buckets than the requests.
    """
    instances = asked.offer.instances
    if not asked.rate:
        nothing = sizes.nothing(asked.requests.buckets, "no requests", "")
        return Able(instances, {each.name: nothing for each in instances})
    if asked.wishes.profile is not None:  # whose its entries are is seen from all of them
        tell("reading the profile", 0.0)
        return _weighed(asked, instances, _made(asked, *instances))
    return _growing(asked, instances, tell)


def _growing(asked: ServingQuestion, instances: tuple[Instance, ...], tell: Tell) -> Able:
    """Target by target, from few devices to many: once they serve every size, and sharing among
    more brings nothing, it brings nothing among still more."""
    known: dict[tuple[str, int], Throughput] = {}
    grown = Able()
    for at, group in enumerate(groups := _by_target(instances)):
        tell(f"what {group[0].target} can do", at / len(groups))
        kept: list[Instance] = []
        for place, instance in enumerate(group):
            machine = (instance.target, instance.devices)
            if machine not in known:
                known[machine] = _made(asked, instance)[instance.name]
            kept.append(instance)
            found = {each.name: known[each.target, each.devices] for each in kept}
            why = pruning.replaceable(kept, found, asked.requests).get(instance.name)
            if why and asked.wishes.tensor_parallel is None and _serves_all(asked, known[machine]):
                already = f"{instance.name} brings nothing already: {why}"
                larger = group[place + 1 :]
                grown.left_out |= {each.name: already for each in larger}
                grown.kinds |= {each.name: LeftOut(REPLACED, each.target) for each in larger}
                break
        found = {each.name: known[each.target, each.devices] for each in kept}
        part = _weighed(asked, tuple(kept), found)
        grown.instances += part.instances
        grown.throughputs |= part.throughputs
        grown.left_out |= part.left_out
        grown.kinds |= part.kinds
    return grown


def _serves_all(asked: ServingQuestion, found: Throughput) -> bool:
    """Whether more devices are needed for no size, at no end of the interval."""
    return bool((np.asarray(found.low)[np.asarray(asked.requests.shares) > 0] > 0).all())


def _by_target(instances: tuple[Instance, ...]) -> list[list[Instance]]:
    """Of one target and kind each, with fewer devices first."""
    found: dict[tuple[str, str], list[Instance]] = {}
    for each in instances:
        found.setdefault((each.target, each.kind), []).append(each)
    return [sorted(group, key=lambda each: each.devices) for group in found.values()]


def _made(asked: ServingQuestion, *instances: Instance) -> Mapping[str, Throughput]:
    return profiles.throughputs(
        instances,
        asked.requests,
        asked.slo,
        profile=asked.wishes.profile,
        config=asked.work,
        precision=asked.precision,
    )


def _weighed(
    asked: ServingQuestion, instances: tuple[Instance, ...], found: Mapping[str, Throughput]
) -> Able:
    useless = pruning.unable(found)
    some = tuple(each for each in instances if each.name not in useless or each.least)
    needless = pruning.replaceable(some, found, asked.requests)
    kept = tuple(each for each in some if each.name not in needless)
    large = pruning.too_large(instances, found)
    kinds = {name: each for name, each in large.items() if name in useless}
    kinds |= {each.name: LeftOut(REPLACED, each.target) for each in some if each.name in needless}
    throughputs = {each.name: found[each.name] for each in kept}
    return Able(kept, throughputs, {**useless, **needless}, kinds)
