"""Defaults of the magics, and where each may be set."""

from __future__ import annotations

from .describing import docstring, rows_of, safe

_INTRODUCTION = """
Set them in `ipython_config.py` (`c.JupyterPerf.budget = 30`) or in a notebook
(`%config JupyterPerf.budget = 30`). Those with a place in the last column may also stand in a
project's `jupyter-perf.toml`, in that table.
"""


def text() -> str:
    """From the class of settings itself."""
    from jupyter_perf.magics import config

    order = docstring(config).partition("\n\n")[2]
    places = {name: f"`[refine]` {name}" for name in config._SETTINGS}
    for table, names in config._TABLES.items():
        places |= {setting: f"`[{table}]` {name}" for name, setting in names.items()}
    rows = [
        (f"`{name}`", f"`{trait.default()!r}`", safe(trait.help), places.get(name, ""))
        for name, trait in config.JupyterPerf.class_traits(config=True).items()
        if trait.this_class is config.JupyterPerf
    ]
    heading = ("Setting", "Default", "", "In a project's file")
    return f"{order}\n\n{_INTRODUCTION.strip()}\n\n{rows_of(heading, rows)}"
