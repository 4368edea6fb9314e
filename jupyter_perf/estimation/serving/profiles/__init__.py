"""What each machine can do: requests a second that meet a latency target, for each size.

    from jupyter_perf.estimation.serving import profiles
    profiles.throughputs(instances, requests, Slo(tpot=0.04), profile="profile.csv")
    profiles.throughputs(instances, requests, Slo(ttft=0.5), config="llama-3.1-8b")

By what was measured (`reading`: Mélange's form, a long table, results of vLLM's and SGLang's
benchmarks), else by the roofline (`modelled`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ....core import targets
from ....errors import UsageError
from ...configs.asked import Terms
from ...configs.locating import Located, locate
from ...models.llm import Architecture, Precision
from ..offers import plain_name
from ..terms import Instance, Requests, Slo, Throughput
from . import matrices, measured, modelled, reading, sizes
from .matrices import Matrix
from .reading import Entry
from .sizes import why

__all__ = ["instances_of", "throughputs", "why"]

Config = Mapping[str, Any] | str | Path | Located | Architecture


def throughputs(
    instances: Sequence[Instance],
    requests: Requests,
    slo: Slo,
    *,
    profile: object = None,
    config: Config | None = None,
    terms: Terms | None = None,
    precision: Precision | None = None,
) -> dict[str, Throughput]:
    """By the name of the instance.

    `profile` is whatever `reading.read` takes; an instance is found in it by its name, or by its
    target's where it has one device. What isn't in it is modelled from `config` (a model's
    configuration, as `configs.locate` takes it, on the instance's target with `terms.efficiency`
    and bits of `precision`), or is 0 with the reason `not measured` where there is no `config`.

    Raises UsageError where neither is given, a profile can't be read or knows none of the
    instances, two instances of one name differ, or a target isn't known.
    """
    if profile is None and config is None:
        raise UsageError(
            "throughputs need a `profile` of what was measured, or the `config` of a model"
        )
    _check_names(instances)
    found = {} if profile is None else _matched(reading.read(profile), instances)
    if profile is not None and instances and not found and config is None:
        asked = ", ".join(each.name for each in instances)
        raise UsageError(f"the profile has none of the instances {asked}")
    model = None if config is None else _model(config)
    known: dict[tuple[str, int], Throughput] = {}
    done: dict[str, Throughput] = {}
    for instance in instances:
        machine = instance.target, instance.devices
        if instance.name in found:
            done[instance.name] = _measured(instance.name, found[instance.name], requests, slo)
        elif model is None:
            done[instance.name] = sizes.nothing(requests.buckets, sizes.NOT_MEASURED, "profile")
        else:
            if machine not in known:
                known[machine] = modelled.throughput(
                    model,
                    targets.get(instance.target),
                    requests,
                    slo,
                    terms or Terms(),
                    devices=instance.devices,
                    precision=precision,
                )
            done[instance.name] = known[machine]
    return done


def instances_of(profile: object) -> list[Instance]:
    """The machines that a profile of Mélange's form prices (`cost`: US dollars an hour), each the
    target of its own name. Raises UsageError where it is of another form, or a price is missing."""
    entries = {str(name): entry for name, entry in reading.read(profile).items()}
    priced = {name: entry for name, entry in entries.items() if isinstance(entry, Matrix)}
    if len(priced) < len(entries):
        raise UsageError("only a profile with `cost` and `tputs` of each instance has prices")
    return matrices.instances(priced)


def _measured(name: str, entry: Entry, requests: Requests, slo: Slo) -> Throughput:
    if isinstance(entry, Matrix):
        return matrices.throughput(name, entry, requests)
    return measured.throughput(entry, requests, slo)


def _matched(
    entries: Mapping[str | None, Entry], instances: Sequence[Instance]
) -> dict[str, Entry]:
    """By the names of instances. Raises UsageError where a profile of nothing named is for one of
    several."""
    named = {_plain(name): entry for name, entry in entries.items() if name is not None}
    found = {}
    for instance in instances:
        names = [instance.name] + ([instance.target] if instance.devices == 1 else [])
        entry = next((named[_plain(name)] for name in names if _plain(name) in named), None)
        if entry is not None:
            found[instance.name] = entry
    # Results say nothing of the machine, or have a label of their own.
    if not found and len(entries) == 1 and len({each.name for each in instances}) == 1:
        return {instances[0].name: next(iter(entries.values()))}
    if None in entries and not found and instances:
        raise UsageError(
            "the profile doesn't say what it was measured on: give {name: profile} for the "
            f"instances {', '.join(each.name for each in instances)}"
        )
    return found


def _model(config: Config) -> Architecture:
    if isinstance(config, Architecture):
        return config
    return (config if isinstance(config, Located) else locate(config)).model


def _check_names(instances: Sequence[Instance]) -> None:
    machines: dict[str, tuple[str, int]] = {}
    for instance in instances:
        machine = (instance.target, instance.devices)
        if machines.setdefault(instance.name, machine) != machine:
            raise UsageError(f"two instances are called {instance.name!r} and differ")


def _plain(name: str) -> str:
    return plain_name(name).replace(" ", "-")
