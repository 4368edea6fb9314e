"""`--blocks` and the options that go with it: from a line of text to values."""

from __future__ import annotations

import re
from argparse import Namespace
from dataclasses import dataclass

from ..errors import UsageError
from .options import argument

ARGUMENTS = (
    argument(
        "--blocks",
        nargs="*",
        metavar="EXPR",
        help="cycles per iteration of a hot loop's basic block: the cell is assembly, hex, or an"
        " expression (a numba function, bytes, lib.so:symbol), which can also stand here",
    ),
    argument("--loop", type=int, metavar="K", help="with --blocks: the K-th loop that is found"),
    argument(
        "--signature",
        metavar="S",
        help="with --blocks: of a numba function compiled for several, such as 'float64[:]'",
    ),
)
_GO_WITH = ("blocks", "loop", "signature", "target", "into")
_ASKED = re.compile(r"(?<![\w-])--bl(o|oc|ock|ocks)?(?![\w-])")


@dataclass(frozen=True)
class BlocksOptions:
    """What one `%%estimate --blocks` was asked."""

    expression: str = ""
    """In place of a cell's body."""
    loop: int | None = None
    signature: str | None = None
    targets: tuple[str, ...] | None = None
    """Names of microarchitectures; None is the usual one."""
    into: str | None = None


def are_asked_in(line: str) -> bool:
    """Whether a magic's line asks for blocks, so that its cell isn't Python."""
    return _ASKED.search(line) is not None


def read_blocks(given: Namespace, into: str | None) -> BlocksOptions | None:
    """What `given` says of blocks; None where they aren't asked for. Raises UsageError."""
    if given.blocks is None:
        for name in ("loop", "signature"):
            if getattr(given, name) is not None:
                raise UsageError(f"--{name} goes with --blocks: it chooses the loop to estimate")
        return None
    for name, value in vars(given).items():
        if name not in _GO_WITH and value not in (None, False):
            option = "--" + name.replace("_", "-")
            raise UsageError(
                f"{option} says nothing of blocks: leave it out, or leave out --blocks"
            )
    if given.loop is not None and given.loop < 1:
        raise UsageError(f"--loop is 1 or more, not {given.loop}")
    targets = [name for each in given.target or () for name in each.split(",")]
    return BlocksOptions(
        expression=" ".join(given.blocks),
        loop=given.loop,
        signature=given.signature,
        targets=tuple(targets) if given.target else None,
        into=into,
    )
