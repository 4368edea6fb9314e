"""`%refine_more`: go on with the cell that was refined last, from the best code found for it."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from IPython.core import magic_arguments as ipython_arguments

from ..errors import UsageError
from . import lately, rerun
from .options import checked_budget, checked_name
from .preparing import prepared_of, search_for

if TYPE_CHECKING:
    from ..refinement.talking import TalkOptions
    from .options import RefineOptions
    from .search import Search
    from .task import Kernel

argument: Any = ipython_arguments.argument
_ARGUMENTS = (
    ipython_arguments.magic_arguments(),  # type: ignore[no-untyped-call]
    argument("text", nargs="*", help="what the model should do now, in your words"),
    argument("--model", metavar="ID", help="another model than before"),
    argument("--rounds", type=int, metavar="N", help="rounds of rewriting and feedback"),
    argument("--samples", type=int, metavar="N", help="answers asked for in each round"),
    argument("--budget", type=float, metavar="S", help="wall seconds the search may take"),
    argument("--strategy", metavar="S", help="rewrite, explore or edit"),
    argument("--max-usd", type=float, metavar="USD", help="spend at most this"),
    argument("--max-tokens", type=int, metavar="N", help="tokens in and out in all"),
    argument("--wait", action="store_true", help="block until the search has ended"),
    argument("--into", metavar="NAME", help="bind the result to NAME"),
)
_OF_TALK = ("model", "rounds", "samples", "strategy", "max_usd", "max_tokens")
_NOTHING_YET = (
    "nothing was refined in this kernel yet: put `%%refine` on a cell first,"
    " then `%refine_more` goes on from its best version"
)


def more_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: the options of `%refine_more`."""
    for decorator in reversed(_ARGUMENTS):
        function = decorator(function)
    return function


def continued(
    kernel: Kernel, given: Namespace, fresh: Callable[[], RefineOptions]
) -> tuple[Search, RefineOptions]:
    """The search that goes on from the latest with what `given` asks for, and its options.

    `fresh` makes the options of a `%%refine --engine llm` without any others, for the defaults.
    Raises UsageError.
    """
    before = lately.latest()
    if before is None:
        raise UsageError(_NOTHING_YET)
    options = _options(before, given, fresh)
    prepared = prepared_of(kernel.shell, before.source, options)
    search = search_for(prepared, before.source, before.cell, options)
    search.remarks += rerun.remarks(kernel.shell, before.source)
    return search, options


def _options(
    before: lately.Lately, given: Namespace, fresh: Callable[[], RefineOptions]
) -> RefineOptions:
    said = " ".join(given.text).strip()
    if not said:
        raise UsageError('say what to do: `%refine_more "use numpy, keep the column names"`')
    talk = before.options.talk or fresh().talk
    assert talk is not None
    talk = _talk(talk, before, given, said)
    return dataclasses.replace(
        before.options,
        engine="llm",
        talk=talk,
        only=(),
        skip=(),
        budget=before.options.budget if given.budget is None else checked_budget(given.budget),
        apply=False,
        no_run=True,
        again=True,
        wait=given.wait,
        into=checked_name(given.into),
    )


def _talk(talk: TalkOptions, before: lately.Lately, given: Namespace, said: str) -> TalkOptions:
    changes = {name: getattr(given, name) for name in _OF_TALK if getattr(given, name) is not None}
    best = before.found.best
    earlier = before.found.conversation
    return dataclasses.replace(
        talk,
        **changes,
        max_usd_given=talk.max_usd_given or given.max_usd is not None,
        said=(*(earlier.said if earlier is not None else talk.said), said),
        start=best.candidate.code if best is not None and best.evidence.general else "",
        part=None,
        show_prompt=False,
    )
