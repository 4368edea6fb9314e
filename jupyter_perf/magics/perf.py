"""`%perf`: what this package knows, and how it is doing here."""

from __future__ import annotations

import difflib
import re
import shlex
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_magic, magics_class

from ..core.project import look_in
from . import joblist
from .config import notebook_folder
from .edge import log_text, told

if TYPE_CHECKING:
    from ..core.progress import Progress
    from .task import Kernel

_HELP = """Usage:
  %perf rules          the rewrite rules, with what each may gain
  %perf methods        the memory methods that %papaya knows, with what they cost in accuracy
  %perf recipes        the recipes of sparse training that %%sparsify knows, with their papers
  %perf explain NAME   the manual of a rule, memory method or recipe; papaya: when methods pay, on
                       the numbers of the latest %papaya
  %perf targets        hardware that can be estimated for, with sources and prices; of your own:
                       --add NAME key=value …, --add FILE, --project, --remove NAME
  %perf calibrate      measure this machine for estimates, and learn from runs after them:
                       --again, --save FILE, --reset; --blocks for %%estimate --blocks
  %perf models         what can be asked with --engine llm: --local, --base-url URL, --search WORD
  %perf spend          tokens and money: --here, --notebook PATH, --limit N
  %perf history        what was found before: --search WORDS, --notebook, --kind, --csv FILE
  %perf edits          what was applied, examples for a model: --all, --export FILE, --clear
  %perf jobs           the searches that go on in this kernel
  %perf stop [JOB]     stop one of them, or all: what was found so far is kept
  %perf doctor         versions, isolation, extras: what is missing and how to get it
  %perf doctor --log   tracebacks of unexpected failures in this kernel"""


@magics_class
class PerfMagics(Magics):
    """Registers `%perf`."""

    def __init__(self, shell: Any, kernel: Kernel) -> None:
        super().__init__(shell)
        self.kernel = kernel
        # Rows of the project stand beside the notebook, wherever the kernel's current folder is.
        look_in(notebook_folder)

    @line_magic
    def perf(self, line: str) -> None:
        """`%perf` alone lists what there is: rules, models, what was found and spent, and more."""
        try:
            words = shlex.split(line)
        except ValueError as error:
            raise UsageError(f"%perf: {error}") from None
        match words:
            case []:
                print(_HELP)
            case ["rules"]:
                with told(print):
                    _show_rules()
            case ["methods"]:
                with told(print):
                    _show_methods()
            case ["recipes"]:
                with told(print):
                    _show_recipes()
            case ["explain", name]:
                _explain(name)
            case ["targets", *options]:
                _targets(options)
            case ["calibrate", *options]:
                _calibrate(options, self.shell)
            case ["models", *options]:
                _models(options, self.kernel)
            case ["spend", *options]:
                _spend(options)
            case ["history", *options]:
                _history(options)
            case ["edits", *options]:
                _edits(options)
            case ["jobs"]:
                print(joblist.listing(self.kernel))
            case ["stop", *names] if len(names) < 2:
                print(joblist.stop(self.kernel, names[0] if names else None))
            case ["doctor"]:
                with told(print):
                    _doctor(self.kernel)
            case ["doctor", "--log"]:
                print(log_text())
            case _:
                raise UsageError(f"%perf {line}: not understood.\n{_HELP}")


def _show_rules() -> None:
    from ..refinement import rules
    from ..views.tables import rule_table

    _display(rule_table(rules.table()))


def _targets(options: list[str]) -> None:
    from ..core import targets
    from .targets import show

    with told(print):
        found = show(options)
        if isinstance(found, str):
            print(found)
            return
        _display(found)
        for name, why in targets.disabled().items():
            print(f"{name} is left out: {why}")


def _calibrate(options: list[str], shell: Any) -> None:
    from .calibrate import calibrate
    from .live import LiveOutput

    live = LiveOutput(shell, kind="calibrate")

    def report(progress: Progress) -> None:
        live.report(progress)

    try:
        with told(live.message):
            found = calibrate(options, report)
            if isinstance(found, str):
                live.message(found)
            else:
                live.finish(found)
    except KeyboardInterrupt:
        live.message("Stopped: nothing was measured.")


def _show_methods() -> None:
    from ..views.tables import findings
    from .manuals import method_rows

    _display(findings(method_rows()))


def _show_recipes() -> None:
    from ..views.tables import findings
    from .manuals import recipe_rows

    _display(findings(recipe_rows()))


def _explain(name: str) -> None:
    from ..refinement import rules
    from .manuals import manual_of, method_names, recipe_names

    try:
        manual = manual_of(name) or rules.explain(name)
    except KeyError:
        known = [
            *(row["name"] for row in rules.table()),
            *method_names(),
            *recipe_names(),
            "papaya",
        ]
        likely = name.lower().replace("_", "-")
        near = difflib.get_close_matches(likely, known, n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else "`%perf rules` lists them."
        raise UsageError(f"%perf explain: no rule named {name!r}: {hint}") from None
    _display({"text/plain": manual, "text/markdown": _with_small_headings(manual)})


def _with_small_headings(markdown: str) -> str:
    """The title fits below a cell; sections stay out of a notebook's table of contents."""
    parts = re.split(r"^(```.*?^```)", markdown, flags=re.MULTILINE | re.DOTALL)
    for at in range(0, len(parts), 2):  # the others are code
        sections = re.sub(r"^##+ (.*)$", r"**\1**", parts[at], flags=re.MULTILINE)
        parts[at] = re.sub(r"^# ", "#### ", sections, flags=re.MULTILINE)
    return "".join(parts)


def _history(options: list[str]) -> None:
    from .history import history

    with told(print):
        found = history(options)
        if isinstance(found, str):
            print(found)
        else:
            _display(found)


def _models(options: list[str], kernel: Kernel) -> None:
    from .models import models

    with told(print):
        own = kernel.defaults  # a project's file has no say in these two
        _display(models(options, {"base_url": own.base_url, "api_key_env": own.api_key_env}))


def _spend(options: list[str]) -> None:
    from .spend import spend

    with told(print):
        _display(spend(options))


def _edits(options: list[str]) -> None:
    from .edits import edits

    with told(print):
        found = edits(options)
        if isinstance(found, str):
            print(found)
        else:
            _display(found)


def _doctor(kernel: Kernel) -> None:
    from ..views.tables import findings
    from .doctor import examine

    _display(findings(examine(kernel.defaults)))


def _display(bundle: dict[str, Any]) -> None:
    from IPython.display import display

    display(bundle, raw=True)  # type: ignore[no-untyped-call]
