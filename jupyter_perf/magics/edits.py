"""`%perf edits`: the edits that were applied, which a model may be shown as examples."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .. import errors
from ..core import units
from .whereabouts import whereabouts

if TYPE_CHECKING:
    from ..records.edits import Edit
    from ..refinement.examples.pair import Pair

USAGE = "edits [--all | --notebook PATH] [--limit N] [--export FILE [--force] | --clear]"
_SHOWN = 20
_UNKNOWN = "a notebook whose path isn't known"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise errors.UsageError(f"{message}. Usage: %perf {USAGE}")


def edits(words: list[str]) -> dict[str, Any] | str:
    """A MIME bundle to show, or a sentence. Raises UsageError and PolicyError.

    What is listed, exported or cleared is this notebook's, unless something else is said.
    """
    options = _parser().parse_args(words)
    notebook = _notebook(options)
    if options.export is not None:
        return _exported(Path(options.export).expanduser(), notebook, options.force)
    if options.force:
        raise errors.UsageError("--force is for --export")
    if options.clear:
        return _cleared(notebook)
    return _listed(notebook, _SHOWN if options.limit is None else options.limit)


def own_pairs(share_edits: bool = False) -> list[Pair]:
    """The user's verified edits as examples for a prompt: the latest first.

    Those of other notebooks only where `share_edits` allows it. None where it isn't known which
    notebook this is, as nothing says then whose they are; none that are right on one data only.
    Raises PolicyError.
    """
    from ..records.edits import edits_of

    here = whereabouts().notebook()
    if not here and not share_edits:
        return []
    return pairs_of(edits_of(None if share_edits else here), here)


def pairs_of(found: Iterable[Edit], here: str) -> list[Pair]:
    """Rows as examples; `here` is the path of the notebook that asks, which none of them tells."""
    from ..refinement.examples.pair import OTHER_NOTEBOOK, THIS_NOTEBOOK, Pair

    return [
        Pair(
            slow=edit.slow,
            fast=edit.fast,
            ratio=edit.ratio,
            tags=edit.steps,
            origin=THIS_NOTEBOOK if here and edit.notebook == here else OTHER_NOTEBOOK,
            title=edit.title,
        )
        for edit in found
        if edit.general
    ]


def _notebook(options: argparse.Namespace) -> str | None:
    """Path of the notebook that is meant; None for all."""
    if options.all:
        return None
    here = whereabouts().notebook()
    if options.notebook is None:
        return here
    named = Path(options.notebook).expanduser()
    # As a person writes it: beside this notebook.
    return str(named if named.is_absolute() or not here else Path(here).parent / named)


def _listed(notebook: str | None, limit: int) -> dict[str, Any]:
    from ..records.edits import edits_of
    from ..records.store import store
    from ..views.edits import edit_table

    found = edits_of(notebook)
    head = f"{units.counted(len(found), 'edit')} applied in {_name(notebook)}"
    if len(found) > limit:
        head += f", the latest {limit} shown"
    if notebook is not None and (others := len(edits_of()) - len(found)):
        head += f"; {others} more with --all"
    return edit_table(head, found[:limit], store().note)


def _exported(file: Path, notebook: str | None, force: bool) -> str:
    from ..records.edits import export

    written = export(file, notebook, overwrite=force)
    return f"{units.counted(written, 'edit')} of {_name(notebook)} written to {file}"


def _cleared(notebook: str | None) -> str:
    from ..records.edits import delete, edits_of

    said = f"{units.counted(delete(notebook=notebook), 'edit')} of {_name(notebook)} deleted"
    left = len(edits_of())
    return (
        f"{said}; {units.counted(left, 'edit')} left: --clear --all deletes all" if left else said
    )


def _name(notebook: str | None) -> str:
    if notebook is None:
        return "all notebooks"
    if notebook and notebook == whereabouts().notebook():
        return "this notebook"
    return notebook or _UNKNOWN


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="%perf edits", add_help=False, allow_abbrev=False)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true")
    which.add_argument("--notebook")
    parser.add_argument("--limit", type=_count)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--export", metavar="FILE")
    what.add_argument("--clear", action="store_true")
    parser.add_argument("--force", action="store_true")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
