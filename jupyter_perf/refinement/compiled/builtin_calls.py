"""The kinds of calls of built-in functions."""

from __future__ import annotations

import ast

from ..source import Decline
from .bounds import EXACT_BITS, LENGTH_BITS, LOCAL_LENGTH_BITS, MOST_BITS
from .complexes import absolute, complex_or_real, is_complex
from .expressions import State
from .iteration import Iteration
from .kinds import (
    FLOATS,
    TRUTHS,
    WHOLE,
    Num,
    Seq,
    Tup,
    Value,
    any_float,
    join_all,
    num,
    number,
    numeric,
)
from .rounding import MOST_PLACES
from .texts import DIGITS_BITS, is_text

INFINITE = {"inf": "inf", "-inf": "-inf", "infinity": "inf", "-infinity": "-inf", "nan": "nan"}
"""What `float` makes of these words, in numpy's."""


class BuiltinCalls(Iteration):
    """Adds built-in functions to `Iteration`."""

    def _call_len(self, node: ast.Call, state: State) -> Value:
        found = self.of(self._one(node), state)
        if isinstance(found, Tup):
            return num("int", bits=LENGTH_BITS)
        if not isinstance(found, Seq):
            raise Decline("the length of something else")
        return num("int", bits=LOCAL_LENGTH_BITS if found.root.long else LENGTH_BITS)

    def _call_abs(self, node: ast.Call, state: State) -> Value:
        value = self.of(self._one(node), state)
        if is_complex(value):
            # Python raises where the machine's is infinite.
            self.marks[node] = "finite"
            return absolute(complex_or_real(value))
        found = number(value)
        if found.plain & TRUTHS:
            raise Decline("the size of a truth value")
        return any_float(found)

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
        if self._is_reversed(argument):
            return self.iterated(argument, state)[0]
        found = self.of(argument, state)
        if (
            not isinstance(found, Seq)
            or isinstance(found.item, Seq)
            or found.form in ("text", "set")
        ):
            raise Decline("elements of something else than a list of numbers")
        return self.item(found)

    def _is_reversed(self, node: ast.expr) -> bool:
        """True for a list backwards, which is a list in the kernel."""
        called = node.func if isinstance(node, ast.Call) else None
        named = isinstance(called, ast.Name) and called.id == "reversed"
        inner = node.args[0] if isinstance(node, ast.Call) and len(node.args) == 1 else None
        return named and isinstance(inner, ast.Name) and self.facts.is_builtin("reversed", at=node)

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
            words = INFINITE[named.lower()]
            return num("float" if words == "nan" else words)
        number(self.of(self._one(node), state))
        return num("float")

    def _call_complex(self, node: ast.Call, state: State) -> Value:
        parts = [complex_or_real(self.of(part, state)) for part in node.args]
        if not 1 <= len(parts) <= 2 or (len(parts) == 2 and any(map(is_complex, parts))):
            raise Decline("a complex number made of others")
        return num("complex")

    def _call_bool(self, node: ast.Call, state: State) -> Value:
        number(self.of(self._one(node), state))
        return num("bool")

    def _call_round(self, node: ast.Call, state: State) -> Value:
        if len(node.args) == 2:
            return self._rounded(node, state)
        found = number(self.of(self._one(node), state))
        if found.tags != {"float"}:
            raise Decline("rounding of other things than floats")
        self.marks[node.args[0]] = "exact"
        return num("int", bits=EXACT_BITS)

    def _rounded(self, node: ast.Call, state: State) -> Value:
        """Rounding to a written number of decimals; numpy's numbers are rounded otherwise."""
        value, places = node.args
        known = places.value if isinstance(places, ast.Constant) else None
        found = number(self.of(value, state))
        if found.tags != {"float"} or type(known) is not int or not 0 <= known <= MOST_PLACES:
            raise Decline("rounding of other things than floats")
        self.marks[node] = "rounded"
        return found

    def _call_divmod(self, node: ast.Call, state: State) -> Value:
        if len(node.args) != 2:
            raise Decline("a call with another number of arguments")
        a, b = (any_float(number(self.of(part, state))) for part in node.args)
        if not (a.tags == b.tags and (a.only(WHOLE) or a.only(FLOATS))):
            raise Decline("divmod of several types")
        return Tup((Num(a.tags, a.bits), Num(b.tags, b.bits)))

    def _call_list(self, node: ast.Call, state: State) -> Value:
        argument = self._one(node)
        if isinstance(argument, ast.Name) and is_text(self.of(argument, state)):
            self.marks[node] = "characters"
            made = self._list(node, [num("char")])
            made.root.long = True
            return made
        if isinstance(argument, ast.Call) and self.mapped_digits(argument, state) is None:
            item, _, _ = self.iterated(argument, state)
        else:
            item = self._held(node, state)
        made = self._list(node, [item])
        made.root.long = True
        return made

    def _call_sorted(self, node: ast.Call, state: State) -> Value:
        item = self._held(node, state)
        if not isinstance(item, Num) or not (item.only(WHOLE) or item.only(FLOATS)):
            raise Decline("sorting of what may not have an order")
        if item.only(FLOATS):
            self.marks[node] = "sorted_floats"
        return self._list(node, [item])
