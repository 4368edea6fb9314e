"""Two kernels on one machine: both find their rewrite, taking turns at the clock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

KERNEL = """
import jupyter_perf as jp
known = [str(n) for n in range(4000)]
asked = [str(n * 3) for n in range(2000)]
found = jp.refine(
    "out = [x for x in asked if x in known]\\n",
    namespace={"known": known, "asked": asked}, budget=40,
)
print(found.best is not None, found.reason, "set" in found.code)
"""


def test_two_kernels_search_at_once(tmp_path: Path) -> None:
    kernels = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", KERNEL],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=tmp_path,
        )
        for _ in range(2)
    ]
    said = [kernel.communicate(timeout=120)[0] for kernel in kernels]
    assert said == ["True None True\n"] * 2
