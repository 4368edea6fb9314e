"""The kinds of what is done with characters and with the digits of whole numbers."""

from __future__ import annotations

import ast
from abc import abstractmethod

from ..source import Decline
from .bounds import MOST_BITS
from .expressions import Expressions, State
from .kinds import WHOLE, Num, Seq, Value, num
from .text_helpers import CLASSES, NUMBER_BITS

_CODE_BITS = 21
_DIGIT_BITS = 4
DIGITS_BITS = 6
"""A number of 64 bits has fewer than 2**6 digits."""
_CHAR = frozenset({"char"})


def is_char(value: Value | None) -> bool:
    """True for one character."""
    return isinstance(value, Num) and value.tags == _CHAR


def is_text(value: Value | None) -> bool:
    """True for a text, which is an array of codes in the kernel."""
    return isinstance(value, Seq) and value.form == "text"


def _is_one(node: ast.expr) -> bool:
    """True for a text of one character that is written out."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) == 1


class Texts(Expressions):
    """Adds `str(n)`, `int(text)`, `ord` and questions to characters to `Expressions`."""

    def _call_str(self, node: ast.Call, state: State) -> Value:
        found = self.of(node.args[0], state) if len(node.args) == 1 else None
        if not isinstance(found, Num) or not found.only(WHOLE) or "none" in found.tags:
            raise Decline("the text of something else than a whole number")
        self._fits(found.bits, MOST_BITS, node.args[0])
        self.marks[node] = "digits_of"
        return self._list(node, [num("char")], "text")

    def _call_ord(self, node: ast.Call, state: State) -> Value:
        argument = node.args[0] if len(node.args) == 1 else None
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            if len(argument.value) == 1:
                self.marks[node] = "code of"
                return num("int", bits=_CODE_BITS)
        elif argument is not None and is_char(self.of(argument, state)):
            self.marks[node] = "code of"
            return num("int", bits=_CODE_BITS)
        raise Decline("the code of something else than a character")

    def _call_chr(self, node: ast.Call, state: State) -> Value:
        found = self.of(node.args[0], state) if len(node.args) == 1 else None
        if not isinstance(found, Num) or found.tags != {"int"}:
            raise Decline("the character of something else than a whole number")
        self.marks[node] = "code_of_chr"
        return num("char")

    def character(self, node: ast.expr, state: State) -> Value:
        """The kind of what is put into a list: characters as plain numbers in the kernel."""
        if _is_one(node):
            self.marks[node] = "code"
            return num("char")
        found = self.of(node, state)
        if is_char(found) and not self.marks.get(node):
            self.marks[node] = "number of code"
        return found

    def joined(self, node: ast.Call, state: State) -> Value | None:
        """What `"".join(…)` of characters makes; None for other calls."""
        called = node.func
        if not isinstance(called, ast.Attribute) or called.attr != "join":
            return None
        if not isinstance(called.value, ast.Constant) or called.value.value != "":
            return None
        if len(node.args) != 1 or node.keywords:
            raise Decline("a call with another number of arguments")
        if not is_char(self._held(node, state)):
            raise Decline("other things joined than characters")
        self.marks[node] = "joined"
        made = self._list(node, [num("char")], "text")
        made.root.long = True
        return made

    @abstractmethod
    def _held(self, node: ast.Call, state: State) -> Value:
        """What the sequence or generator that a call is given holds."""

    def text_as_number(self, node: ast.Call, value: Value) -> Value | None:
        """What `int(value)` gives, marked, where that is a character or a text; else None."""
        if is_char(value):
            self.marks[node] = "digit_of"
            return num("int", bits=_DIGIT_BITS)
        if is_text(value):
            self.marks[node] = "number_of"
            return num("int", bits=NUMBER_BITS)
        return None

    def character_method(self, value: Value, name: str, node: ast.Call) -> Value | None:
        """What `ch.isdigit()` and the like give, marked; None for anything else."""
        if not is_char(value) or node.args or node.keywords:
            return None
        if name in ("upper", "lower"):
            self.marks[node] = f"{name}_of"
            return num("char")
        if name not in CLASSES:
            return None
        self.marks[node] = f".{name}"
        return num("bool")

    def mapped_digits(self, node: ast.expr, state: State) -> Value | None:
        """What `map(int, text)` holds, marked to be a list in the kernel; None for others."""
        if not isinstance(node, ast.Call) or len(node.args) != 2 or node.keywords:
            return None
        called, function = node.func, node.args[0]
        for name, expected in ((called, "map"), (function, "int")):
            if not (isinstance(name, ast.Name) and name.id == expected):
                return None
            if not self.facts.is_builtin(expected, at=name):
                return None
        if not is_text(self.of(node.args[1], state)):
            raise Decline("map of something else than a text")
        self.marks[node] = "digits"
        return num("int", bits=_DIGIT_BITS)

    def goes_through_digits(self, node: ast.expr, state: State) -> bool:
        """True for a generator or a `map` over the digits of one whole number."""
        if isinstance(node, ast.GeneratorExp | ast.ListComp) and len(node.generators) == 1:
            items = node.generators[0].iter
        elif self.mapped_digits(node, state) is not None:
            assert isinstance(node, ast.Call)
            items = node.args[1]
        else:
            return False
        if not isinstance(items, ast.Name | ast.Call):
            return False
        called = items.func if isinstance(items, ast.Call) else items
        if isinstance(items, ast.Call) and not (
            isinstance(called, ast.Name) and called.id == "str"
        ):
            return False
        found = self.of(items, state)
        return isinstance(found, Seq) and is_text(found) and not (found.given or found.root.long)

    def same_texts(self, node: ast.Compare, left: Value, right: Value) -> bool:
        """True where a comparison asks, alone, whether two texts are equal; marks it."""
        if not (is_text(left) and is_text(right)):
            return False
        if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
            raise Decline("texts compared by order")
        self.marks[node] = "same_text"
        return True
