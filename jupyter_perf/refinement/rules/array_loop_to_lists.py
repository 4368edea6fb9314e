from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ..vectorise.guards import spread_test, type_tests
from ..vectorise.inputs import Inputs
from ..vectorise.loop import is_kept
from ..writing import indented
from ._element_kinds import all_keys_of
from ._hot import is_compiled
from ._listing import Listing, beside_lists
from ._rule import Rewrite, rule


@rule(ast.For, safety=Safety.CHECK, gain=3.5, hints=("[",))
def array_loop_to_lists(node: ast.For, facts: Facts) -> Rewrite | None:
    """Go through arrays element by element as lists: to fill one, or to keep a number.

    What it does:
        A loop that sets elements of a new array one by one, or keeps a total or an extreme of
        elements, works on lists, made of the arrays before it and copied back after it.

    Why it is slow:
        Each access to an element of an array makes an object of numpy's, whose arithmetic takes
        several times as long as that of Python's own numbers.

    Before:
        y = np.zeros(len(x))
        for i in range(1, len(x)):
            y[i] = 0.9 * y[i - 1] + 0.1 * x[i]

    After:
        y = np.zeros(len(x))
        x_list, y_list = x.tolist(), y.tolist()
        for i in range(1, len(x)):
            y_list[i] = 0.9 * y_list[i - 1] + 0.1 * x_list[i]
        y[:] = y_list

    When not:
        Arrays that the loop uses as a whole, elements that are kept, printed or handed on,
        divisors that may be zero, whole numbers that may outgrow 64 bits, arrays that were not
        made just for this.

    Source:
        The numpy documentation, "Array scalars"; measured: 3 to 6 times.
    """
    if not ast.unparse(node.iter).startswith("range(") or node.orelse or is_compiled(node, facts):
        return None
    if (
        not facts.is_builtin("range", "len", "float", at=node)
        or is_kept(node, facts)
        or beside_lists(node, facts)
    ):
        return None
    for outer in facts.source.loops(node):
        if isinstance(outer, ast.For) and _fits(outer, facts):
            return None
    listing = _listed(node, facts)
    lines = _Lines(listing, facts)
    fast = lines.write(node)
    guards = [*type_tests(listing.inputs), *dict.fromkeys(listing.inputs.guards)]
    text = facts.source.block_text(node)
    if text is None:
        return None
    if not guards:
        return Rewrite((Instead(node, fast),))
    new = f"if {spread_test(guards)}:\n{indented(fast)}\nelse:\n{indented(text)}"
    return Rewrite((Instead(node, new),), tuple(listing.inputs.imports))


def _fits(node: ast.For, facts: Facts) -> bool:
    if not ast.unparse(node.iter).startswith("range(") or node.orelse:
        return False
    try:
        _listed(node, facts)
    except Decline:
        return False
    return True


def _listed(node: ast.For, facts: Facts) -> Listing:
    """What is known of a loop; Decline where it must stay."""
    listing = Listing(node, facts, Inputs(facts, node))
    listing.find()
    if not listing.arrays:
        raise Decline("no array is gone through by its elements")
    listing.running()
    # A name's kind may follow from what comes after it in the loop.
    for _ in range(2):
        _check(node.body, listing)
    seen = {name for name in listing.locals if not listing.hidden(name)}
    listing.left = {name for name in seen if not listing.passes_by(name)}
    if not all(map(listing.brought_back, listing.left)):
        raise Decline("an element is kept")
    if not listing.written and not listing.left:
        raise Decline("no array is filled, and no number kept")
    return listing


def _check(body: list[ast.stmt], listing: Listing) -> None:
    """Look at statements in order; Decline where one could tell numpy's numbers from others."""
    for stmt in body:
        if isinstance(stmt, ast.If | ast.While):
            if listing.touched(stmt.test):
                listing.kind(stmt.test)
            _check([*stmt.body, *stmt.orelse], listing)
        elif isinstance(stmt, ast.For):
            if listing.touched(stmt.iter):
                raise Decline("a loop over what depends on elements")
            _check([*stmt.body, *stmt.orelse], listing)
        elif isinstance(stmt, ast.Expr) and listing.touched(stmt):
            raise Decline("elements that are put somewhere else")
        elif isinstance(stmt, ast.Assign | ast.AugAssign):
            targets = stmt.targets if isinstance(stmt, ast.Assign) else [stmt.target]
            if len(targets) != 1:
                raise Decline("several targets")
            _check_assignment(targets[0], stmt, listing)


def _check_assignment(target: ast.expr, stmt: ast.Assign | ast.AugAssign, listing: Listing) -> None:
    base = flow.root(target)
    if isinstance(target, ast.Subscript) and base is not None and base.id in listing.arrays:
        kind, value = listing.arrays[base.id].kind, listing.kind(stmt.value)
        operator = stmt.op if isinstance(stmt, ast.AugAssign) else None
        plain = value == kind or (kind == "float" and value == "int")
        sum_ = operator is None or isinstance(operator, ast.Add | ast.Sub | ast.Mult)
        if not plain or not sum_ or (kind == "bool" and operator is not None):
            raise Decline("an element that changes its type")
        if kind == "int" and operator is not None and listing.touched(stmt.value):
            raise Decline("whole numbers that may overflow")
        return
    if not listing.touched(stmt.value):
        if flow.stores(target) & set(listing.locals):
            _check_number(stmt.value, listing)
        if isinstance(stmt, ast.AugAssign) and flow.stores(target) & set(listing.locals):
            raise Decline("a running value of elements")
        return
    adds = isinstance(stmt, ast.Assign) or isinstance(stmt.op, ast.Add | ast.Sub | ast.Mult)
    if not isinstance(target, ast.Name) or not adds:
        raise Decline("elements that are put somewhere else")
    kind = listing.kind(stmt.value)
    if isinstance(stmt, ast.AugAssign) and kind != "float":
        raise Decline("whole numbers that may overflow")
    if listing.locals.setdefault(target.id, kind) != kind:
        raise Decline("a name of several types")


def _check_number(node: ast.expr, listing: Listing) -> None:
    if listing.kind(node) not in ("int", "float"):
        raise Decline("a name of several types")


def _variable(listing: Listing) -> str:
    """The loop's own variable, which is in the scope that the loop's names are in."""
    assert isinstance(listing.loop, ast.For)
    return min(flow.stores(listing.loop.target))


class _Lines:
    """Writes the loop with lists in place of arrays."""

    def __init__(self, listing: Listing, facts: Facts) -> None:
        self.listing, self.facts = listing, facts
        self.names = {name: facts.fresh(f"{name}_list") for name in listing.arrays}
        # A cell would leave Python's number under a name where there was numpy's.
        seen = isinstance(facts.scope(_variable(listing), listing.loop), ast.Module)
        kept = listing.locals if seen else sorted(listing.left)
        self.renamed = {n: facts.fresh(f"plain_{n}") for n in kept}

    def write(self, node: ast.For) -> str:
        """The lists, the loop, and the arrays that are given back what was worked out."""
        swaps: dict[ast.expr, str] = {}
        for stmt in node.body:
            self._collect(stmt, swaps)
        text = self.facts.source.block_text(node, swaps)
        if text is None:
            raise Decline("text that can't be indented")
        made = [f"{name} = float({text})" for text, name in self.listing.fixed.items()]
        made += [f"{new} = {name}.tolist()" for name, new in self.names.items()]
        made += [f"{self.renamed[name]} = {name}" for name in sorted(self.listing.left)]
        back = [self._given_back(name) for name in sorted(self.listing.written)]
        back += [self._number_given_back(name) for name in sorted(self.listing.left)]
        return "\n".join([*made, text, *back])

    def _given_back(self, name: str) -> str:
        new = self.names[name]
        if self.listing.arrays[name].depth == 1:
            return f"{name}[:] = {new}"
        # No rows make a list that doesn't tell how long they are.
        return f"if {new}:\n    {name}[:] = {new}"

    def _number_given_back(self, name: str) -> str:
        """As numpy's number, where the loop has given it another value."""
        plain, np = self.renamed[name], self.listing.inputs.numpy()
        return f"if {plain} is not {name}:\n    {name} = {np}.float64({plain})"

    def _collect(self, node: ast.AST, swaps: dict[ast.expr, str]) -> None:
        """Texts for the outermost expressions that change."""
        if isinstance(node, ast.Assign) and self._is_element(node.targets[0]):
            self._collect(node.targets[0], swaps)
            base = flow.root(node.targets[0])
            assert base is not None
            wanted = self.listing.arrays[base.id].kind
            if wanted == "float" and self.listing.kind(node.value) == "int":
                text = self.text(node.value)
                constant = text.removeprefix("-").isdigit()
                swaps[node.value] = f"{text}.0" if constant else f"float({text})"
                return
            self._collect(node.value, swaps)
            return
        new = self._new(node)
        if new is not None:
            assert isinstance(node, ast.expr)
            swaps[node] = new
            return
        for child in ast.iter_child_nodes(node):
            self._collect(child, swaps)

    def _is_element(self, node: ast.AST) -> bool:
        base = flow.root(node) if isinstance(node, ast.Subscript) else None
        return base is not None and base.id in self.names and self.listing.top(base) is node

    def _new(self, node: ast.AST) -> str | None:
        """The text of an element of a list, or of a square, which Python's `**` may refuse."""
        if self._is_element(node):
            base = flow.root(node)
            assert base is not None
            keys = (f"[{self.text(key)}]" for key in all_keys_of(node))
            return self.names[base.id] + "".join(keys)
        if isinstance(node, ast.Name) and node.id in self.renamed:
            return self.renamed[node.id]
        if isinstance(node, ast.Subscript) and ast.unparse(node) in self.listing.fixed:
            return self.listing.fixed[ast.unparse(node)]
        power = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
        if power and isinstance(node, ast.BinOp) and self.listing.touched(node.left):
            text = self.text(node.left)
            return f"({text} * {text})"
        return None

    def text(self, node: ast.expr) -> str:
        """The text of an expression with its elements taken from lists."""
        swaps: dict[ast.expr, str] = {}
        self._collect(node, swaps)
        return swaps[node] if node in swaps else self.facts.source.render(node, swaps)
