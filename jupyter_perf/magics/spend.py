"""`%perf spend`: tokens and money by run, notebook, model and month, and in all."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from .. import errors
from .whereabouts import whereabouts

USAGE = "spend [--here | --notebook PATH] [--limit N]"
_SHOWN = 10


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise errors.UsageError(f"{message}. Usage: %perf {USAGE}")


def spend(words: list[str]) -> dict[str, Any]:
    """A MIME bundle to show. Raises UsageError and PolicyError."""
    from ..records.store import Query, store
    from ..views.spend import spend_table

    options = _parser().parse_args(words)
    notebook = options.notebook
    if options.here:
        notebook = whereabouts().notebook()
        if not notebook:
            raise errors.UsageError("which notebook this is isn't known: use --notebook PATH")
    limit = _SHOWN if options.limit is None else options.limit
    kept = store()
    return spend_table(kept.spent(Query(notebook=notebook, limit=limit)), notebook, kept.note)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="%perf spend", add_help=False, allow_abbrev=False)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--here", action="store_true")
    which.add_argument("--notebook")
    parser.add_argument("--limit", type=int)
    return parser
