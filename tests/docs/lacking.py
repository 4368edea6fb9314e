"""What code that was run in another process didn't find."""

from __future__ import annotations

import re

_LACKING = re.compile(
    r"ModuleNotFoundError: No module named '(?P<module>[\w.]+)'"
    r"|(?P<package>\S+) is not installed: run `pip install 'jupyter-perf\["
)


def look_for_lacking(said: str) -> None:
    """Raise ModuleNotFoundError for the first package that `said` tells isn't installed.

    As an import in the test itself would: where extras are left out on purpose, that is a reason
    to skip the test (`tests/packaging/without_extras.py`), and a failure anywhere else.
    """
    if found := _LACKING.search(said):
        name = found["module"] or found["package"]
        raise ModuleNotFoundError(f"No module named '{name}': {said}", name=name)
