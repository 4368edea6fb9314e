"""Optimizers by name, over a model's parameters."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ...errors import UsageError

_WITH_MOMENTUM = "momentum"
_NOT_BY_NAME = {
    "lbfgs": "it asks for the loss again and again, so one step isn't one pass",
    "sparseadam": "it needs sparse gradients",
}


def names() -> list[str]:
    """All that `made` takes, in lower case."""
    return sorted([*_classes(), _WITH_MOMENTUM])


def checked(name: str) -> str:
    """The name in lower case. Raises UsageError for an unknown one."""
    wanted = name.strip().lower().replace("-", "").replace("_", "")
    if wanted in _NOT_BY_NAME:
        raise UsageError(f"no step of the optimizer {name!r} can be traced: {_NOT_BY_NAME[wanted]}")
    if wanted not in names():
        near = difflib.get_close_matches(wanted, names(), n=3, cutoff=0.5) or names()[:4]
        raise UsageError(f"no optimizer {name[:40]!r}: did you mean {', '.join(near)}?")
    return wanted


def trained(model: Any) -> list[Any]:
    """The parameters that get gradients. Raises UsageError where there are none."""
    found = [each for each in model.parameters() if each.requires_grad]
    if not found:
        raise UsageError("no parameter of the model requires a gradient: there is nothing to train")
    return found


def made(chosen: Any, model: Any, *, foreach: bool | None) -> Any:
    """`chosen` is a name, what makes an optimizer of parameters, or an optimizer already.

    `momentum` stands for SGD with momentum 0.9. One that is there already stays, unless the model
    has lost some of its parameters to a method: then one of its class and settings is made. Raises
    UsageError as `checked`, and where nothing is to be trained.
    """
    if _is_optimizer(chosen) and not _has_others(chosen, model):
        return chosen
    return over(trained(model), chosen, foreach=foreach)


def over(parameters: Sequence[Any], chosen: Any, *, foreach: bool | None) -> Any:
    """A new optimizer of these parameters, like `chosen`. Raises UsageError as `checked`."""
    if _is_optimizer(chosen):
        return again(chosen, parameters)
    if not isinstance(chosen, str):
        return chosen(parameters)
    name = checked(chosen)
    options: dict[str, Any] = {"lr": 0.01}
    if name == _WITH_MOMENTUM:
        name, options["momentum"] = "sgd", 0.9
    kind = _classes()[name]
    if "foreach" in inspect.signature(kind).parameters:
        options["foreach"] = foreach
    return kind(parameters, **options)


def again(
    optimizer: Any, parameters: Sequence[Any], stands_for: Mapping[int, int] | None = None
) -> Any:
    """One of the same class and settings for these parameters; each gets those of the group that it
    was in, or that the one was in for which it stands (both by `id`). Raises UsageError for a class
    whose instances don't tell how they were made."""
    inner = getattr(optimizer, "inner", None)
    if _is_optimizer(inner):
        return type(optimizer)(again(inner, parameters, stands_for))
    kind = type(optimizer)
    known = inspect.signature(kind).parameters
    anything = any(each.kind is inspect.Parameter.VAR_KEYWORD for each in known.values())
    taken = {name: v for name, v in optimizer.defaults.items() if anything or name in known}
    groups = grouped(parameters, optimizer, set(optimizer.defaults), stands_for)
    try:
        return kind(groups, **taken)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"the optimizer {kind.__name__} can't be made anew from its settings ({error}): "
            "give a function that makes one of a list of parameters"
        ) from error


def grouped(
    parameters: Sequence[Any],
    optimizer: Any,
    names: Collection[str],
    stands_for: Mapping[int, int] | None = None,
) -> list[dict[str, Any]]:
    """Parameters in the groups that they are in of `optimizer` (None has none), each with those of
    its settings that are in `names`."""
    groups = list(getattr(optimizer, "param_groups", []))
    of = {id(each): at for at, group in enumerate(groups) for each in group["params"]}
    members: dict[int | None, list[Any]] = {}
    for each in parameters:
        known = (stands_for or {}).get(id(each), id(each))
        members.setdefault(of.get(known), []).append(each)
    made = []
    for at, those in members.items():
        settings = {} if at is None else {n: v for n, v in groups[at].items() if n in names}
        made.append({**settings, "params": those})
    return made


def _has_others(chosen: Any, model: Any) -> bool:
    """Whether the optimizer has parameters that aren't the model's."""
    there = {id(each) for each in model.parameters()}
    return any(id(each) not in there for group in chosen.param_groups for each in group["params"])


def _is_optimizer(chosen: Any) -> bool:
    import torch

    return isinstance(chosen, torch.optim.Optimizer)


def _classes() -> dict[str, Any]:
    import torch

    found = {}
    for name, kind in vars(torch.optim).items():
        if isinstance(kind, type) and issubclass(kind, torch.optim.Optimizer):
            found[name.lower()] = kind
    return {name: kind for name, kind in found.items() if name not in ("optimizer", *_NOT_BY_NAME)}
