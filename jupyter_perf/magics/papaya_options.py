"""The options of `%papaya`: from a line of text to values that make sense together."""

from __future__ import annotations

import ast
import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from IPython.core.magic_arguments import MagicArgumentParser

from ..core.policy import policy
from ..errors import UsageError
from .config import JupyterPerf, notebook_folder, project_settings
from .options import argument, checked_budget, checked_name, magic_arguments, parsed

PRECISIONS = ("fp32", "bf16", "fp16")


@dataclass(frozen=True)
class PapayaOptions:
    """What one `%papaya` was asked. Expressions are text: they are evaluated by who asks."""

    work: str
    """An expression: a model, or what holds one (a trainer, a step)."""
    batch: str | None
    """An expression: a sample batch, or a loader of such; None where `work` has its own."""
    budget: float
    """Wall seconds."""
    targets: tuple[str, ...]
    loss: str | None = None
    optimizer: str = "adamw"
    optimizer_given: bool = False
    methods: str | None = None
    """None is a choice of those that fit; `all` all of them."""
    memory: str | None = None
    precision: str | None = None
    global_batch: int | None = None
    sequence: int | None = None
    epoch: int | None = None
    into: str | None = None
    again: bool = False
    wait: bool = False
    line: str = ""
    """As it was typed."""
    note: str = ""
    """What a policy changed, in words."""


_ARGUMENTS = (
    magic_arguments(),
    argument(
        "work",
        nargs="+",
        metavar="MODEL [BATCH]",
        help="expressions: a torch.nn.Module and a sample batch (tensor, tuple or dict); or one"
        " alone that has both: a Trainer, a training-step function",
    ),
    argument("--loss", metavar="EXPR", help="a function of the model's output (its own `.loss`)"),
    argument(
        "--optimizer", metavar="NAME", help="adamw, adam, sgd, …; or an optimizer's name (adamw)"
    ),
    argument(
        "--memory", metavar="SIZE", help="that a step may take, such as 16GB (all that there is)"
    ),
    argument(
        "--target",
        action="append",
        metavar="NAMES",
        help="devices, such as a100-40gb,t4,here (here; `%%perf targets`)",
    ),
    argument(
        "--methods",
        action="append",
        metavar="NAMES",
        help="try these, such as lora,checkpoint-blocks+bf16, or all (those that often pay)",
    ),
    argument("--precision", metavar="P", help="of the plain step: fp32, bf16 or fp16"),
    argument("--global-batch", type=int, metavar="N", help="examples to one step of the optimizer"),
    argument("--seq", type=int, metavar="N", help="longest sequence, in tokens (the batch's)"),
    argument("--epoch", type=int, metavar="N", help="examples to an epoch, for its price"),
    argument("--budget", type=float, metavar="S", help="wall seconds that it may take (60)"),
    argument("--wait", action="store_true", help="block until it has ended, also with a front end"),
    argument("--again", action="store_true", help="work it out anew where a result is stored"),
    argument("--into", metavar="NAME", help="bind the result to NAME"),
)


def papaya_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: the options of `%papaya`, shown by `%papaya?`."""
    for decorator in reversed(_ARGUMENTS):
        function = decorator(function)
    return function


def read_options(parser: MagicArgumentParser, line: str, defaults: JupyterPerf) -> PapayaOptions:
    """The options on `line`. Raises UsageError (ours) or IPython's: nothing was run by then."""
    head, rest = _parted(line)
    given = parsed(parser, f"{'_ ' if head else ''}{rest}", "%papaya?")
    project = project_settings(notebook_folder())
    asked = checked_budget(
        defaults.setting("papaya_budget", project) if given.budget is None else given.budget
    )
    budget = policy().capped(asked)
    work, batch = _expressions(head or " ".join(given.work))
    _check_counts(given)
    return PapayaOptions(
        work=work,
        batch=batch,
        budget=budget,
        targets=_targets(given.target or [defaults.setting("target", project)]),
        loss=given.loss,
        optimizer=given.optimizer or "adamw",
        optimizer_given=given.optimizer is not None,
        methods=_methods(given.methods),
        memory=given.memory,
        precision=_precision(given.precision),
        global_batch=given.global_batch,
        sequence=given.seq,
        epoch=given.epoch,
        into=checked_name(given.into),
        again=given.again,
        wait=given.wait,
        line=line.strip(),
        note="" if budget == asked else f"budget cut to {budget:g} s by {policy().file}",
    )


def _parted(line: str) -> tuple[str, str]:
    """What stands before the first option, as it was typed (quotes are Python's there), and the
    rest; "" and all of it where an option comes first."""
    if line.lstrip().startswith("-"):
        return "", line
    first = _OPTION.search(line)
    at = len(line) if first is None else first.start()
    return line[:at].strip(), line[at:]


_OPTION = re.compile(r"\s--[a-z]")


def _expressions(text: str) -> tuple[str, str | None]:
    """The model's and the batch's: cut at the first blank where both sides are expressions.

    Raises UsageError.
    """
    for blank in re.finditer(r"\s+", text):
        first, rest = text[: blank.start()], text[blank.end() :]
        if _is_expression(first) and _is_expression(rest):
            return _unquoted(first), _unquoted(rest)
    if not _is_expression(text):
        raise UsageError(f"{text!r}: expected a model and a sample batch, as in `model batch`")
    return _unquoted(text), None


def _unquoted(text: str) -> str:
    """What stands between quotes, where that is all of it: as options' values are written."""
    value = ast.parse(text, mode="eval").body
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return str(value.value) if is_text and isinstance(value, ast.Constant) else text


def _is_expression(text: str) -> bool:
    try:
        ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError):  # null bytes
        return False
    return bool(text.strip())


def _check_counts(given: Namespace) -> None:
    for name in ("global_batch", "seq", "epoch"):
        value = getattr(given, name)
        if value is not None and value < 1:
            raise UsageError(f"--{name.replace('_', '-')} is 1 or more, not {value}")


def _targets(chosen: list[str]) -> tuple[str, ...]:
    """Names of targets, each once; their beginnings are enough. Raises UsageError."""
    from ..tradeoff.question import targets_of

    names = _split(chosen)
    if not names:
        raise UsageError("--target needs a name: `here`, or one that `%perf targets` lists")
    return tuple(each.name for each in targets_of(names))


def _methods(chosen: list[str] | None) -> str | None:
    """As `jp.papaya` takes them: which are known, and what is in brackets, it says itself."""
    if chosen is None:
        return None
    if not (names := ",".join(chosen).strip(" ,")):
        raise UsageError("--methods needs a name: `%perf methods` lists them")
    return names


def _split(chosen: list[str]) -> list[str]:
    return [name.strip() for each in chosen for name in each.split(",") if name.strip()]


def _precision(name: str | None) -> str | None:
    if name is not None and name not in PRECISIONS:
        raise UsageError(f"--precision is {', '.join(PRECISIONS)}, not {name!r}")
    return name


def given_of(options: PapayaOptions) -> Mapping[str, Any]:
    """The options as a record keeps them: what says something of the answer."""
    said = {
        "target": ",".join(options.targets),
        "methods": options.methods,
        "loss": options.loss,
        "optimizer": options.optimizer,
        "memory": options.memory,
        "precision": options.precision,
        "global_batch": options.global_batch,
        "seq": options.sequence,
        "epoch": options.epoch,
        "budget": options.budget,
    }
    return {name: value for name, value in said.items() if value not in (None, "")}
