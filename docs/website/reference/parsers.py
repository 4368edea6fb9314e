"""Options of an argument parser as a table."""

from __future__ import annotations

import argparse

from .describing import rows_of, safe


def options(parser: argparse.ArgumentParser) -> str:
    """Every option and argument that the parser takes; empty where it takes none."""
    rows = [
        (f"`{_written(action)}`", safe(str(action.help or "")))
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
        and action.help != argparse.SUPPRESS
    ]
    return rows_of(("Option", ""), rows) if rows else ""


def _written(action: argparse.Action) -> str:
    names = ", ".join(action.option_strings)
    takes = action.metavar or action.dest.upper()
    value = " ".join(takes) if isinstance(takes, tuple) else takes
    if not names:
        return value.lower() if action.metavar is None else value
    return names if action.nargs == 0 else f"{names} {value}"
