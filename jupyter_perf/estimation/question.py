"""What an estimate is asked for: the arguments of `jp.estimate` and `%%estimate`, checked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core import targets as catalogue
from ..core.arguments import is_number, namespace_of
from ..core.names import Transform
from ..core.policy import policy
from ..core.targets import Target
from ..core.workload import Workload
from ..errors import UsageError
from . import emissions
from .prices import KINDS as OFFER_KINDS
from .prices import Offer

if TYPE_CHECKING:
    from .serving.question import ServingQuestion


@dataclass(frozen=True)
class Question:
    """What is asked, checked: see `question`."""

    work: Any
    kind: str
    """`cell`, `function`, `module`, `config` or `serve`; a cell may turn out to be `api`. What is
    to `serve` has its own question as `work`, which holds all else."""
    targets: tuple[Target, ...]
    namespace: Mapping[str, object] = field(default_factory=dict)
    over: tuple[str, ...] | None = None
    fix: Mapping[str, float | None] = field(default_factory=dict)
    inputs: tuple[Any, ...] | None = None
    workload: Workload | None = None
    budget: float = 5.0
    """Wall seconds for samples, or for a module's trace."""
    region: str | None = None
    offer: str = "on-demand"
    offers: tuple[Offer, ...] = ()
    read: tuple[str, ...] = ()
    transform: Transform | None = None
    stdin: str | None = None
    """What a program reads from its standard input."""


def question(
    work: Any,
    *,
    namespace: Mapping[str, object] | None = None,
    over: str | Iterable[str] | None = None,
    fix: str | Iterable[str] | Mapping[str, float | None] | None = None,
    inputs: Any = None,
    workload: Workload | None = None,
    target: str | Target | Iterable[str | Target] = "here",
    budget: float = 5.0,
    region: str | None = None,
    offer: str = "on-demand",
    offers: Sequence[Offer] = (),
    read: Sequence[str] = (),
    transform: Transform | None = None,
    stdin: str | None = None,
) -> Question:
    """The question that these arguments of `jp.estimate` ask. Raises UsageError for the first that
    makes no sense; nothing is run by then."""
    kind = kind_of(work, workload)
    _check_together(kind, over, fix, inputs, workload)
    if stdin is not None and kind != "cell":
        raise UsageError(f"`stdin` is for a program's text, not for a {kind}")
    if not is_number(budget) or not 0 < budget < float("inf"):
        raise UsageError(f"a budget is a positive number of seconds, not {budget!r}")
    values = namespace_of(namespace)
    if offer not in OFFER_KINDS:
        raise UsageError(f"no kind of offer {str(offer)[:40]!r}: one of {', '.join(OFFER_KINDS)}")
    if region is not None:
        emissions.grid(region)  # raises with the names that are near
    if kind == "serve" and workload is not None:
        served = _served(work, workload, target, namespace, region, offer, offers)
        return Question(work=served, kind=kind, targets=(), workload=workload)
    return Question(
        work=work,
        kind=kind,
        targets=catalogue.several(target),
        namespace=values,
        over=_names(over, "over"),
        fix=_fixed(fix),
        inputs=inputs,
        workload=workload,
        budget=policy().capped(budget),
        region=region,
        offer=offer,
        offers=tuple(offers),
        read=tuple(read),
        transform=transform,
        stdin=stdin,
    )


def kind_of(work: object, workload: Workload | None = None) -> str:
    """`cell`, `function`, `module`, `config`, or what its workload is to `serve`: a text with a
    workload is a configuration's name, or the path of its file. Raises UsageError for what is none
    of these."""
    if isinstance(workload, Workload) and workload.kind == "serve":
        return "serve"
    if is_module(work):
        return "module"
    if isinstance(work, str):
        return "cell" if workload is None else "config"
    if isinstance(work, Mapping | PathLike) or _is_config_object(work):
        return "config"
    if callable(work):
        return "function"
    raise UsageError(
        "an estimate is of a cell's text, a function, a torch.nn.Module, or a model's configuration"
        " (a dictionary, the path of its config.json, or a known name with a workload), not of a"
        f" value of type {type(work).__name__}"
    )


def is_module(work: object) -> bool:
    """Whether `work` is a PyTorch module; torch isn't imported for this."""
    torch = sys.modules.get("torch")  # whoever has a module has imported it
    return torch is not None and isinstance(work, torch.nn.Module)


def _check_together(kind: str, over: Any, fix: Any, inputs: Any, workload: Any) -> None:
    if workload is not None and not isinstance(workload, Workload):
        raise UsageError(f"`workload` is a jp.Workload, not {type(workload).__name__}")
    if kind in ("cell", "function") and workload is not None:
        raise UsageError("a workload is for a module or a configuration, not for a " + kind)
    if kind in ("module", "config", "serve") and (over is not None or fix is not None):
        raise UsageError(
            "`over` and `fix` are for cells and functions: of a model, say `batch` and `sequence`"
            " in its workload"
        )
    if kind in ("cell", "config", "serve") and inputs is not None:
        what = "what is served" if kind == "serve" else f"a {kind}"
        raise UsageError(f"`inputs` are for a function or a module, not for {what}")
    if kind in ("function", "module") and not isinstance(inputs, tuple):
        raise UsageError(
            f"`inputs` is a tuple of the {kind}'s positional arguments, such as `(x,)`"
            + ("" if inputs is None else f", not {type(inputs).__name__}")
        )


def _served(
    work: Any,
    workload: Workload,
    target: str | Target | Iterable[str | Target],
    namespace: Mapping[str, object] | None,
    region: str | None,
    offer: str,
    offers: Sequence[Offer],
) -> ServingQuestion:
    """Raises UsageError for the first thing that makes no sense."""
    from .serving.question import named_targets, question

    named = catalogue.several(target) if named_targets(target, dict(workload.own)) else None
    return question(
        work, workload, named, region=region, offer=offer, offers=offers, namespace=namespace
    )


def _names(over: str | Iterable[str] | None, option: str) -> tuple[str, ...] | None:
    """Names of variables: `"orders,n"` or a list. Raises UsageError."""
    if over is None:
        return None
    found = over.split(",") if isinstance(over, str) else list(over)
    names = tuple(str(name).strip() for name in found)
    for name in names:
        if not name.isidentifier():
            raise UsageError(f"`{option}` takes names of variables, such as `orders,n`: {name!r}")
    return tuple(dict.fromkeys(names))


def _fixed(fix: Any) -> Mapping[str, float | None]:
    """Name → the value that it is pinned at, None for its own. Raises UsageError."""
    if fix is None:
        return {}
    if not isinstance(fix, Mapping):
        return dict.fromkeys(_names(fix, "fix") or ())
    _names(fix, "fix")
    for name, value in fix.items():
        if value is not None and not is_number(value):
            raise UsageError(f"`fix` pins `{name}` at a number, not at {value!r:.40}")
    return dict(fix)


def _is_config_object(work: object) -> bool:
    """Whether `work` is a library's own object of a configuration, told by its two usual parts."""
    return not isinstance(work, type) and hasattr(work, "model_type") and hasattr(work, "to_dict")


def config_of(work: Any) -> Mapping[str, Any] | str | Path:
    """The configuration as a dictionary, a known name, or the path to read it from."""
    if isinstance(work, PathLike):
        return Path(work)
    return work if isinstance(work, Mapping | str) else dict(work.to_dict())
