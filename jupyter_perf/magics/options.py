"""The options of `%%refine`: from a line of text to values that make sense together."""

from __future__ import annotations

import ast
import difflib
import keyword
import shlex
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from IPython.core import magic_arguments as ipython_arguments
from IPython.core.error import UsageError as ShellUsageError
from IPython.core.magic_arguments import MagicArgumentParser

from ..core.policy import policy
from ..errors import UsageError
from . import talk_options
from .config import JupyterPerf, notebook_folder, project_settings
from .option_hints import hint

if TYPE_CHECKING:
    from ..refinement.talking import TalkOptions


@dataclass(frozen=True)
class RefineOptions:
    """What one `%%refine` was asked to do. `budget` is in wall seconds."""

    engine: str
    budget: float
    tolerance: float | None
    only: tuple[str, ...]
    skip: tuple[str, ...]
    top: int
    no_run: bool
    apply: bool
    again: bool
    tests: str | None
    entry: str | None
    calls: Any
    read: tuple[str, ...]
    big: bool
    into: str | None
    wait: bool = False
    note: str = ""
    """What a policy changed, in words."""
    share_edits: bool = False
    talk: TalkOptions | None = None
    """How to talk to a model, where one is to be asked."""


argument: Any = ipython_arguments.argument
magic_arguments: Any = ipython_arguments.magic_arguments

_ARGUMENTS = (
    magic_arguments(),
    argument(
        "--engine",
        metavar="NAME",
        help="where rewrites come from: rules; llm, a model; all, the rules and then the model"
        " (rules)",
    ),
    argument("--budget", type=float, metavar="S", help="wall seconds the search may take (60)"),
    argument(
        "--wait",
        action="store_true",
        help="block until the search has ended (with no front end connected it always does)",
    ),
    argument("--no-run", action="store_true", help="run nothing in the kernel, only search"),
    argument(
        "--apply",
        action="store_true",
        help="search first and run the winner instead of the original, which it replaces",
    ),
    argument("--again", action="store_true", help="search anew where a result is stored"),
    argument(
        "--tests",
        metavar="EXPR",
        help="what must hold afterwards: an expression, asserts, or the name of a string of them",
    ),
    argument(
        "--tolerance",
        type=float,
        metavar="R",
        help="relative error allowed in floats (0 is bit for bit)",
    ),
    argument("--entry", metavar="F", help="refine the function F that the cell defines"),
    argument("--calls", metavar="NAME", help="with --entry: a list of tuples of its arguments"),
    argument("--only", action="append", metavar="RULE", help="try this rule only (repeatable)"),
    argument("--skip", action="append", metavar="RULE", help="leave this rule out (repeatable)"),
    argument("--top", type=int, metavar="K", help="show the K best rewrites in full (1)"),
    argument(
        "--read", action="append", metavar="PATH", help="let rewrites read PATH too (repeatable)"
    ),
    argument("--big", action="store_true", help="copy all the data, however large it is"),
    argument("--into", metavar="NAME", help="bind the result to NAME"),
    *talk_options.ARGUMENTS,
)


def refine_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: the options of `%%refine`, shown by `%%refine?`."""
    for decorator in reversed(_ARGUMENTS):
        function = decorator(function)
    # IPython writes the usage of every magic as a line magic's.
    function.__doc__ = (function.__doc__ or "").replace("  %refine ", "  %%refine ", 1)
    return function


def read_options(
    parser: MagicArgumentParser,
    line: str,
    defaults: JupyterPerf,
    namespace: Mapping[str, Any],
    rule_names: Callable[[], Iterable[str]],
) -> RefineOptions:
    """The options on `line`. Raises UsageError (ours) or IPython's: nothing was run by then."""
    given = parsed(parser, line, "%%refine?")
    project = project_settings(notebook_folder())

    def chosen(name: str) -> Any:
        value = getattr(given, name, None)  # some have a setting only
        return defaults.setting(name, project) if value is None else value

    only, skip = tuple(chosen("only")), tuple(chosen("skip"))
    if only or skip:
        _check_rules((*only, *skip), list(rule_names()))
    _check_together(given)
    engine = _engine(chosen("engine"))
    asked = checked_budget(chosen("budget"))
    budget = policy().capped(asked)
    note = "" if budget == asked else f"budget cut to {budget:g} s by {policy().file}"
    return RefineOptions(
        engine=engine,
        budget=budget,
        tolerance=_tolerance(chosen("tolerance")),
        only=only,
        skip=skip,
        top=_top(chosen("top")),
        no_run=given.no_run or given.show_prompt,
        apply=given.apply,
        again=given.again,
        tests=_tests(given.tests, namespace),
        entry=given.entry,
        calls=_calls(given.calls, namespace),
        read=tuple(given.read or ()),
        big=given.big,
        into=checked_name(given.into),
        wait=given.wait,
        note=note,
        talk=talk_options.read_talk(given, engine, chosen),
        share_edits=engine != "rules" and chosen("share_edits"),
    )


def _engine(name: str) -> str:
    from ..refinement.talking import check_engine

    check_engine(name)
    return name


def parsed(parser: MagicArgumentParser, line: str, help_magic: str) -> Namespace:
    """The options on `line` as they stand. Raises UsageError, which names `help_magic`."""
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise UsageError(f"the options can't be read: {error}") from None
    try:
        return parser.parse_args(words)
    except ShellUsageError as error:
        meant = hint(parser._actions, words, str(error), help_magic)
        raise UsageError(f"{error}: {meant}") from None


def _check_together(given: Namespace) -> None:
    if given.apply and given.show_prompt:
        raise UsageError("--apply runs the winner and --show-prompt looks for none: choose one")
    if given.apply and given.no_run:
        raise UsageError("--apply runs the winner and --no-run runs nothing: choose one")
    if (given.entry is None) != (given.calls is None):
        raise UsageError("--entry F and --calls NAME go together: a function and its arguments")


def _check_rules(asked: Iterable[str], known: list[str]) -> None:
    for name in asked:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else "`%perf rules` lists them"
            raise UsageError(f"no rule named {name!r}: {hint}")


def checked_budget(seconds: float) -> float:
    """Wall seconds. Raises UsageError."""
    if not 0 < seconds < float("inf"):
        raise UsageError(f"--budget is a positive number of seconds, not {seconds:g}")
    return float(seconds)


def _tolerance(relative: float | None) -> float | None:
    if relative is not None and not 0 <= relative < 1:
        raise UsageError(f"--tolerance is a relative error from 0 up to 1, not {relative:g}")
    return relative


def _top(number: int) -> int:
    if number < 1:
        raise UsageError(f"--top is 1 or more, not {number}")
    return number


def checked_name(name: str | None) -> str | None:
    """A name to bind a result to, if any. Raises UsageError."""
    if name is not None and (not name.isidentifier() or keyword.iskeyword(name)):
        raise UsageError(f"--into needs a name for a variable, not {name!r}")
    return name


def _calls(name: str | None, namespace: Mapping[str, Any]) -> Any:
    if name is None:
        return None
    if name not in namespace:
        raise UsageError(f"--calls {name}: there is no such variable; it is read before the cell")
    return namespace[name]


def _tests(text: str | None, namespace: Mapping[str, Any]) -> str | None:
    """Source text of asserts."""
    if text is None:
        return None
    stored = namespace.get(text)
    if isinstance(stored, str):
        text = stored
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        pass
    else:
        return f"assert ({text})"
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise UsageError(f"--tests can't be compiled: {error}") from None
    return text
