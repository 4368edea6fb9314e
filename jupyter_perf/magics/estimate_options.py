"""The options of `%%estimate`: from a line of text to values that make sense together."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from IPython.core.magic_arguments import MagicArgumentParser

from ..core.policy import policy
from ..core.workload import Workload
from ..errors import UsageError
from . import blocks_options, serving_options
from .config import JupyterPerf, notebook_folder, project_settings
from .options import argument, checked_budget, checked_name, magic_arguments, parsed


@dataclass(frozen=True)
class EstimateOptions:
    """What one `%%estimate` was asked to do. `budget` is in wall seconds."""

    budget: float
    targets: tuple[str, ...]
    over: str | None = None
    fix: Mapping[str, float | None] = field(default_factory=dict)
    run: bool = False
    module: str | None = None
    inputs: str | None = None
    """An expression, for `module`."""
    config: str | None = None
    workload: Workload | None = None
    """For `module` and `config`."""
    region: str | None = None
    offer: str = "on-demand"
    read: tuple[str, ...] = ()
    into: str | None = None
    again: bool = False
    note: str = ""
    """What a policy changed, in words."""
    blocks: blocks_options.BlocksOptions | None = None
    """Where it is about blocks of machine code: nothing else counts then."""
    serving: serving_options.ServingOptions | None = None
    """Where it is about machines to rent: nothing else counts then."""


_WHAT = (
    argument("--over", metavar="NAMES", help="what the cost depends on, such as orders,n"),
    argument(
        "--fix",
        action="append",
        metavar="NAMES",
        help="leave these as they are; NAME=VALUE pins an int at another value (repeatable)",
    ),
    argument("--budget", type=float, metavar="S", help="wall seconds that samples may take (5)"),
    argument(
        "--target",
        action="append",
        metavar="NAMES",
        help="hardware to estimate for, such as here,a100-80gb,h100 (here; `%%perf targets`)",
    ),
    argument(
        "--run",
        action="store_true",
        help="run the cell afterwards, with its progress against the prediction, and compare",
    ),
    argument(
        "--read", action="append", metavar="PATH", help="let samples read PATH too (repeatable)"
    ),
    argument("--again", action="store_true", help="estimate anew where a result is stored"),
    argument("--into", metavar="NAME", help="bind the result to NAME"),
)
_OF_MODELS = (
    argument("--module", metavar="NAME", help="estimate this torch.nn.Module, not the cell"),
    argument(
        "--inputs", metavar="EXPR", help="of the module: a tensor, or a tuple; evaluated before"
    ),
    argument(
        "--config",
        metavar="NAME",
        help="estimate a language model: a known name, a config.json, or a dictionary's name",
    ),
    argument("--train", action="store_true", help="a training step, or a run through --tokens"),
    argument("--batch", type=int, metavar="N", help="examples or sequences at once"),
    argument("--sequence", type=int, metavar="N", help="tokens of each in training"),
    argument("--prompt", type=int, metavar="N", help="tokens of a prompt (512)"),
    argument("--output", type=int, metavar="N", help="tokens of its answer (128)"),
    argument("--tokens", type=float, metavar="N", help="to train on in all, such as 1.4e12"),
    argument("--precision", metavar="P", help="of computation: fp32, tf32, bf16, fp16, fp8, …"),
    argument("--weight-bits", type=float, metavar="N", help="bits of a stored weight (16)"),
    argument("--activation-bits", type=float, metavar="N", help="bits of an activation (16)"),
    argument("--kv-bits", type=float, metavar="N", help="bits of a cached key or value (16)"),
    argument("--devices", type=int, metavar="N", help="that share each layer (1)"),
    argument("--optimizer", metavar="NAME", help="of --train (adamw)"),
    argument("--loss", metavar="NAME", help="of --train: a function of the module's output"),
    argument("--mfu", type=float, metavar="R", help="share of the peak that training reaches"),
)
_OF_MONEY = (
    argument("--region", metavar="NAME", help="where energy is drawn, such as us-east-1 or fr"),
    argument("--spot", action="store_true", help="prices of interruptible machines"),
    argument("--serverless", action="store_true", help="prices by the second of use"),
)
_ARGUMENTS = (
    *(magic_arguments(), *_WHAT, *_OF_MODELS, *_OF_MONEY),
    *(*blocks_options.ARGUMENTS, *serving_options.ARGUMENTS),
)
_WORKLOAD = (
    *("batch", "sequence", "prompt", "output", "tokens", "precision", "weight_bits"),
    *("activation_bits", "kv_bits", "devices", "optimizer", "mfu"),
)
_PRECISIONS = {"bf16": "fp16", "bfloat16": "fp16", "float16": "fp16", "float32": "fp32"}
"""Other names of what the targets' tables have under one."""


def estimate_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: the options of `%%estimate`, shown by `%%estimate?`."""
    for decorator in reversed(_ARGUMENTS):
        function = decorator(function)
    # IPython writes the usage of every magic as a line magic's.
    function.__doc__ = (function.__doc__ or "").replace("  %estimate ", "  %%estimate ", 1)
    return function


def read_options(
    parser: MagicArgumentParser, line: str, defaults: JupyterPerf, namespace: Mapping[str, Any]
) -> EstimateOptions:
    """The options on `line`. Raises UsageError (ours) or IPython's: nothing was run by then."""
    given = parsed(parser, line, "%%estimate?")
    project = project_settings(notebook_folder())
    if (blocks := blocks_options.read_blocks(given, checked_name(given.into))) is not None:
        return EstimateOptions(budget=0.0, targets=(), blocks=blocks, into=blocks.into)
    serving = serving_options.read_serving(given, checked_name(given.into), _targets)
    if serving is not None:
        return EstimateOptions(budget=0.0, targets=(), serving=serving, into=serving.into)
    _check_together(given)
    asked = checked_budget(
        defaults.setting("estimate_budget", project) if given.budget is None else given.budget
    )
    budget = policy().capped(asked)
    chosen = given.target or [defaults.setting("target", project)]
    return EstimateOptions(
        budget=budget,
        targets=_targets(chosen),
        over=given.over,
        fix=_fixed(given.fix or ()),
        run=given.run,
        module=given.module,
        inputs=given.inputs,
        config=given.config,
        workload=_workload(given, namespace),
        region=given.region or defaults.setting("region", project),
        offer="spot" if given.spot else "serverless" if given.serverless else "on-demand",
        read=tuple(given.read or ()),
        into=checked_name(given.into),
        again=given.again,
        note="" if budget == asked else f"budget cut to {budget:g} s by {policy().file}",
    )


def _check_together(given: Namespace) -> None:
    if given.module and given.config:
        raise UsageError("--module and --config are two models: choose one")
    model = "--module" if given.module else "--config" if given.config else ""
    if model and given.run:
        raise UsageError(f"--run runs the cell, and {model} asks about a model: choose one")
    if model and (given.over or given.fix):
        raise UsageError(f"--over and --fix are for cells; with {model}: --batch, --sequence")
    if given.module and given.inputs is None:
        raise UsageError("--module needs --inputs: a tensor, or a tuple of the module's inputs")
    if given.inputs is not None and not given.module:
        raise UsageError("--inputs are those of --module")
    for name in (*_WORKLOAD, "train", "loss"):
        if not model and getattr(given, name) not in (None, False):
            option = "--" + name.replace("_", "-")
            raise UsageError(f"{option} is for a model: say which with --module or --config")
    if given.spot and given.serverless:
        raise UsageError("--spot and --serverless are two prices: choose one")


def _targets(chosen: list[str]) -> tuple[str, ...]:
    """Names of targets, each once. Raises UsageError for unknown ones."""
    from ..core import targets

    names = [name.strip() for each in chosen for name in each.split(",") if name.strip()]
    if not names:
        raise UsageError("--target needs a name: `here`, or one that `%perf targets` lists")
    return tuple(dict.fromkeys(targets.get(name).name for name in names))


def _fixed(given: list[str] | tuple[str, ...]) -> dict[str, float | None]:
    """`n=100,orders` as {"n": 100, "orders": None}. Raises UsageError."""
    found: dict[str, float | None] = {}
    for part in (each.strip() for text in given for each in text.split(",") if each.strip()):
        name, equals, value = (each.strip() for each in part.partition("="))
        if not name.isidentifier():
            raise UsageError(f"--fix takes names, such as n=100,orders: {part!r} isn't one")
        found[name] = _number(part, value) if equals else None
    return found


def _number(part: str, text: str) -> float:
    try:
        return int(text.replace("_", ""))
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"--fix {part}: a number was expected after `=`") from None


def _workload(given: Namespace, namespace: Mapping[str, Any]) -> Workload | None:
    """What the model is to do; None for a cell. Raises UsageError."""
    if not given.module and not given.config:
        return None
    said = {name: value for name in _WORKLOAD if (value := getattr(given, name)) is not None}
    if "precision" in said:
        said["precision"] = _precision(said["precision"])
    if given.loss is not None:
        said["loss"] = _function(given.loss, namespace)
    return Workload(kind="train" if given.train else "infer", **said)


def _precision(name: str) -> str:
    from ..core import targets

    known = _PRECISIONS.get(name.lower(), name.lower())
    if known not in targets.PRECISIONS:
        raise UsageError(f"--precision is one of {', '.join(targets.PRECISIONS)}, not {name!r}")
    return known


def _function(name: str, namespace: Mapping[str, Any]) -> Callable[..., Any]:
    found = namespace.get(name)
    if not callable(found):
        raise UsageError(f"--loss {name}: there is no function of that name")
    made: Callable[..., Any] = found
    return made
