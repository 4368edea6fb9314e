"""The options of `%%sparsify`: from a line of text to values that make sense together."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from IPython.core.magic_arguments import MagicArgumentParser

from ..errors import UsageError
from .config import JupyterPerf, notebook_folder, project_settings
from .options import argument, checked_budget, checked_name, magic_arguments, parsed

DENSE = "dense"
_OUTSIDE_BRACKETS = re.compile(r",(?![^(]*\))")
_COMPARING = {
    "seeds": "--seeds", "pilot": "--pilot", "max_usd": "--max-usd", "on": "--on",
    "budget": "--budget",
}  # fmt: skip
"""What only runs in processes of their own know."""


@dataclass(frozen=True)
class SparsifyOptions:
    """What one `%%sparsify` was asked. One recipe runs in the kernel, several are compared."""

    recipes: tuple[str, ...]
    """With their options in brackets: one, or those to compare, without `dense`."""
    compare: bool
    arguments: Mapping[str, Any] = field(default_factory=dict)
    """Of `jp.sparsify`, beside the cell, its names and the recipes: only what was said."""
    export: str | None = None
    """Path that the best recipe's file is written to."""
    into: str | None = None
    again: bool = False
    wait: bool = False
    yes: bool = False
    line: str = ""


_ARGUMENTS = (
    magic_arguments(),
    argument(
        "--recipe",
        metavar="NAME",
        help="train with this one, in the kernel, such as sr-ste or step(switch=0.1) (step;"
        " `%%perf recipes` lists them)",
    ),
    argument(
        "--compare",
        action="append",
        metavar="NAMES",
        help="train with each of these, such as step,sr-ste, and without any, in processes of"
        " their own on copies of what the cell reads",
    ),
    argument(
        "--pattern",
        action="append",
        metavar="N:M",
        help="keep N of each M inputs; with --compare several, such as 2:4,1:4; also"
        " unstructured:90%%, block4x4:90%%, channel:50%% (2:4)",
    ),
    argument(
        "--metric",
        metavar="NAME",
        help="variable that the cell leaves to be judged by, such as acc:max or loss:min (guessed)",
    ),
    argument("--seeds", type=int, metavar="K", help="with --compare: run each so often (1)"),
    argument("--quantize", metavar="FORMAT", help="train in int8, int4 or int2 weights too"),
    argument("--steps", type=int, metavar="N", help="steps of the optimizer in the whole cell"),
    argument(
        "--switch",
        metavar="RULE",
        help="when STEP begins to prune: arithmetic, geometric, or a share of the run such as 0.1",
    ),
    argument(
        "--mask-every", type=int, metavar="K", help="choose masks at every K-th step only (1)"
    ),
    argument(
        "--distribution", metavar="NAME", help="of densities over layers: uniform, erk (uniform)"
    ),
    argument("--transposable", action="store_true", help="N:M along inputs and outputs at once"),
    argument("--only", action="append", metavar="GLOB", help="sparsify these layers only"),
    argument("--skip", action="append", metavar="GLOB", help="leave these layers dense"),
    argument("--pilot", type=int, metavar="N", help="with --compare: end each run at N steps"),
    argument("--budget", type=float, metavar="S", help="with --compare: wall seconds, a hard end"),
    argument("--max-usd", type=float, metavar="X", help="ask before runs that cost more than this"),
    argument("--yes", action="store_true", help="don't ask, however long it takes"),
    argument(
        "--on", metavar="WHERE", help="with --compare: so many processes, or a Dask scheduler"
    ),
    argument("--export", metavar="PATH", help="write the packed file of the (best) recipe"),
    argument("--again", action="store_true", help="run anew what is finished and stored"),
    argument("--wait", action="store_true", help="block until it has ended, also with a front end"),
    argument("--into", metavar="NAME", help="bind the report to NAME"),
)


def sparsify_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: the options of `%%sparsify`, shown by `%%sparsify?`."""
    for decorator in reversed(_ARGUMENTS):
        function = decorator(function)
    # IPython writes the usage of every magic as a line magic's.
    function.__doc__ = (function.__doc__ or "").replace("  %sparsify ", "  %%sparsify ", 1)
    return function


def read_options(parser: MagicArgumentParser, line: str, defaults: JupyterPerf) -> SparsifyOptions:
    """The options on `line`. Raises UsageError (ours) or IPython's: nothing was run by then."""
    given = parsed(parser, line, "%%sparsify?")
    project = project_settings(notebook_folder())
    compare = given.compare is not None
    _check_together(given, compare)
    recipe = given.recipe or defaults.setting("sparsify_recipe", project)
    recipes = _split(given.compare) if compare else (recipe,)
    patterns = _split(given.pattern or [defaults.setting("sparsify_pattern", project)])
    if not compare and len(patterns) > 1:
        raise UsageError(
            f"the kernel trains once, with one pattern, not {len(patterns)}: add"
            f" --compare {recipes[0]} to train with each"
        )
    sparse = tuple(_switched(name, given.switch) for name in recipes if name != DENSE)
    return SparsifyOptions(
        recipes=sparse or (DENSE,),
        compare=compare,
        arguments=_arguments(given, patterns),
        export=_export(given.export),
        into=checked_name(given.into),
        again=given.again,
        wait=given.wait,
        yes=given.yes,
        line=line.strip(),
    )


def given_of(options: SparsifyOptions) -> Mapping[str, Any]:
    """The options as a record keeps them: what says something of the answer."""
    said = {"compare" if options.compare else "recipe": ",".join(options.recipes)}
    plain = {
        name: ",".join(map(str, value)) if isinstance(value, tuple | list) else value
        for name, value in options.arguments.items()
    }
    return said | plain


def _check_together(given: Namespace, compare: bool) -> None:
    if compare and given.recipe is not None:
        raise UsageError("--recipe trains once in the kernel, --compare several beside it:"
                         " choose one")  # fmt: skip
    if compare:
        return
    for name, option in _COMPARING.items():
        if getattr(given, name) is not None:
            raise UsageError(
                f"{option} is of runs in processes of their own: add --compare NAMES,"
                " such as --compare step,sr-ste"
            )


def _arguments(given: Namespace, patterns: tuple[str, ...]) -> dict[str, Any]:
    said = {
        "pattern": patterns,
        "metric": given.metric,
        "seeds": given.seeds,
        "quantize": given.quantize,
        "steps": given.steps,
        "mask_every": given.mask_every,
        "distribution": given.distribution,
        "transposable": given.transposable or None,
        "only": _split(given.only or []) or None,
        "skip": _split(given.skip or []) or None,
        "pilot": given.pilot,
        "max_usd": given.max_usd,
        "budget": None if given.budget is None else checked_budget(given.budget),
        "executor": _executor(given.on),
    }
    return {name: value for name, value in said.items() if value is not None}


def _split(chosen: list[str]) -> tuple[str, ...]:
    """Names between commas, each once; commas in brackets are options'."""
    names = (name.strip() for each in chosen for name in _OUTSIDE_BRACKETS.split(each))
    found = tuple(dict.fromkeys(filter(None, names)))
    if chosen and not found:
        raise UsageError("a name is missing: `%perf recipes` lists recipes, 2:4 is a pattern")
    return found


def _switched(name: str, rule: str | None) -> str:
    """`step` with its switch; other recipes have none. Raises UsageError."""
    if rule is None or name.partition("(")[0].strip().lower() != "step":
        return name
    if "switch" in name:
        raise UsageError(f"--switch {rule} and {name!r} say twice when STEP begins to prune")
    head, bracket, rest = name.partition("(")
    inside = f"{rest.rstrip(') ')},switch={rule}" if bracket else f"switch={rule}"
    return f"{head.strip()}({inside.lstrip(',')})"


def _executor(where: str | None) -> int | str | None:
    """A number of processes, or an address."""
    if where is None:
        return None
    return int(where) if where.isdigit() else where


def _export(path: str | None) -> str | None:
    """Where a file may be written that isn't there yet. Raises UsageError."""
    if path is None:
        return None
    file = Path(path).expanduser()
    if not file.parent.is_dir():
        raise UsageError(f"--export {path}: there is no folder {file.parent}")
    if file.exists():
        raise UsageError(f"--export {path}: that file exists already; choose another name")
    return str(file)
