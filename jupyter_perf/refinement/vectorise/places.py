"""Places that loops go through: sums of loop variables, of an expression and of a number."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A whole number as a sum: axes of the loops (each once), an expression, a number."""

    axes: tuple[int, ...] = ()
    base: str = ""
    offset: int = 0

    @property
    def text(self) -> str:
        """The expression and the number; without the axes."""
        if not self.base:
            return str(self.offset)
        sign = "+" if self.offset > 0 else "-"
        return f"{self.base} {sign} {abs(self.offset)}" if self.offset else self.base

    def plus(self, other: Place, sign: int = 1) -> Place | None:
        """The sum; None where an axis would be subtracted or come twice."""
        axes = other.axes if sign > 0 else ()
        if (other.axes and sign < 0) or set(self.axes) & set(axes):
            return None
        word = "+" if sign > 0 else "-"
        base, extra = summed(f"{self.base or 0} {word} ({other.base or 0})")
        return Place(
            tuple(sorted({*self.axes, *axes})), base, self.offset + sign * other.offset + extra
        )


def summed(text: str) -> tuple[str, int]:
    """(the terms of a sum with what cancels left out, the numbers among them)."""
    found: dict[str, int] = {}
    offset = _collect(ast.parse(text, mode="eval").body, 1, found)
    parts = sorted(((t, n) for t, n in found.items() if n), key=lambda part: part[1] < 0)
    words = [
        f" {'-' if n < 0 else '+'} {t if abs(n) == 1 else f'{abs(n)} * {t}'}" for t, n in parts
    ]
    base = "".join(words)
    return (f"-{base[3:]}" if base.startswith(" -") else base.removeprefix(" + ")), offset


def tidied_sum(text: str) -> str:
    """A sum with its numbers put together: `n` for `n + 1 - 1`."""
    base, offset = summed(text)
    if not base:
        return str(offset)
    return base if not offset else f"{base} {'-' if offset < 0 else '+'} {abs(offset)}"


def _collect(node: ast.expr, sign: int, found: dict[str, int]) -> int:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return sign * node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        right = -sign if isinstance(node.op, ast.Sub) else sign
        return _collect(node.left, sign, found) + _collect(node.right, right, found)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _collect(node.operand, -sign, found)
    times = node.left if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) else None
    if isinstance(times, ast.Constant) and type(times.value) is int and times.value > 0:
        assert isinstance(node, ast.BinOp)
        if isinstance(node.right, ast.Name):
            found[node.right.id] = found.get(node.right.id, 0) + sign * times.value
            return 0
    text = ast.unparse(node)
    if isinstance(node, ast.IfExp | ast.BoolOp | ast.Compare):
        text = f"({text})"
    found[text] = found.get(text, 0) + sign
    return 0
