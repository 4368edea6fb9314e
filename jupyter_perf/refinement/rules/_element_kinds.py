"""Which type each value has in a loop over elements of arrays that become elements of lists."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import FUNCTIONS, Decline, Loop
from ..vectorise.drawn import is_generator
from ..vectorise.inputs import Inputs
from ..vectorise.places import Place
from ..vectorise.types import Many, One

_UFUNCS = flow.words("sqrt exp log sin cos tan tanh arctan abs floor ceil log10 log2 sign")
_DRAWN = flow.words("normal uniform standard_normal random randn rand gauss")
_WHOLE_MATH = frozenset({"floor", "ceil", "trunc", "isqrt", "gcd", "factorial", "comb"})


@dataclass
class Kinds:
    """The kinds of a loop's expressions, `int`, `float` or `bool`.

    A value is *touched* where it is made of such elements: it is then Python's number where it
    was numpy's, which nothing may tell.
    """

    loop: Loop
    facts: Facts
    inputs: Inputs
    arrays: dict[str, Many] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    locals: dict[str, str] = field(default_factory=dict)
    """Touched names that the loop binds → their kind."""
    counters: set[str] = field(default_factory=set)
    fixed: dict[str, str] = field(default_factory=dict)
    """Elements that stay the same throughout the loop → the names they get before it."""
    left: set[str] = field(default_factory=set)
    """Touched names that are known before the loop, and after it."""
    following: set[str] = field(default_factory=set)
    """Names whose kind is being worked out."""

    def top(self, use: ast.Name) -> ast.Subscript | None:
        """The subscript that reaches one element: `a[i, j]` or `a[i][j]`."""
        depth, node, keys = self.arrays[use.id].depth, use, 0
        parents = self.facts.source.parents
        one: ast.expr = node
        while isinstance(up := parents[one], ast.Subscript) and up.value is one and keys < depth:
            for key in keys_of(up):
                if isinstance(key, ast.Slice) or self.kind(key) != "int":
                    return None
                keys += 1
            one = up
        return one if isinstance(one, ast.Subscript) and keys == depth else None

    def _about_size(self, use: ast.Name) -> bool:
        parent = self.facts.source.parents[use]
        if isinstance(parent, ast.Attribute):
            return parent.attr in ("size", "shape")
        return isinstance(parent, ast.Call) and ast.unparse(parent.func) == "len"

    def touched(self, node: ast.AST) -> bool:
        """True for what elements of the arrays are in."""
        return any(
            isinstance(n, ast.Name)
            and (n.id in self.locals or (n.id in self.arrays and not self._about_size(n)))
            for n in ast.walk(node)
        ) or any(isinstance(n, ast.Subscript) and self._fixed(n) for n in ast.walk(node))

    def kind(self, node: ast.expr) -> str:
        """`int`, `float` or `bool` of an expression; Decline for what isn't known to be one."""
        method = {
            ast.Name: self._name, ast.Subscript: self._subscript, ast.BinOp: self._binop,
            ast.UnaryOp: self._unaryop, ast.IfExp: self._ifexp, ast.Call: self._call,
            ast.Compare: self._compare, ast.BoolOp: self._boolop,
        }.get(type(node))  # fmt: skip
        if isinstance(node, ast.Constant) and type(node.value) in (int, float, bool):
            return type(node.value).__name__
        if method is None:
            return self._untouched(node)
        return method(node)  # type: ignore[operator,no-any-return]

    def _untouched(self, node: ast.expr) -> str:
        if self.touched(node):
            raise Decline("elements in an expression that may tell their type")
        if flow.loads(node) & flow.stores(self.loop):
            raise Decline("a value that the loop makes otherwise")
        found = self.inputs.type_of(node)
        if not isinstance(found, One) or (found.numpy and found.kind != "float"):
            raise Decline("a value of unknown type")
        return found.kind

    def _name(self, node: ast.Name) -> str:
        if node.id in self.counters:
            return "int"
        if node.id in self.locals:
            return self.locals[node.id]
        if node.id in flow.stores(self.loop):
            return self._made_plainly(node.id)
        return self._untouched(node)

    def _made_plainly(self, name: str) -> str:
        """The kind of a name that only counters and constants go into."""
        if name in self.following:
            return ""
        facts, scope = self.facts, self.facts.scope(name, self.loop)
        given = isinstance(scope, FUNCTIONS) and name in flow.parameters(scope)
        kinds: set[str] = set()
        self.following.add(name)
        try:
            for binder in facts.binders(name, scope):
                stmt = facts.source.parents.get(binder)
                if not isinstance(stmt, ast.Assign | ast.AugAssign) or self.touched(stmt.value):
                    raise Decline("a name that is bound otherwise")
                if isinstance(stmt, ast.AugAssign) and not isinstance(stmt.op, ast.Add | ast.Sub):
                    raise Decline("a name that is bound otherwise")
                kinds.add(self.kind(stmt.value))
        finally:
            self.following.discard(name)
        kinds.discard("")
        if len(kinds) != 1 or given or name in facts.namespace:
            raise Decline("a name of several types")
        return kinds.pop()

    def _subscript(self, node: ast.Subscript) -> str:
        base = flow.root(node)
        if base is not None and base.id in self.arrays and self.top(base) is node:
            return self.arrays[base.id].kind
        return self._fixed(node) or self._untouched(node)

    def _fixed(self, node: ast.Subscript) -> str:
        """The kind of `a[i]` where a loop around goes through all places of `a`; else ""."""
        base, key = node.value, node.slice
        if not (isinstance(base, ast.Name) and isinstance(key, ast.Name)):
            return ""
        found = self.inputs.type_of(base)
        inside = flow.stores(self.loop)
        if not isinstance(found, Many) or (found.form, found.depth) != ("array", 1):
            return ""
        if found.kind != "float" or {base.id, key.id} & inside or base.id in self.written:
            return ""
        for outer in self.facts.source.loops(self.loop):
            if isinstance(outer, ast.For) and key.id in flow.stores(outer.target):
                call = outer.iter
                if not (isinstance(call, ast.Call) and len(call.args) == 1):
                    return ""
                stop = self.inputs.settled(Place(base=ast.unparse(call.args[0])))
                size = self.inputs.settled(self.inputs.size(base.id))
                whole = ast.unparse(call.func) == "range" and stop == size
                if not whole or key.id in flow.stores(outer.body):
                    return ""
                self.fixed.setdefault(ast.unparse(node), self.facts.fresh(f"{base.id}_{key.id}"))
                return "float"
        return ""

    def _binop(self, node: ast.BinOp) -> str:
        left, right = self.kind(node.left), self.kind(node.right)
        if "bool" in (left, right):
            raise Decline("arithmetic on truths")
        square = isinstance(node.op, ast.Pow) and ast.unparse(node.right) == "2"
        if square and left == "float" and isinstance(node.left, ast.Name | ast.Subscript):
            return "float"
        if not self.touched(node):
            return self._plain_binop(node.op, left, right)
        divided = isinstance(node.op, ast.Div) and _nonzero(node.right, self.facts)
        if divided and "float" in (left, right):
            return "float"
        if not isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
            raise Decline("an operator that differs for numpy's numbers")
        if left == right == "int":
            # Sums of elements, and products, might outgrow 64 bits, which wrap around.
            if isinstance(node.op, ast.Mult) or self.touched(node.left) == self.touched(node.right):
                raise Decline("whole numbers that may overflow")
            return "int"
        return "float"

    def _plain_binop(self, op: ast.operator, left: str, right: str) -> str:
        if isinstance(op, ast.Div):
            return "float"
        if isinstance(op, ast.Pow) and (left, right) != ("float", "int"):
            raise Decline("a power of unknown type")
        return "float" if "float" in (left, right) else "int"

    def _unaryop(self, node: ast.UnaryOp) -> str:
        found = self.kind(node.operand)
        if isinstance(node.op, ast.Not):
            return "bool"
        if found == "bool" or not isinstance(node.op, ast.USub):
            raise Decline("an operator on truths")
        return found

    def _ifexp(self, node: ast.IfExp) -> str:
        self.kind(node.test)
        return self._alike([node.body, node.orelse])

    def _alike(self, nodes: list[ast.expr]) -> str:
        kinds = {self.kind(node) for node in nodes}
        if len(kinds) != 1:
            raise Decline("values of several types")
        return kinds.pop()

    def _call(self, node: ast.Call) -> str:
        full = self.facts.full_name(node.func) or ""
        module, _, name = full.rpartition(".")
        if node.keywords:
            return self._untouched(node)
        if module == "math" and self.touched(node):
            for argument in node.args:
                self.kind(argument)
            return "int" if name in _WHOLE_MATH else "float"
        if module == "numpy" and name in _UFUNCS and self.touched(node):
            if [self.kind(argument) for argument in node.args] != ["float"]:
                raise Decline("a function of whole numbers")
            return "float"
        if _draws(node, full, self.facts) and not self.touched(node):
            return "float"
        if isinstance(node.func, ast.Name) and self.facts.is_builtin(node.func.id, at=node):
            if node.func.id in ("min", "max") and len(node.args) > 1:
                return self._alike(node.args)
            if node.func.id in ("abs", "int", "float") and len(node.args) == 1:
                found = self.kind(node.args[0])
                return found if node.func.id == "abs" else node.func.id
        return self._untouched(node)

    def _compare(self, node: ast.Compare) -> str:
        if self.touched(node):
            for side in (node.left, *node.comparators):
                self.kind(side)
            if any(isinstance(op, ast.Is | ast.IsNot | ast.In | ast.NotIn) for op in node.ops):
                raise Decline("a comparison of objects")
        return "bool"

    def _boolop(self, node: ast.BoolOp) -> str:
        for value in node.values:
            if self.kind(value) != "bool":
                raise Decline("and, or between numbers")
        return "bool"


def _draws(node: ast.Call, full: str, facts: Facts) -> bool:
    """True for one random number of Python's own: `rng.normal()`, `random.gauss(0, 1)`."""
    called = node.func
    if not isinstance(called, ast.Attribute) or called.attr not in _DRAWN or len(node.args) > 2:
        return False
    bare = called.attr in ("random", "standard_normal", "randn", "rand")
    if bare and node.args:
        return False
    module = full.rpartition(".")[0]
    return module in ("numpy.random", "random") or is_generator(called.value, facts)


def keys_of(node: ast.Subscript) -> list[ast.expr]:
    """The keys of one subscript."""
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def all_keys_of(node: ast.AST) -> list[ast.expr]:
    """The keys of subscripts of one another, the outermost array's first."""
    keys: list[ast.expr] = []
    while isinstance(node, ast.Subscript):
        keys = [*keys_of(node), *keys]
        node = node.value
    return keys


def _nonzero(node: ast.expr, facts: Facts) -> bool:
    value: ast.expr | None = node
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
    return (
        isinstance(value, ast.Constant) and type(value.value) in (int, float) and value.value != 0
    )
