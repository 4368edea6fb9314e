"""The process that traces, from its start to its last line. It never has any weights."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...core.dimensions import Dimensions
from ...sandbox.limits import kernel, lock_down_zygote
from . import failing
from .rebuilding import Sizes
from .tracing import Variant


def main(job: int, out: int, path: Sequence[str]) -> None:
    """Trace what the descriptor `job` asks for; write one line of JSON each to `out`."""
    with entered(job, path) as (asked, described):
        import torch

        from . import step

        torch.set_num_threads(1)
        dimensions = Dimensions(**asked["dimensions"])
        for each in asked["variants"]:
            variant = Variant(**each)
            sizes = Sizes(dimensions, variant.batch, variant.sequence)
            line = _line(lambda s=sizes, v=variant: step.traced(described, s, v, asked), sizes)
            os.write(out, json.dumps(line).encode() + b"\n")
            gc.collect()
    os.close(out)


@contextlib.contextmanager
def entered(job: int, path: Sequence[str]) -> Iterator[tuple[Mapping[str, Any], bytes]]:
    """What is asked and the description; this process is confined meanwhile, and quiet."""
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(job, "rb") as read:
        asked = json.loads(read.readline())
        described = read.read()
    sys.path[:] = list(path)
    _enter(asked["cwd"])
    import torch
    from torch._subclasses.fake_tensor import FakeTensorMode

    from ..methods import METHODS
    from . import step  # noqa: F401 (before the files of this package can't be read any more)

    # The first one imports much, some of which looks for a folder to write to.
    FakeTensorMode()
    METHODS.load()
    # Its own models may write, send and delete when they run: not here.
    lock_down_zygote(asked["read"])
    _die_with_parent()
    _quiet()
    # One fused operation for a whole layer knows no metadata; in steps it does the same work.
    torch.backends.mha.set_fastpath_enabled(False)
    yield asked, described


def _line(traced: Any, sizes: Sizes) -> Mapping[str, Any]:
    dimensions = sizes.dimensions
    done_for = {
        "batch": sizes.batch or dimensions.batch,
        "sequence": sizes.sequence or dimensions.sequence,
    }
    try:
        return {**traced(), **done_for}
    # The model's own code ran: whatever it raises is a result.
    except Exception as error:
        return {**failing.said(error), **done_for}


def _enter(folder: str) -> None:
    """Work where the kernel does; a folder that is gone changes nothing."""
    try:
        os.chdir(folder)
    except OSError:
        os.chdir("/")


def _die_with_parent() -> None:
    if sys.platform == "linux":
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def _quiet() -> None:
    """What the model prints while it is traced was never asked for."""
    nowhere = open(os.devnull, "w")  # noqa: SIM115 (for as long as the process lives)
    sys.stdout = sys.stderr = nowhere
    warnings.simplefilter("ignore")
