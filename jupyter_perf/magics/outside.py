"""The settings of the magics where no kernel is: for commands of a shell."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError as ShellUsageError
from IPython.paths import get_ipython_dir
from IPython.terminal.ipapp import TerminalIPythonApp

from ..errors import UsageError
from .config import JupyterPerf
from .estimate_options import EstimateOptions
from .options import RefineOptions


def defaults_of_profile() -> JupyterPerf:
    """As a kernel that starts now would have them: `c.JupyterPerf.…` of the default profile.

    Records of this process follow them.
    """
    # An application that makes its own log configures logging anew, which closes the handlers of
    # all others in the process.
    log = logging.getLogger(__name__)
    profile = TerminalIPythonApp(log=log)  # type: ignore[no-untyped-call]
    profile.config_file_paths.append(str(Path(get_ipython_dir()) / "profile_default"))
    profile.load_config_file()  # type: ignore[no-untyped-call]
    defaults = JupyterPerf(config=profile.config)
    defaults.rule_history()
    return defaults


def refine_options(line: str, namespace: Mapping[str, Any] | None = None) -> RefineOptions:
    """What a line of `%%refine` asks for; raises our UsageError in IPython's place too."""
    from .options import read_options
    from .refine import RefineMagics, _rule_names

    parser = getattr(RefineMagics.refine, "parser")  # noqa: B009  (a decorator put it there)
    try:
        return read_options(parser, line, defaults_of_profile(), namespace or {}, _rule_names)
    except ShellUsageError as error:
        raise UsageError(str(error)) from None


def estimate_options(line: str) -> EstimateOptions:
    """The same of a line of `%%estimate`."""
    from .estimate import EstimateMagics
    from .estimate_options import read_options

    parser = getattr(EstimateMagics.estimate, "parser")  # noqa: B009  (a decorator put it there)
    try:
        return read_options(parser, line, defaults_of_profile(), {})
    except ShellUsageError as error:
        raise UsageError(str(error)) from None
