"""The kinds of calls: built-in functions, `math`, numpy on numbers and parts, methods of lists."""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Sequence

from .. import flow
from ..source import Decline
from .bounds import EXACT_BITS, LENGTH_BITS, LOCAL_LENGTH_BITS, MOST_BITS
from .expressions import State
from .kinds import (
    FLOATS,
    NONE,
    TRUTHS,
    WHOLE,
    Num,
    Seq,
    Tup,
    Value,
    join_all,
    num,
    number,
    numeric,
    whole,
)  # fmt: skip
from .sets import Sets, is_set
from .texts import DIGITS_BITS, Texts, is_text

_SHARED = flow.words(
    "sqrt exp log log2 log10 log1p expm1 sin cos tan sinh cosh tanh hypot radians degrees"
)
_MATH = _SHARED | flow.words("asin acos atan atan2 erf copysign pow")
_NUMPY = _SHARED | {"arctan2"}
INFINITE = {"inf": "inf", "-inf": "-inf", "infinity": "inf", "-infinity": "-inf", "nan": "nan"}
"""What `float` makes of these words, in numpy's."""
_REDUCTIONS = frozenset({"sum", "mean", "max", "min", "var", "std"})
_CONSUMERS = frozenset({"sum", "any", "all", "max", "min", "list", "sorted", "len"})
_MAKERS = {"zeros": "float", "ones": "float", "empty": "float", "full": ""}
_DTYPES = {"int": "npint", "float": "npfloat", "bool": "npbool"}


class Calls(Texts, Sets):
    """Adds calls to `Texts` and `Sets`."""

    @abstractmethod
    def user_call(self, node: ast.Call, state: State) -> Value:
        """The value of a call of a function of the user's."""

    @abstractmethod
    def bind(self, target: ast.expr, value: Value, state: State, at: ast.AST) -> None:
        """Give `target` the value in `state`."""

    def _of_call(self, node: ast.Call, state: State) -> Value:
        called = node.func
        if any(isinstance(arg, ast.Starred) for arg in node.args):
            raise Decline("a call with *")
        if isinstance(called, ast.Name) and self.facts.is_builtin(called.id, at=called):
            handler = getattr(self, f"_call_{called.id}", None)
            if handler is None or node.keywords:
                raise Decline(f"a call of {called.id}")
            found: Value = handler(node, state)
            return found
        full = self.facts.full_name(called) or ""
        module, _, name = full.rpartition(".")
        if module in ("math", "numpy") and not self._shadowed(called):
            return self._library(module, name, node, state)
        if isinstance(called, ast.Attribute):
            base = self.of(called.value, state)
            answer = self.character_method(base, called.attr, node)
            if answer is not None:
                return answer
            if isinstance(base, Seq):
                return self._method(base, called.attr, node, state)
        return self.user_call(node, state)

    def _shadowed(self, called: ast.expr) -> bool:
        while isinstance(called, ast.Attribute):
            called = called.value
        return isinstance(called, ast.Name) and self._is_local(called.id)

    def _one(self, node: ast.Call) -> ast.expr:
        if len(node.args) != 1:
            raise Decline("a call with another number of arguments")
        return node.args[0]

    # ---- built-in functions ----------------------------------------------------------------------

    def _call_len(self, node: ast.Call, state: State) -> Value:
        found = self.of(self._one(node), state)
        if isinstance(found, Tup):
            return num("int", bits=LENGTH_BITS)
        if not isinstance(found, Seq):
            raise Decline("the length of something else")
        return num("int", bits=LOCAL_LENGTH_BITS if found.root.long else LENGTH_BITS)

    def _call_abs(self, node: ast.Call, state: State) -> Value:
        found = number(self.of(self._one(node), state))
        if found.plain & TRUTHS:
            raise Decline("the size of a truth value")
        return found

    def _call_min(self, node: ast.Call, state: State) -> Value:
        if len(node.args) > 1:
            found = join_all([number(self.of(part, state)) for part in node.args])
            if not isinstance(found, Num) or found.tags & TRUTHS:
                raise Decline("the least of truth values")
            if found.tags & FLOATS and found.tags & WHOLE:
                self._fits(found.bits, EXACT_BITS, node)
            return found
        item = self._held(node, state)
        return number(item)

    _call_max = _call_min

    def _held(self, node: ast.Call, state: State) -> Value:
        """What the sequence or generator that a call is given holds."""
        argument = self._one(node)
        if isinstance(argument, ast.GeneratorExp | ast.ListComp):
            self.marks[argument] = "listcomp"
            return self._elements(argument, state)
        digits = self.mapped_digits(argument, state)
        if digits is not None:
            return digits
        found = self.of(argument, state)
        if (
            not isinstance(found, Seq)
            or isinstance(found.item, Seq)
            or found.form in ("text", "set")
        ):
            raise Decline("elements of something else than a list of numbers")
        return self.item(found)

    def _call_sum(self, node: ast.Call, state: State) -> Value:
        item = number(self._held(node, state))
        if item.only(WHOLE | TRUTHS):
            length = LENGTH_BITS if self._is_few(node.args[0], state) else LOCAL_LENGTH_BITS
            length = DIGITS_BITS if self.goes_through_digits(node.args[0], state) else length
            bits = self._fits(item.bits + length, MOST_BITS, node)
            return numeric("int", num("int"), item, bits=bits)
        # The sum of nothing is an int.
        sure = self._filled(node.args[0], state)
        found = numeric("float", num("float"), item)
        return found if sure else Num(found.tags | {"int"})

    def _is_few(self, node: ast.expr, state: State) -> bool:
        if isinstance(node, ast.ListComp | ast.GeneratorExp):
            return self._is_short(node, state)
        if self.mapped_digits(node, state) is not None:
            return True
        found = self.of(node, state)
        return isinstance(found, Seq) and not found.root.long

    def _filled(self, node: ast.expr, state: State) -> bool:
        """True for an input as it came: the kernel isn't called with an empty one."""
        found = self.of(node, state) if isinstance(node, ast.Name) else None
        return isinstance(found, Seq) and bool(found.given)

    def _call_any(self, node: ast.Call, state: State) -> Value:
        if not isinstance(node.args[0], ast.GeneratorExp | ast.ListComp):
            raise Decline("any of something else than a generator")
        item = self._held(node, state)
        if not isinstance(item, Num) or item.tags != {"bool"}:
            raise Decline("any of other things than comparisons")
        self.marks[node] = "any"
        return num("bool")

    _call_all = _call_any

    def _call_int(self, node: ast.Call, state: State) -> Value:
        value = self.of(self._one(node), state)
        read = self.text_as_number(node, value)
        if read is not None:
            return read
        found = number(value)
        if found.only(WHOLE | TRUTHS):
            return num("int", bits=found.bits)
        self.marks[node.args[0]] = "exact"
        return num("int", bits=max(EXACT_BITS, found.bits))

    def _call_float(self, node: ast.Call, state: State) -> Value:
        named = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if isinstance(named, str) and named.lower() in INFINITE:
            self.marks[node] = "infinite"
            return num("float")
        number(self.of(self._one(node), state))
        return num("float")

    def _call_bool(self, node: ast.Call, state: State) -> Value:
        number(self.of(self._one(node), state))
        return num("bool")

    def _call_round(self, node: ast.Call, state: State) -> Value:
        found = number(self.of(self._one(node), state))
        if found.tags != {"float"}:
            raise Decline("rounding of other things than floats")
        self.marks[node.args[0]] = "exact"
        return num("int", bits=EXACT_BITS)

    def _call_divmod(self, node: ast.Call, state: State) -> Value:
        if len(node.args) != 2:
            raise Decline("a call with another number of arguments")
        a, b = (number(self.of(part, state)) for part in node.args)
        if not (a.tags == b.tags and (a.only(WHOLE) or a.only(FLOATS))):
            raise Decline("divmod of several types")
        return Tup((Num(a.tags, a.bits), Num(b.tags, b.bits)))

    def _call_list(self, node: ast.Call, state: State) -> Value:
        argument = self._one(node)
        if isinstance(argument, ast.Call) and self.mapped_digits(argument, state) is None:
            item, _, _ = self.iterated(argument, state)
        else:
            item = self._held(node, state)
        made = self._list(node, [item])
        made.root.long = True
        return made

    def _call_sorted(self, node: ast.Call, state: State) -> Value:
        item = self._held(node, state)
        if not isinstance(item, Num) or not item.only(WHOLE):
            raise Decline("sorting of what may not have an order")
        return self._list(node, [item])

    # ---- modules ---------------------------------------------------------------------------------

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
        if name not in _REDUCTIONS or not isinstance(item, Num):
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
        known = {"numpy.int64": "npint", "numpy.float64": "npfloat", "numpy.bool_": "npbool"}
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

    # ---- methods ---------------------------------------------------------------------------------

    def _method(self, base: Seq, name: str, node: ast.Call, state: State) -> Value:
        if node.keywords:
            raise Decline("keywords of a method")
        if base.form == "ndarray":
            return self._array_method(base, name, node)
        if is_set(base):
            return self.set_method(base, name, node, state)
        if name == "copy" and not node.args and not isinstance(base.item, Seq):
            if base.given:
                self.marks[node] = "list of"
            return self._list(node, [self.item(base)])
        if base.given or base.form != "list":
            raise Decline("a method of an input")
        if name in ("append", "insert", "pop", "sort", "reverse", "clear"):
            return self._changing(base, name, node, state)
        if name in ("count", "index") and len(node.args) == 1:
            return self._found_in(base, name, node.args[0], state)
        raise Decline(f"the method {name}")

    def _found_in(self, base: Seq, name: str, sought: ast.expr, state: State) -> Value:
        parts = number(self.of(sought, state)), number(self.item(base))
        # A NaN is found as the object that it is; where none is found, the original goes on.
        floats = name == "index" and all(part.only(FLOATS) for part in parts)
        if not floats:
            for part in parts:
                whole(part)
        return num("int", bits=LOCAL_LENGTH_BITS)

    def _array_method(self, base: Seq, name: str, node: ast.Call) -> Value:
        if name in _REDUCTIONS and not node.args:
            return self._reduced(name, base, node)
        if name == "copy" and not node.args:
            item = self.item(base)
            if not isinstance(item, Seq):
                return self._list(node, [item], "ndarray")
        raise Decline(f"the method {name} of an array")

    iterating: Sequence[Seq] = ()

    def _changing(self, base: Seq, name: str, node: ast.Call, state: State) -> Value:
        base.root.stored = True
        if name in ("append", "insert"):
            base.root.long = True
            if base in self.iterating:
                raise Decline("a list that grows while it is gone through")
            if name == "insert":
                self._index(self.of(node.args[0], state))
            if len(node.args) != (2 if name == "insert" else 1):
                raise Decline("a call with another number of arguments")
            value = self.of(node.args[-1], state)
            if self.put(base, value):
                if name == "insert":
                    raise Decline("a large number put into a list")
                self.marks[node] = "test last"
            return NONE
        if base in self.iterating:
            raise Decline("a list that shrinks while it is gone through")
        if name == "pop":
            for part in node.args:
                self._index(self.of(part, state))
            return self.item(base)
        if node.args or (name == "sort" and not whole(self.item(base)).only(WHOLE)):
            raise Decline("sorting of what may not have an order")
        return NONE

    # ---- what is gone through --------------------------------------------------------------------

    def _of_listcomp(self, node: ast.ListComp, state: State) -> Value:
        made = self._list(node, [self._elements(node, state)])
        made.root.long |= not self._is_short(node, state)
        return made

    def _is_short(self, node: ast.ListComp | ast.GeneratorExp, state: State) -> bool:
        """True for a list of no more elements than an input, or a range that is as short."""
        source = node.generators[0].iter
        called = source.func if isinstance(source, ast.Call) else None
        if len(node.generators) > 1:
            return False
        if isinstance(called, ast.Name) and isinstance(source, ast.Call):
            if self.mapped_digits(source, state) is not None:
                return True
            parts = [self.of(part, state) for part in source.args[:2]]
            small = all(isinstance(p, Num) and p.bits < LENGTH_BITS for p in parts)
            if called.id != "range":
                return is_text(self.of(source, state))
            start = source.args[0]
            upward = isinstance(start, ast.Constant) and len(parts) == 2
            last = self._last(source.args[len(parts) - 1], parts[-1], state)
            return small or ((upward or len(parts) == 1) and last <= LENGTH_BITS)
        found = self.of(source, state)
        return isinstance(found, Seq) and not found.root.long

    def _elements(self, node: ast.ListComp | ast.GeneratorExp, state: State) -> Value:
        inner = dict(state)
        for part in node.generators:
            if part.is_async:
                raise Decline("an asynchronous loop")
            item, _, _ = self.iterated(part.iter, inner)
            self.bind(part.target, item, inner, part.iter)
            for test in part.ifs:
                self.test(test, inner)
        return self.of(node.elt, inner)

    def iterated(self, node: ast.expr, state: State) -> tuple[Value, bool, list[Seq]]:
        """(what each round gets, whether there is a round for sure, the sequences)."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            name = node.func.id
            if self.facts.is_builtin(name, at=node.func):
                if name == "range":
                    return self._range(node, state)
                if name == "enumerate" and node.args:
                    item, sure, seqs = self.iterated(node.args[0], state)
                    for start in node.args[1:]:
                        whole(self.of(start, state))
                    return Tup((num("int", bits=LOCAL_LENGTH_BITS + 1), item)), sure, seqs
                if name == "zip" and node.args:
                    return self._zipped(node.args, state)
                if name == "reversed" and len(node.args) == 1:
                    return self._reversed(node, state)
                digits = self.mapped_digits(node, state)
                if digits is not None:
                    return digits, False, []
        value = self.of(node, state)
        if is_set(value):
            raise Decline("the order of a set")
        if isinstance(value, Tup):
            one = join_all(value.items)
            if not isinstance(one, Num) or len(one.tags) != 1:
                raise Decline("a loop over a tuple of several types")
            return one, bool(value.items), []
        if not isinstance(value, Seq):
            raise Decline("a loop over something else")
        sure = bool(value.given) and isinstance(node, ast.Name)
        sure |= is_text(value) and isinstance(node, ast.Call)  # str(n) has a digit
        return self.item(value), sure, [value]

    def _zipped(self, parts: Sequence[ast.expr], state: State) -> tuple[Value, bool, list[Seq]]:
        found = [self.iterated(part, state) for part in parts]
        seqs = [seq for one in found for seq in one[2]]
        return Tup(tuple(one[0] for one in found)), all(one[1] for one in found), seqs

    def _reversed(self, node: ast.Call, state: State) -> tuple[Value, bool, list[Seq]]:
        inner = node.args[0]
        found = self.iterated(inner, state)
        if isinstance(inner, ast.Call):
            plain = isinstance(inner.func, ast.Name) and inner.func.id == "range"
            if not plain or len(inner.args) > 2:
                raise Decline("something else backwards")
        self.marks[node] = "backwards"
        return found

    def _range(self, node: ast.Call, state: State) -> tuple[Value, bool, list[Seq]]:
        parts = [self.of(part, state) for part in node.args]
        if not parts or not all(isinstance(p, Num) and p.only(WHOLE) for p in parts):
            raise Decline("a range of other things than whole numbers")
        bits = max(
            whole(part).bits if at != len(parts[:2]) - 1 else self._last(node.args[at], part, state)
            for at, part in enumerate(parts)
        )
        if len(parts) == 3:
            # The first number past the end is worked out too, in the machine.
            self._fits(bits + 1, MOST_BITS, *node.args)
        # Python's range gives ints, whatever its ends are.
        return num("int", bits=bits), self._has_a_round(node.args, state), []

    def _last(self, stop: ast.expr, value: Value, state: State) -> int:
        """Bits of the last number before `stop`: of n, where a range ends before n + 1."""
        one = isinstance(stop, ast.BinOp) and isinstance(stop.right, ast.Constant)
        if one and isinstance(stop, ast.BinOp) and isinstance(stop.op, ast.Add):
            assert isinstance(stop.right, ast.Constant)
            if stop.right.value == 1:
                return whole(self.of(stop.left, state)).bits
        return whole(value).bits

    def _has_a_round(self, args: Sequence[ast.expr], state: State) -> bool:
        start, stop = (None, args[0]) if len(args) == 1 else (args[0], args[1])
        if len(args) > 2 or (start is not None and not _is_zero(start)):
            if all(isinstance(a, ast.Constant) for a in args):
                return len(range(*[a.value for a in args])) > 0  # type: ignore[attr-defined]
            return False
        if isinstance(stop, ast.Constant):
            return type(stop.value) is int and stop.value > 0
        length = stop
        if isinstance(stop, ast.Name):
            length = self.facts.assigned(stop) or stop
        called = length.func if isinstance(length, ast.Call) else None
        if isinstance(called, ast.Name) and called.id == "len" and isinstance(length, ast.Call):
            return bool(length.args) and self._filled(length.args[0], state)
        return False


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 0 and type(node.value) is int
