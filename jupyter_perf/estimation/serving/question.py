"""What is asked about serving: the arguments of `jp.estimate` and `%%estimate --serve`, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

from ...core.targets import HERE, Target
from ...core.workload import Workload
from ...errors import UsageError
from ..configs.locating import Located, locate
from ..models.llm import Precision
from ..own_offers import own_offers
from ..prices import Offer
from . import requests as reading
from . import slos
from .coming import coming_of, is_timed
from .machines import machines
from .offers import OnOffer
from .profiles import reading as profiles
from .profiles.matrices import Matrix
from .terms import Buckets, Requests, Slo
from .wishes import Wishes, wishes_of

USUAL = "chat"
"""Requests where nobody says which."""
_NOT_SERVED = ("batch", "sequence", "prompt", "output", "tokens", "mfu", "loss")


@dataclass(frozen=True, eq=False)
class ServingQuestion:
    """What is asked, checked: see `question`."""

    source: str
    """What is served, in words."""
    work: Any
    """The configuration, as `configs.locate` takes it; None with a profile alone."""
    config: Located | None
    requests: Requests
    rate: float
    rate_source: str
    slo: Slo
    offer: OnOffer
    wishes: Wishes = field(default_factory=Wishes)
    day: tuple[float, ...] | None = None
    """Requests a second in each hour, from midnight on."""
    day_source: str = ""
    precision: Precision = field(default_factory=Precision)
    notes: tuple[str, ...] = ()
    taken: str = ""
    """Which of them says that a usual mix stands for requests that nobody named."""


def question(
    work: Any,
    workload: Workload,
    targets: Iterable[Target] | None = None,
    *,
    region: str | None = None,
    offer: str = "on-demand",
    offers: Sequence[Offer] = (),
    namespace: Mapping[str, object] | None = None,
) -> ServingQuestion:
    """What `workload` (of kind `serve`) asks of `work`: a configuration as `configs.locate` takes
    it, or None with a `profile` in `workload.own`.

    `targets` None: those of the profile, else all GPUs with a price. `namespace` is where names of
    requests, of a profile and of a configuration are looked up first. Raises UsageError for the
    first thing that makes no sense, or is missing: no rate and no latency is taken for granted.
    """
    wishes = _named_profile(wishes_of(dict(workload.own).items()), namespace or {})
    _check(workload, offer)
    if work is None and wishes.profile is None:
        raise UsageError(
            "what is served? A model's configuration (a dictionary, its config.json or a known"
            " name), or what was measured, as own={'profile': …} (in a magic: --config, --profile)"
        )
    slo = slos.slo_of(workload.slo)
    served = None if work is None else _config(work, namespace or {})
    config = None if served is None else locate(served)
    given = _requests(USUAL if workload.requests is None else workload.requests, namespace)
    given = reading.once(given, columns=wishes.columns, timed=is_timed(workload.rate, wishes))
    asked = reading.read(given, buckets=_buckets(wishes))
    coming = coming_of(workload.rate, given, wishes, asked.source)
    if offer == "spot" and "spot" not in wishes.kinds:
        wishes = Wishes(**{**vars(wishes), "kinds": (*wishes.kinds, "spot")})
    found = machines(
        None if targets is None else tuple(targets),
        wishes,
        modelled=config is not None,
        own=(*offers, *own_offers()),
    )
    taken = f"requests are taken to be `{USUAL}`" if workload.requests is None else ""
    notes = [*coming.notes, *filter(None, [taken])]
    if region is not None:
        notes.append("energy isn't part of this, so the region plays no part")
    return ServingQuestion(
        source="a profile" if config is None else config.name,
        work=served,
        config=config,
        requests=asked,
        rate=coming.rate,
        rate_source=coming.rate_source,
        slo=slo,
        offer=found,
        wishes=wishes,
        day=coming.day,
        day_source=coming.day_source,
        precision=Precision(workload.weight_bits, workload.activation_bits, workload.kv_bits),
        notes=tuple(notes),
        taken=taken,
    )


def named_targets(target: object, wished: Mapping[str, Any]) -> bool:
    """Whether `target`, an argument of `jp.estimate`, names any: its default doesn't, unless this
    machine has a price."""
    prices = wished.get("prices")
    return target != HERE or (isinstance(prices, Mapping) and HERE in prices)


def _check(workload: Workload, offer: str) -> None:
    plain = Workload(kind="serve")
    for name in _NOT_SERVED:
        if getattr(workload, name) != getattr(plain, name):
            raise UsageError(
                f"`{name}` says nothing of what is served: sizes are those of `requests`, and"
                " machines read as many at once as the latency allows"
            )
    if workload.devices != 1:
        raise UsageError("say `tensor_parallel` in the workload's `own`, in place of `devices`")
    if offer == "serverless":
        raise UsageError(
            "serverless offers are paid by the call, and this plans machines by the hour: on-demand"
            " or spot"
        )


def _config(work: Any, namespace: Mapping[str, object]) -> Any:
    """As `locate` takes it; of a name the configuration that it stands for. Raises UsageError."""
    named = namespace.get(work) if isinstance(work, str) else None
    if isinstance(named, Mapping) or hasattr(named, "to_dict"):
        work = named
    if isinstance(work, Mapping | str | PathLike):
        return work
    if hasattr(work, "to_dict") and not isinstance(work, type):
        return dict(work.to_dict())
    raise UsageError(
        "what is served is a language model's configuration: a dictionary, the path of its"
        f" config.json, or a known name; not a {type(work).__name__}"
    )


def _of_namespace(given: object, namespace: Mapping[str, object] | None) -> object:
    """The value of that name where there is one."""
    if isinstance(given, str) and namespace and given.strip() in namespace:
        return namespace[given.strip()]
    return given


def _requests(given: object, namespace: Mapping[str, object] | None) -> object:
    """As `requests.read` takes them. Raises UsageError for a name that nothing has."""
    found = _of_namespace(given, namespace)
    if found is not given or not isinstance(given, str) or namespace is None:
        return found
    usual = reading.names()
    if given.isidentifier() and given.lower() not in usual and not Path(given).exists():
        raise UsageError(
            f"`{given[:60]}` is no variable, no file, and none of the usual mixes:"
            f" {', '.join(usual)}"
        )
    return given


def _named_profile(wishes: Wishes, namespace: Mapping[str, object]) -> Wishes:
    profile = _of_namespace(wishes.profile, namespace)
    return Wishes(**{**vars(wishes), "profile": profile})


def _buckets(wishes: Wishes) -> Buckets | None:
    """Said, else the profile's own. Raises UsageError."""
    if wishes.buckets is not None or wishes.profile is None:
        return wishes.buckets
    entries = profiles.read(wishes.profile).values()
    named = [each.buckets for each in entries if isinstance(each, Matrix) and each.buckets]
    return named[0] if named else None
