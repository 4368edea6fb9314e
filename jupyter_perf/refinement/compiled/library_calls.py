"""The kinds of calls of `math` and numpy: on numbers, and on arrays."""

from __future__ import annotations

import ast

from .. import flow
from ..source import Decline
from .bounds import EXACT_BITS, LENGTH_BITS, MOST_BITS
from .expressions import State
from .keyed import KeyedCalls
from .kinds import FLOATS, WHOLE, Num, Seq, Value, num, number, whole

_SHARED = flow.words(
    "sqrt exp log log2 log10 log1p expm1 sin cos tan sinh cosh tanh hypot radians degrees"
)


_MATH = _SHARED | flow.words("asin acos atan atan2 erf copysign pow")


_NUMPY = _SHARED | {"arctan2"}


REDUCTIONS = frozenset({"sum", "mean", "max", "min", "var", "std"})


_MAKERS = {"zeros": "float", "ones": "float", "empty": "float", "full": ""}


_DTYPES = {"int": "npint", "float": "npfloat", "bool": "npbool", "complex": "npcomplex"}


class LibraryCalls(KeyedCalls):
    """Adds functions of modules to `KeyedCalls`."""

    def _library(self, module: str, name: str, node: ast.Call, state: State) -> Value:
        if module == "numpy" and name in (*_MAKERS, "arange", "zeros_like"):
            return self._array(name, node, state)
        if node.keywords or not node.args:
            raise Decline("keywords of a library's function")
        values = [self.of(part, state) for part in node.args]
        if module == "numpy" and isinstance(values[0], Seq):
            if len(values) != 1:
                raise Decline("more arguments of a library's function")
            if name in ("array", "asarray"):
                return self._as_array(name, values[0], node)
            return self._reduced(name, values[0], node)
        parts = [number(value) for value in values]
        if name in ("isnan", "isinf", "isfinite"):
            return num("bool" if module == "math" else "npbool")
        if module == "math" and name == "gcd" and len(parts) == 2:
            return num("int", bits=max(whole(part).bits for part in parts))
        if module == "math" and name == "fabs":
            return num("float")
        if module == "math" and name in ("floor", "ceil") and parts[0].only(FLOATS):
            self.marks[node.args[0]] = "exact"
            return num("int", bits=EXACT_BITS)
        if name in (_MATH if module == "math" else _NUMPY):
            self.marks[node] = "finite"
            return num("float" if module == "math" else "npfloat")
        raise Decline(f"{module}.{name} isn't compiled")

    def _reduced(self, name: str, seq: Seq, node: ast.Call) -> Value:
        item = self.item(seq)
        if name not in REDUCTIONS or not isinstance(item, Num):
            raise Decline("a function of numpy that isn't compiled")
        if seq.form == "list" and seq.given and item == num("float"):
            item = num("npfloat")
        elif seq.form != "ndarray":
            raise Decline("a reduction of something else than an array of numbers")
        self.marks[node] = "finite"
        if item == num("npfloat"):
            return item
        if item.tags != {"npint"}:
            raise Decline("a reduction of truth values")
        if name == "sum":
            del self.marks[node]
            return Num(item.tags, self._fits(item.bits + LENGTH_BITS, MOST_BITS, node))
        return num("npint", bits=item.bits) if name in ("max", "min") else num("npfloat")

    def _as_array(self, name: str, seq: Seq, node: ast.Call) -> Value:
        item = self.item(seq)
        if name == "asarray" and seq.form == "ndarray":
            return seq
        if seq.form == "list" and not seq.given and item in (num("float"), num("npfloat")):
            made = self._list(node, [num("npfloat")], "ndarray")
            made.root.long = True
            return made
        raise Decline("an array of something else than floats")

    def _array(self, name: str, node: ast.Call, state: State) -> Value:
        """An array of zeros, or whatever, of one or two dimensions."""
        if name in ("zeros_like", "arange"):
            return self._like(name, node, state)
        shape = node.args[0] if node.args else None
        sizes = shape.elts if isinstance(shape, ast.Tuple) else [shape]
        if len(sizes) > 2 or not all(s is not None and whole(self.of(s, state)) for s in sizes):
            raise Decline("an array of a shape that isn't known")
        item = num(self._dtype(name, node, state), bits=self._filled_bits(name, node, state))
        found = self._list(node, [], "ndarray")
        found.root.long = True
        if len(sizes) == 2:
            rows = self._list(sizes[1] or node, [], "ndarray")
            rows.root.long = True
            self.fill(rows, item)
            self.fill(found, rows)
        else:
            self.fill(found, item)
        return found

    def _dtype(self, name: str, node: ast.Call, state: State) -> str:
        rest = [*node.args[1:], *(k.value for k in node.keywords if k.arg == "dtype")]
        if any(k.arg != "dtype" for k in node.keywords):
            raise Decline("keywords of an array")
        if name == "full":
            filled = number(self.of(rest.pop(0), state)) if rest else num("none")
            if not rest and (filled.only(FLOATS) or filled.only(WHOLE)):
                return "npfloat" if filled.only(FLOATS) else "npint"
        if not rest and name != "full":
            return "npfloat"
        dtype = rest[0] if len(rest) == 1 else None
        if isinstance(dtype, ast.Name) and self.facts.is_builtin(dtype.id, at=dtype):
            self.marks[dtype] = "dtype"
            return _DTYPES[dtype.id] if dtype.id in _DTYPES else self._no_dtype()
        full = (self.facts.full_name(dtype) or "") if dtype is not None else ""
        known = {"numpy.int64": "npint", "numpy.float64": "npfloat", "numpy.bool_": "npbool",
                 "numpy.complex128": "npcomplex"}  # fmt: skip
        return known[full] if full in known else self._no_dtype()

    def _filled_bits(self, name: str, node: ast.Call, state: State) -> int:
        return number(self.of(node.args[1], state)).bits if name == "full" else 1

    def _no_dtype(self) -> str:
        raise Decline("an array of another type")

    def _like(self, name: str, node: ast.Call, state: State) -> Value:
        if node.keywords:
            raise Decline("keywords of an array")
        if name == "arange":
            bits = max(whole(self.of(part, state)).bits for part in node.args)
            made = self._list(node, [num("npint", bits=bits)], "ndarray")
            made.root.long = True
            return made
        model = self.of(self._one(node), state)
        if not isinstance(model, Seq) or model.form != "ndarray" or isinstance(model.item, Seq):
            raise Decline("an array like something else")
        return self._list(node, [self.item(model)], "ndarray")
