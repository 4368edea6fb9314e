"""What names and expressions around a loop hold: arrays, columns, lists of numbers, numbers."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from .. import flow, shapes, values
from ..facts import Facts, Scope
from ..local_names import generator_of, place_in
from ..shaping import shapes_of
from ..source import FUNCTIONS

BYTE = "byte"
"""The kind of numbers from 0 to 255 in 8 bits, of which images are made."""
DEPTH = 12
"""Names are followed to what they are assigned so many times."""
_KINDS = {"float64": "float", "int64": "int", "bool": "bool", "uint8": BYTE}
_DTYPES = {"float": "float", "int": "int", "bool": "bool", "numpy.float64": "float",
           "numpy.int64": "int", "numpy.bool_": "bool", "numpy.double": "float",
           "numpy.uint8": BYTE}  # fmt: skip
_CONSTANTS = frozenset({"numpy.inf", "numpy.nan", "numpy.pi", "numpy.e", "math.inf", "math.nan",
                        "math.pi", "math.e", "math.tau"})  # fmt: skip
_NEW = frozenset({"zeros", "ones", "empty", "full"})
_LIKE = frozenset({"zeros_like", "ones_like", "empty_like", "full_like"})
_DRAWN = flow.words(
    """normal uniform standard_normal random rand randn exponential gamma beta lognormal laplace
    random_sample"""
)
_DRAWN_WHOLE = frozenset({"integers", "randint", "poisson", "binomial", "geometric"})
_FLOATING = flow.words("sqrt exp log log2 log10 log1p expm1 sin cos tan tanh arctan")
_SAME = flow.words("copy ravel flatten cumsum cumprod round clip")
_SAME_FUNCTIONS = flow.words("sort cumsum cumprod flip roll abs absolute copy ascontiguousarray")
_ONE_FLOAT = flow.words("mean std var median")
_ONE_OF_KIND = flow.words("sum max min prod")


@dataclass(frozen=True)
class Many:
    """A collection of numbers: `form` is array, series or list; `kind` float, int, bool or, of
    an array, byte. `depth` is the number of dimensions, of lists in lists too.
    """

    form: str
    kind: str
    depth: int = 1

    @property
    def numpy(self) -> bool:
        """True where its elements, got by their place, are numpy's scalars."""
        return self.form != "list"


@dataclass(frozen=True)
class One:
    """A number."""

    kind: str
    numpy: bool = False


Type = Many | One


def type_of_value(value: Any) -> Type | None:
    """The type of a value of the user's; None for what isn't a number, or numbers of one kind."""
    kind = values.kind_of(value)
    if kind == "ndarray":
        item = _KINDS.get(str(value.dtype))
        return Many("array", item, value.ndim) if item and 0 < value.ndim < 5 else None
    if kind == "Series":
        item = _KINDS.get(str(value.dtype))
        return Many("series", item) if item and item != BYTE else None
    if type(value) in (int, float, bool):
        return One(type(value).__name__)
    if type(value).__module__ == "numpy" and type(value).__name__ in _KINDS:
        return One(_KINDS[type(value).__name__], numpy=True)
    return None


def type_of(node: ast.expr, facts: Facts, depth: int = DEPTH) -> Type | None:
    """The type of an expression, by the user's values or by how it is made; None for unknown."""
    if depth == 0:
        return None
    if isinstance(node, ast.Name):
        return _of_name(node, facts, depth)
    found = _common([type_of_value(value) for value in facts.samples(node)])
    if found is None:
        method = {
            ast.Constant: _of_constant,
            ast.Call: _of_call,
            ast.BinOp: _of_binop,
            ast.UnaryOp: _of_unary,
            ast.Subscript: _of_subscript,
            ast.Attribute: _of_attribute,
            ast.IfExp: _of_choice,
            ast.ListComp: _of_comprehension,
        }.get(type(node))
        found = method(node, facts, depth - 1) if method is not None else None  # type: ignore[operator]
    return found or of_shapes(node, facts) or _likely(node, facts)


def _likely(node: ast.expr, facts: Facts) -> Type | None:
    """The type that most arrays or columns have which loops lead to."""
    if not isinstance(node, ast.Name | ast.Subscript):
        return None
    from .singles import likely_type

    return likely_type(node, facts)


def _of_name(node: ast.Name, facts: Facts, depth: int) -> Type | None:
    own = generator_of(node, facts.source)
    if own is not None:
        return _of_target(own.target, node.id, own.iter, facts, depth)
    scope = facts.scope(node.id, node)
    assumed = _ASSUMED.setdefault(facts, {})
    key = (id(scope), node.id)
    if key in assumed:
        assumed[key].asked = True
        return assumed[key].type
    assumption = assumed[key] = _Assumption()
    try:
        found = _by_binders(node, scope, facts, depth)
        if assumption.asked:
            # It depends on itself (`grid = new`, `new = grid.copy()`): take what is known of it
            # for the whole, and see whether everything it is given agrees.
            found += _before(node, scope, facts)
            assumption.type = _first(found)
            if assumption.type is not None:
                found = _by_binders(node, scope, facts, depth) + _before(node, scope, facts)
        guessing = any(one.asked and one.type is None for one in assumed.values())
    finally:
        del assumed[key]
    # What a guess is made of needn't agree yet: the guess is tried on all of it.
    known = (_first(found) if guessing else _common(found)) or of_shapes(node, facts)
    return known or _likely(node, facts) or last_number(node, found, scope, facts)


def last_number(
    node: ast.Name, found: list[Type | None], scope: Scope, facts: Facts
) -> Type | None:
    """The type of the number that a name was last given, where it is given several types.

    A total starts as a whole number, and is what was added afterwards.
    """
    binders = facts.binders(node.id, scope)
    if len(found) != len(binders) or any(not isinstance(one, One) for one in found):
        return None
    pairs = zip(binders, found, strict=True)
    above = [one for binder, one in pairs if getattr(binder, "lineno", 0) < node.lineno]
    return above[-1] if above else None


@dataclass
class _Assumption:
    """The type that a name is taken to have while what it is given is looked at."""

    type: Type | None = None
    asked: bool = False


_ASSUMED: WeakKeyDictionary[Facts, dict[tuple[int, str], _Assumption]] = WeakKeyDictionary()


def _first(found: list[Type | None]) -> Type | None:
    return next((one for one in found if one is not None), None)


def _before(node: ast.Name, scope: ast.AST, facts: Facts) -> list[Type | None]:
    """The type of what a cell finds under a name that it binds anew."""
    found = isinstance(scope, ast.Module) and node.id in facts.namespace
    return [type_of_value(facts.namespace[node.id])] if found else []


def _by_binders(node: ast.Name, scope: Scope, facts: Facts, depth: int) -> list[Type | None]:
    found: list[Type | None] = []
    if isinstance(scope, FUNCTIONS) and node.id in flow.parameters(scope):
        found += [type_of_value(v) for v in facts.argument_samples(scope, node.id)] or [
            _of_arguments(scope, node.id, facts, depth)
        ]
    elif isinstance(scope, ast.Module) and not facts.binders(node.id, scope):
        found += [type_of_value(value) for value in facts.samples(node)]
    for binder in facts.binders(node.id, scope):
        found.append(of_binder(binder, facts, depth))
    return found


def _of_arguments(scope: ast.AST, name: str, facts: Facts, depth: int) -> Type | None:
    """The type of what all calls in the source give for a parameter."""
    if not isinstance(scope, ast.FunctionDef):
        return None
    if not isinstance(facts.source.parents.get(scope), ast.Module):
        return None
    place = flow.parameters(scope).index(name)
    found: list[Type | None] = []
    for node in facts.source.all(ast.Name):
        if node.id != scope.name or not isinstance(node.ctx, ast.Load):
            continue
        call = facts.source.parents[node]
        if facts.source.inside(node, scope) or not isinstance(call, ast.Call):
            return None
        given = {k.arg: k.value for k in call.keywords}
        argument = given.get(name) or (call.args[place] if place < len(call.args) else None)
        found.append(None if argument is None else type_of(argument, facts, depth - 1))
    return _common(found)


def of_binder(binder: ast.AST, facts: Facts, depth: int) -> Type | None:
    stmt = facts.source.parents.get(binder)
    if isinstance(stmt, ast.Assign | ast.AnnAssign) and stmt.value is not None:
        return type_of(stmt.value, facts, depth - 1)
    if isinstance(stmt, ast.AugAssign) and isinstance(binder, ast.Name):
        before = _of_name(binder, facts, depth - 1)
        return _operated(stmt.op, before, type_of(stmt.value, facts, depth - 1))
    if isinstance(stmt, ast.Tuple):
        outer = facts.source.parents.get(stmt)
        if isinstance(outer, ast.Assign):
            value = outer.value
            if isinstance(value, ast.Attribute) and value.attr == "shape":
                return One("int")
            if isinstance(value, ast.Tuple) and len(value.elts) == len(stmt.elts):
                return type_of(value.elts[stmt.elts.index(binder)], facts, depth - 1)  # type: ignore[arg-type]
    if isinstance(stmt, ast.For | ast.Tuple) and isinstance(binder, ast.Name):
        target, loop = place_in(binder, facts.source)
        if isinstance(loop, ast.For) and target is loop.target:
            return _of_target(loop.target, binder.id, loop.iter, facts, depth)
    return None


def _of_target(
    target: ast.expr, name: str, iterated: ast.expr, facts: Facts, depth: int
) -> Type | None:
    """The type of what a loop goes to (`for row in a`, with `enumerate` or `zip` too)."""
    if isinstance(target, ast.Tuple):
        call, names = iterated, [ast.unparse(one) for one in target.elts]
        if name not in names or not isinstance(call, ast.Call) or call.keywords:
            return None
        place = names.index(name)
        named = call.func.id if isinstance(call.func, ast.Name) else ""
        if named not in ("enumerate", "zip") or not facts.is_builtin(named, at=call):
            return None
        if named == "enumerate" and place == 0:
            return One("int")
        place -= named == "enumerate"
        if place >= len(call.args) or (named == "enumerate" and place > 0):
            return None
        iterated = call.args[place]
    elif not isinstance(target, ast.Name):
        return None
    found = type_of(iterated, facts, depth - 1)
    if not isinstance(found, Many):
        return None
    if found.depth > 1:
        return Many(found.form, found.kind, found.depth - 1) if found.form == "array" else None
    # Unlike an array, a column gives Python's own numbers.
    return One(found.kind, found.form == "array")


def _common(found: list[Type | None]) -> Type | None:
    return found[0] if found and len(set(found)) == 1 else None


def of_shapes(node: ast.expr, facts: Facts) -> Type | None:
    """Lists (of lists) of numbers of one kind, and numbers, as `shaping` knows them."""
    found = shapes_of(node, facts)
    depth = 0
    while shapes.within(found, "list") and depth < 4:
        found, depth = shapes.elements(found), depth + 1
    for kind in ("float", "int"):
        if shapes.within(found, kind):
            return Many("list", kind, depth) if depth else One(kind)
    return None


def _of_constant(node: ast.Constant, facts: Facts, depth: int) -> Type | None:
    return type_of_value(node.value)


def _of_unary(node: ast.UnaryOp, facts: Facts, depth: int) -> Type | None:
    return type_of(node.operand, facts, depth) if isinstance(node.op, ast.USub) else None


def _of_comprehension(node: ast.ListComp, facts: Facts, depth: int) -> Type | None:
    from .singles import of_comprehension

    return of_comprehension(node, facts, depth)


def _of_choice(node: ast.IfExp, facts: Facts, depth: int) -> Type | None:
    yes, no = type_of(node.body, facts, depth), type_of(node.orelse, facts, depth)
    return yes if yes == no or (isinstance(yes, One) and isinstance(no, One)) else None


def _of_binop(node: ast.BinOp, facts: Facts, depth: int) -> Type | None:
    left, right = type_of(node.left, facts, depth), type_of(node.right, facts, depth)
    if isinstance(node.op, ast.Pow) and left is not None:
        from .singles import of_power

        return of_power(left, node.right)
    return _operated(node.op, left, right)


def _operated(op: ast.operator, left: Type | None, right: Type | None) -> Type | None:
    """The type of what an arithmetic operator gives."""
    arithmetic = ast.Add | ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Mod
    if left is None or right is None or not isinstance(op, arithmetic):
        return None
    if {"bool", BYTE} & {left.kind, right.kind} or "list" in (
        getattr(left, "form", ""),
        getattr(right, "form", ""),
    ):
        return None
    floats = "float" in (left.kind, right.kind) or isinstance(op, ast.Div)
    kind = "float" if floats else "int"
    many = [side for side in (left, right) if isinstance(side, Many)]
    if any(side.form == "series" for side in many):
        return None
    if many:
        return Many("array", kind, max(side.depth for side in many))
    return One(kind, left.numpy or right.numpy)


def _of_attribute(node: ast.Attribute, facts: Facts, depth: int) -> Type | None:
    if facts.full_name(node) in _CONSTANTS:
        return One("float")
    base = type_of(node.value, facts, depth)
    if node.attr == "values" and isinstance(base, Many) and base.form == "series":
        return Many("array", base.kind)
    if node.attr == "T" and isinstance(base, Many) and base.form == "array":
        return base
    return One("int") if node.attr == "size" and isinstance(base, Many) else None


def _of_subscript(node: ast.Subscript, facts: Facts, depth: int) -> Type | None:
    if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
        return None if isinstance(node.slice, ast.Slice) else One("int")
    base = type_of(node.value, facts, depth)
    if base is None:
        from .singles import of_item

        return of_item(node, facts, depth)
    if not isinstance(base, Many) or base.form == "series":
        return None
    keys = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if len(keys) == 1 and base.form == "array" and _picks(keys[0], facts, depth):
        return base
    if any(not isinstance(k, ast.Slice) and type_of(k, facts, depth) != One("int") for k in keys):
        return None
    gone = sum(not isinstance(key, ast.Slice) for key in keys)
    if gone < base.depth:
        return Many(base.form, base.kind, base.depth - gone)
    return One(base.kind, base.numpy) if gone == base.depth else None


def _picks(key: ast.expr, facts: Facts, depth: int) -> bool:
    """True for places or truths by which several elements, or rows, are taken."""
    if isinstance(key, ast.Constant | ast.Slice):
        return False
    if isinstance(key, ast.Compare):
        sides = [type_of(side, facts, depth) for side in (key.left, *key.comparators)]
        flat = [side for side in sides if isinstance(side, Many)]
        numbers = None not in sides and all(m.depth == 1 and m.form == "array" for m in flat)
        return numbers and bool(flat) and len(key.ops) == 1
    found = type_of(key, facts, depth)
    if not isinstance(found, Many) or found.depth != 1 or found.kind not in ("int", "bool"):
        return False
    return found.form == "array" or (found.form == "list" and found.kind == "int")


def _of_own_function(name: str, at: ast.AST, facts: Facts, depth: int) -> Type | None:
    """The type of what a function that is defined in the source returns."""
    function = facts.definition(name)
    if not isinstance(function, ast.FunctionDef) or function not in facts.source.parents:
        return None
    if function.decorator_list or facts.source.inside(at, function):
        return None
    returns = [n for n in flow.own_statements(function) if isinstance(n, ast.Return)]
    ends = bool(function.body) and isinstance(function.body[-1], ast.Return)
    if not ends or any(one.value is None for one in returns):
        return None
    if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(function)):
        return None
    return _common([type_of(r.value, facts, depth) for r in returns if r.value is not None])


def _of_call(node: ast.Call, facts: Facts, depth: int) -> Type | None:
    from .singles import of_builtin, of_math

    called = node.func
    if isinstance(called, ast.Name) and isinstance(facts.scope(called.id, called), ast.Module):
        own = _of_own_function(called.id, node, facts, depth)
        if own is not None:
            return own
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        plain = {"len": One("int"), "float": One("float"), "int": One("int")}.get(called.id)
        return plain or of_builtin(called.id, node, facts, depth)
    full = facts.full_name(called) or ""
    if full.startswith("numpy."):
        return _of_numpy(full, node, facts, depth)
    if full.startswith("math."):
        sure = full.rpartition(".")[2] in ("sqrt", "log", "exp", "sin")
        return One("float") if sure else of_math(full)
    return _of_method(called, node, facts, depth) if isinstance(called, ast.Attribute) else None


def _of_method(called: ast.Attribute, node: ast.Call, facts: Facts, depth: int) -> Type | None:
    drawn = _drawn(called.attr, node)
    if drawn is not None and is_generator(called.value, facts):
        return drawn
    base = type_of(called.value, facts, depth)
    if not isinstance(base, Many) or base.form == "list":
        return None
    if base.kind == BYTE and called.attr not in ("copy", "ravel", "flatten", "astype"):
        return None
    if called.attr in _SAME and not node.args and base.form == "array":
        flat = called.attr in ("ravel", "flatten", "cumsum", "cumprod")
        return Many("array", base.kind, 1 if flat else base.depth)
    if called.attr == "to_numpy" and not node.args:
        return Many("array", base.kind)
    if called.attr in ("tolist", "to_list"):
        return Many("list", base.kind, base.depth)
    if called.attr == "astype" and len(node.args) == 1:
        kind = _dtype(node.args[0], facts)
        return Many(base.form, kind, base.depth) if kind else None
    if node.args or node.keywords or base.kind == "bool":
        return None
    if called.attr in _ONE_FLOAT:
        return One("float", True)
    return One(base.kind, True) if called.attr in _ONE_OF_KIND else None


def is_generator(node: ast.expr, facts: Facts) -> bool:
    """True for a random generator of numpy's."""
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        if value is not None:
            return is_generator(value, facts)
    known = facts.samples(node)
    if known:
        return all(type(v).__name__ in ("Generator", "RandomState") for v in known)
    called = node.func if isinstance(node, ast.Call) else None
    return called is not None and facts.full_name(called) in (
        "numpy.random.default_rng",
        "numpy.random.RandomState",
    )


def _drawn(name: str, node: ast.Call) -> Type | None:
    """What a random generator's method gives for a size."""
    kind = "float" if name in _DRAWN else "int" if name in _DRAWN_WHOLE else ""
    sizes = [k.value for k in node.keywords if k.arg == "size"]
    if any(k.arg in ("dtype", "out") for k in node.keywords) or not kind:
        return None
    if name in ("rand", "randn"):
        return Many("array", kind, len(node.args)) if node.args else None
    if not sizes and name in ("random", "standard_normal", "random_sample"):
        sizes = node.args[:1]
    if not sizes:
        place = {"poisson": 1, "exponential": 1, "geometric": 1}.get(name, 2)
        sizes = node.args[place : place + 1]
    if not sizes or (isinstance(sizes[0], ast.Constant) and sizes[0].value is None):
        return None
    return Many("array", kind, len(sizes[0].elts) if isinstance(sizes[0], ast.Tuple) else 1)


def _of_numpy(full: str, node: ast.Call, facts: Facts, depth: int) -> Type | None:
    if full.startswith("numpy.random."):
        return _drawn(full.rpartition(".")[2], node)
    module, _, name = full.rpartition(".")
    if module != "numpy" or not node.args:
        return None
    dtype = next((_dtype(k.value, facts) or "?" for k in node.keywords if k.arg == "dtype"), "")
    if name in _NEW:
        place = 2 if name == "full" else 1
        dtype = dtype or (_dtype(node.args[place], facts) or "?" if len(node.args) > place else "")
        return _made(name, dtype, node, facts, depth)
    first = type_of(node.args[0], facts, depth)
    if name == "linspace":
        return Many("array", dtype or "float") if dtype != "?" else None
    if name == "arange":
        kinds = {getattr(type_of(a, facts, depth), "kind", "?") for a in node.args}
        kind = dtype or ("float" if "float" in kinds else "int")
        return Many("array", kind) if "?" not in {*kinds, kind} else None
    if not isinstance(first, Many):
        return One("float", True) if name in _FLOATING and first is not None else None
    if name in _LIKE or name in ("array", "asarray"):
        kind = dtype or first.kind
        return Many("array", kind, first.depth) if kind != "?" else None
    return _reduced(name, first, node)


def _reduced(name: str, first: Many, node: ast.Call) -> Type | None:
    if first.kind == BYTE:
        return None
    if name in _FLOATING and first.form == "array":
        return Many("array", "float", first.depth)
    if name in _SAME_FUNCTIONS and first.form == "array" and first.depth == 1:
        return first
    if node.keywords or len(node.args) > 1 or first.kind == "bool":
        return None
    if name in _ONE_FLOAT:
        return One("float", True)
    return One(first.kind, True) if name in _ONE_OF_KIND else None


def _made(name: str, dtype: str, node: ast.Call, facts: Facts, depth: int) -> Type | None:
    shape = node.args[0]
    if name == "full" and not dtype:
        filled = type_of(node.args[1], facts, depth) if len(node.args) > 1 else None
        dtype = filled.kind if isinstance(filled, One) else "?"
    if isinstance(shape, ast.Tuple | ast.List):
        size = len(shape.elts)
    elif isinstance(shape, ast.Attribute) and shape.attr == "shape":
        like = type_of(shape.value, facts, depth)
        size = like.depth if isinstance(like, Many) else 0
    elif isinstance(shape, ast.Subscript) and isinstance(shape.slice, ast.Slice):
        size = _part_of_shape(shape.value, shape.slice, facts, depth)
    else:
        size = 1 if type_of(shape, facts, depth) == One("int") else 0
    return Many("array", dtype or "float", size) if size and dtype != "?" else None


def _part_of_shape(whole: ast.expr, part: ast.Slice, facts: Facts, depth: int) -> int:
    """How many dimensions `image.shape[:2]` has; 0 where that isn't known."""
    if not (isinstance(whole, ast.Attribute) and whole.attr == "shape") or part.step is not None:
        return 0
    like = type_of(whole.value, facts, depth)
    try:
        ends = [None if end is None else ast.literal_eval(end) for end in (part.lower, part.upper)]
    except ValueError:
        return 0
    return len(range(like.depth)[slice(*ends)]) if isinstance(like, Many) else 0


def _dtype(node: ast.expr, facts: Facts) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _KINDS.get(node.value) or _DTYPES.get(node.value)
    if isinstance(node, ast.Name) and facts.is_builtin(node.id, at=node):
        return _DTYPES.get(node.id)
    return _DTYPES.get(facts.full_name(node) or "")
