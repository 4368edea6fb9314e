"""What this operating system can't do, said before it is tried."""

from __future__ import annotations

import sys

from ..errors import SandboxError


def require_sandbox(so: str, *, instead: str = "") -> None:
    """Raise SandboxError where there is no sandbox at all; `so` is what can't be done then."""
    if sys.platform == "win32":
        aside = f" ({instead})" if instead else ""
        wsl = f"run Jupyter inside WSL{aside}"
        raise SandboxError(f"there is no sandbox on Windows, so {so}: {wsl}")
