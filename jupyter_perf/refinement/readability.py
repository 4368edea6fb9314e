"""What a rewrite costs its reader, and which of several as fast ones asks least."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from .verdict import Faster

AS_FAST = 0.95
"""A rewrite that keeps this share of the best one's ratio counts as fast as that."""
AS_FAST_WITHIN_NOISE = 0.9
"""The same where their intervals overlap too: very wide ones overlap with nearly everything."""
NOTHING_LEFT = 0.005
"""So is one that takes longer by less than this share of the original's time: beside a run of ten
seconds, nobody feels whether 0.05 s or 0.1 s are left of it."""


@dataclass(frozen=True)
class Change:
    """The size of a rewrite, in lines of code as a diff counts them."""

    changed: int
    """Lines removed or put in."""
    added: int
    """Lines more than there were; negative where it became shorter."""
    imports: tuple[str, ...] = ()
    """Modules that only the rewrite imports."""


def change_between(source: str, code: str) -> Change:
    """How `code` differs from `source`; blank lines don't count."""
    before = [line for line in source.splitlines() if line.strip()]
    after = [line for line in code.splitlines() if line.strip()]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changed = sum(
        (i2 - i1) + (j2 - j1) for kind, i1, i2, j1, j2 in matcher.get_opcodes() if kind != "equal"
    )
    new = tuple(sorted(_imported(code) - _imported(source)))
    return Change(changed, len(after) - len(before), new)


def simplest(source: str, verdicts: Sequence[Faster]) -> Faster | None:
    """The verdict with the smallest change among those that are about as fast as the fastest."""
    fastest = max(verdicts, key=lambda verdict: verdict.ratio, default=None)
    if fastest is None:
        return None
    near = [verdict for verdict in verdicts if _as_fast(verdict, fastest)]
    return min(near, key=lambda v: (_effort(source, v), -v.ratio))


def _as_fast(verdict: Faster, fastest: Faster) -> bool:
    if verdict.ratio >= AS_FAST * fastest.ratio:
        return True
    if 1 / verdict.ratio - 1 / fastest.ratio <= NOTHING_LEFT:
        return True
    overlap = verdict.interval[1] >= fastest.interval[0]
    return overlap and verdict.ratio >= AS_FAST_WITHIN_NOISE * fastest.ratio


def _effort(source: str, verdict: Faster) -> int:
    return change_between(source, verdict.candidate.code).changed


def _imported(code: str) -> set[str]:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return set()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
