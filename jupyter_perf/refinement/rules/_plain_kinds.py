"""What a loop makes of elements of arrays, and whether it is Python's number or numpy's."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import lru_cache

from ...core.names import names_in
from .. import flow
from ..source import FUNCTIONS, Decline
from ..vectorise.types import Many, One
from ._element_kinds import Kinds
from ._leftovers import read_elsewhere
from ._reach import reached

NUMPY, PYTHON, EITHER = "numpy", "python", "either"
_TESTS = frozenset({"isnan", "isinf", "isfinite"})
_MISSING = frozenset({"numpy.isnan", "math.isnan", "pandas.isna", "pandas.isnull"})
_PLAIN = ("float", "int")


@dataclass
class PlainKinds(Kinds):
    """As `Kinds`, of arrays that the loop only reads; and where numbers come from as it stands."""

    origins: dict[str, str] = field(default_factory=dict)
    """Of the names in `locals`: whose number they hold in the loop as it was written."""

    def find(self) -> None:
        """Find the arrays that only elements are taken of, and the names that hold those."""
        if any(isinstance(part, (*FUNCTIONS, ast.Lambda)) for part in ast.walk(self.loop)):
            raise Decline("a function in the loop")
        self.counters = {
            name
            for loop in [*self.facts.source.loops(self.loop), *ast.walk(self.loop)]
            if isinstance(loop, ast.For) and ast.unparse(loop.iter).startswith("range(")
            for name in flow.stores(loop.target)
        }
        changed = self.facts.changed(self.loop)
        self._refuse_given()
        for name in sorted({n.id for n in ast.walk(self.loop) if isinstance(n, ast.Name)}):
            uses = [n for n in ast.walk(self.loop) if isinstance(n, ast.Name) and n.id == name]
            found = self.inputs.type_of(uses[0]) if name not in changed else None
            flat = isinstance(found, Many) and found.form == "array" and found.depth < 3
            if isinstance(found, Many) and flat and found.kind in _PLAIN and self._alone(name):
                self.arrays[name] = found
        self._follow()
        for name in list(self.arrays):
            if not self._only_elements(name):
                del self.arrays[name]
        self.locals.clear()
        self.origins.clear()
        self._follow()

    def _refuse_given(self) -> None:
        """Decline where the loop fills an array that is given: it may be another one given too."""
        scope = self.facts.source.function(self.loop)
        given = flow.parameters(scope) if isinstance(scope, FUNCTIONS) else set()
        for part in ast.walk(self.loop):
            filled = isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load)
            base = flow.root(part) if filled and isinstance(part, ast.Subscript) else None
            kind = self.facts.kind_of(base) if base is not None else None
            if base is not None and base.id in given and kind not in ("list", "dict"):
                raise Decline("an array that is given is filled")

    def _alone(self, name: str) -> bool:
        """True where no other name in the loop stands for an array, or for a part of it."""
        others = self.facts.aliases_of(name) - {name}
        return not others & flow.loads(self.loop) and not reached([self.loop], {name}, self.facts)

    def _only_elements(self, name: str) -> bool:
        """True where the loop takes nothing but elements of an array, and its size."""
        uses = [n for n in ast.walk(self.loop) if isinstance(n, ast.Name) and n.id == name]
        found = False
        for use in uses:
            try:
                top = self.top(use)
            except Decline:
                return False
            if top is None and not self._about_size(use):
                return False
            found = found or top is not None
        return found

    def _follow(self) -> None:
        """Find the names that nothing but numbers made of elements goes into."""
        made: dict[str, list[ast.expr]] = {}
        for part in ast.walk(self.loop):
            if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
                made.setdefault(part.targets[0].id, []).append(part.value)
        open_names = {name for name in made if self._known_here(name, len(made[name]))}
        for _ in range(len(open_names) + 1):
            before = set(self.locals)
            for name in sorted(open_names - before):
                self._try(name, made[name])
            if set(self.locals) == before:
                break

    def _try(self, name: str, values: list[ast.expr]) -> None:
        """Take a name for one that holds such numbers, where all that goes into it is one."""
        first = next((one for one in map(self.plain, values) if one is not None), None)
        if first is None:
            return
        self.locals[name], self.origins[name] = first
        if any(self.plain(value) != first for value in values) or first[1] == EITHER:
            del self.locals[name], self.origins[name]

    def _known_here(self, name: str, assigned: int) -> bool:
        """True for a name that plain assignments in the loop bind, and nothing knows outside it."""
        facts = self.facts
        binders = facts.binders(name, facts.scope(name, self.loop))
        inside = all(facts.source.inside(binder, self.loop) for binder in binders)
        seen = name in facts.namespace or read_elsewhere(name, [self.loop], facts)
        if len(binders) != assigned or not inside or seen:
            return False
        in_cell = facts.kind == "cell" and facts.source.function(self.loop) is None
        return not in_cell or name in _left_out(facts.source.text)

    def plain(self, node: ast.expr) -> tuple[str, str] | None:
        """(kind, origin) of what is made of elements and could as well be Python's number."""
        try:
            kind = self.kind(node)
        except Decline:
            return None
        return (kind, self.origin(node)) if self.touched(node) else None

    def origin(self, node: ast.expr) -> str:
        """Whose number the loop has there as it was written."""
        if isinstance(node, ast.Name) and node.id in self.locals:
            return self.origins[node.id]
        if isinstance(node, ast.Subscript):
            return NUMPY
        if isinstance(node, ast.BinOp):
            return _mixed([self.origin(node.left), self.origin(node.right)])
        if isinstance(node, ast.UnaryOp):
            return PYTHON if isinstance(node.op, ast.Not) else self.origin(node.operand)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return _mixed([self.origin(node.left), self.origin(node.comparators[0])])
        if isinstance(node, ast.IfExp):
            return _one_of([self.origin(node.body), self.origin(node.orelse)])
        if isinstance(node, ast.Call):
            return self._origin_of_call(node)
        if isinstance(node, ast.Compare | ast.BoolOp):
            return EITHER
        found = self.inputs.type_of(node)
        either = isinstance(found, One) and (found.numpy or found.either)
        return EITHER if either else PYTHON

    def _origin_of_call(self, node: ast.Call) -> str:
        full = self.facts.full_name(node.func) or ""
        if full.startswith("numpy."):
            return NUMPY
        if full.startswith("pandas.") or full.startswith("math."):
            return PYTHON
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "abs":
            return self.origin(node.args[0])
        if name in ("min", "max"):
            return _one_of([self.origin(argument) for argument in node.args])
        return PYTHON

    def is_missing(self, node: ast.AST) -> bool:
        """True for `np.isnan(x)` and its like of a float."""
        if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
            return False
        return (self.facts.full_name(node.func) or "") in _MISSING

    def _fixed(self, node: ast.Subscript) -> str:
        return ""

    def _call(self, node: ast.Call) -> str:
        full = self.facts.full_name(node.func) or ""
        test = full.startswith("math.") and full.rpartition(".")[2] in _TESTS
        if (test or self.is_missing(node)) and self.touched(node):
            if self.kind(node.args[0]) != "float":
                raise Decline("a test of whole numbers")
            return "bool"
        return self._not_whole(super()._call(node), node, bool(full) or _is_call_of(node, "abs"))

    def _unaryop(self, node: ast.UnaryOp) -> str:
        return self._not_whole(super()._unaryop(node), node, isinstance(node.op, ast.USub))

    def _not_whole(self, kind: str, node: ast.expr, outgrows: bool) -> str:
        """The kind; Decline for whole numbers that numpy's may not hold."""
        if kind == "int" and outgrows and self.touched(node):
            raise Decline("whole numbers that may overflow")
        return kind

    def _binop(self, node: ast.BinOp) -> str:
        if isinstance(node.op, ast.BitAnd | ast.BitOr):
            if {self.kind(node.left), self.kind(node.right)} != {"bool"}:
                raise Decline("bits of numbers")
            return "bool"
        right = node.right
        constant = isinstance(right, ast.Constant) and type(right.value) in (int, float)
        if isinstance(node.op, ast.Mod) and constant and ast.literal_eval(right) > 0:
            if self.kind(node.left) != "float":
                raise Decline("a remainder of whole numbers")
            return "float"
        return self._not_whole(super()._binop(node), node, True)


def _is_call_of(node: ast.Call, name: str) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == name


def _mixed(origins: list[str]) -> str:
    """Of arithmetic: numpy's number where one side is."""
    if NUMPY in origins:
        return NUMPY
    return EITHER if EITHER in origins else PYTHON


def _one_of(origins: list[str]) -> str:
    return origins[0] if len(set(origins)) == 1 else EITHER


@lru_cache(maxsize=8)
def _left_out(source: str) -> frozenset[str]:
    """The names that a cell needn't leave behind."""
    return names_in(source).scratch
