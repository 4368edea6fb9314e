"""How the parts of `shaping` ask each other."""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..shapes import Shapes

Ask = Callable[[ast.expr], Shapes | None]
"""Gives the shapes of an expression; None where they aren't known."""
