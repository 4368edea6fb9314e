"""Open the real sandbox over given values."""

from __future__ import annotations

import sys
from pathlib import Path

from jupyter_perf.sandbox import reads, snapshot
from jupyter_perf.sandbox.environment import sandbox_environment
from jupyter_perf.sandbox.sandbox import Sandbox
from jupyter_perf.sandbox.work import Limits, SandboxSpec

LIMITS = Limits(wall_seconds=20.0, memory_bytes=1 << 30, output_bytes=8 << 20)


def spec(folder: Path, **changes: object) -> SandboxSpec:
    paths = reads.allowed_paths(str(folder), sys.path, ())
    base: dict[str, object] = {
        "read_paths": paths,
        "sys_path": ("", *sys.path),
        "cwd": str(folder),
        "environment": sandbox_environment(),
        "limits": LIMITS,
    }
    return SandboxSpec(**{**base, **changes})  # type: ignore[arg-type]


def open_sandbox(
    folder: Path, values: dict[str, object] | None = None, **changes: object
) -> Sandbox:
    copied = snapshot.take({}, [], extra=values or {})
    sandbox = Sandbox(spec(folder, **changes), copied.fd, copied.layout)
    copied.close()
    sandbox.start()
    return sandbox
