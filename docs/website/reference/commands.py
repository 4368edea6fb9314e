"""`jupyter perf`, from its commands' own parsers."""

from __future__ import annotations

import argparse
import importlib

from .describing import safe
from .parsers import options


def text() -> str:
    """Every command."""
    from jupyter_perf import cli

    parts = ["Exit codes: " + (cli.__doc__ or "").partition("Exit codes: ")[2].strip()]
    for name, about in cli.COMMANDS.items():
        command = parser(name)
        said = (command.description or "").strip()
        parts += [f"## `jupyter perf {name}`", f"{about[0].upper()}{about[1:]}."]
        parts += [f"```text\n{said}\n```" if "\n " in said else safe(said), options(command)]
    return "\n\n".join(part for part in parts if part)


def parser(name: str) -> argparse.ArgumentParser:
    """The parser of one command; raises ModuleNotFoundError where there is none of that name."""
    module = importlib.import_module(f"jupyter_perf.cli.{name}")
    found = argparse.ArgumentParser(
        prog=f"jupyter perf {name}", description=module.DESCRIPTION, allow_abbrev=False
    )
    module.add_arguments(found)
    return found
