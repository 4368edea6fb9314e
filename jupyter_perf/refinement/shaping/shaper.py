"""What knows the shapes of one source's expressions: names, functions, operators, displays."""

from __future__ import annotations

import ast

from .. import shapes
from ..call_sites import behind_cache, called_function
from ..facts import Facts
from ..shapes import Shapes
from .calls import call_shapes
from .changes import Changes
from .expressions import EXPRESSIONS
from .helpers import helper_called
from .names import Names
from .returned import returned_shapes
from .settling import Settling


class Shaper:
    """Asked for an expression, asks itself for those that it is made of."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._settling = Settling()
        changes = Changes(facts, self.of, self._settling)
        self._names = Names(facts, self.of, changes, self._settling)

    def answer(self, node: ast.expr) -> Shapes | None:
        """Shapes of an expression, as a question of its own."""
        self._settling.begin()
        return self.of(node)

    def of(self, node: ast.expr) -> Shapes | None:
        """Shapes of a part of what is asked for."""
        if isinstance(node, ast.Constant):
            return shapes.of_value(node.value)
        if isinstance(node, ast.Name):
            return self._names.of_name(node)
        if isinstance(node, ast.Attribute):
            return self._names.of_attribute(node)
        if isinstance(node, ast.Call):
            return self._of_call(node)
        work_out = EXPRESSIONS.get(type(node))
        return None if work_out is None else work_out(node, self.of)

    def _of_call(self, node: ast.Call) -> Shapes | None:
        function = called_function(node, self._facts) or behind_cache(node, self._facts)
        if function is None:
            helper = helper_called(node, self._facts, self.of)
            if helper is not None:
                return helper.home.kept(Shaper).answer(helper.call)
            return call_shapes(node, self._facts, self.of)
        key = (id(function), "()")
        return self._settling.once(key, lambda: returned_shapes(function, self.of))
