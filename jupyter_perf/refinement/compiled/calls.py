"""The kinds of calls: which function or method is meant, and methods of lists and arrays."""

from __future__ import annotations

import ast
from abc import abstractmethod

from ..source import Decline
from .bounds import LOCAL_LENGTH_BITS
from .complexes import complex_or_real, is_complex
from .expressions import State
from .kinds import FLOATS, NONE, WHOLE, Num, Seq, Value, num, number, whole
from .library_calls import REDUCTIONS, LibraryCalls
from .queues import Queues, is_queue
from .sets import is_set


class Calls(LibraryCalls, Queues):
    """Adds calls to `LibraryCalls` and `Queues`."""

    @abstractmethod
    def user_call(self, node: ast.Call, state: State) -> Value:
        """The value of a call of a function of the user's."""

    def _of_call(self, node: ast.Call, state: State) -> Value:
        called = node.func
        if any(isinstance(arg, ast.Starred) for arg in node.args):
            raise Decline("a call with *")
        if isinstance(called, ast.Name) and self.facts.is_builtin(called.id, at=called):
            if node.keywords and called.id in ("min", "max"):
                return self.keyed(node, state)
            handler = getattr(self, f"_call_{called.id}", None)
            if handler is None or node.keywords:
                raise Decline(f"a call of {called.id}")
            found: Value = handler(node, state)
            return found
        full = self.facts.full_name(called) or ""
        module, _, name = full.rpartition(".")
        if module in ("math", "numpy") and not self._shadowed(called):
            return self._library(module, name, node, state)
        if full == "collections.deque" and not self._shadowed(called):
            return self.queue(node, state)
        text = self.joined(node, state)
        if text is not None:
            return text
        if isinstance(called, ast.Attribute):
            base = self.of(called.value, state)
            answer = self.character_method(base, called.attr, node)
            if answer is not None:
                return answer
            if is_complex(base) and called.attr == "conjugate" and not node.args:
                return complex_or_real(base, real=False)
            if isinstance(base, Seq):
                return self._method(base, called.attr, node, state)
        return self.user_call(node, state)

    def _shadowed(self, called: ast.expr) -> bool:
        while isinstance(called, ast.Attribute):
            called = called.value
        return isinstance(called, ast.Name) and self._is_local(called.id)

    def _method(self, base: Seq, name: str, node: ast.Call, state: State) -> Value:
        if node.keywords:
            raise Decline("keywords of a method")
        if base.form == "ndarray":
            return self._array_method(base, name, node)
        if is_set(base):
            return self.set_method(base, name, node, state)
        if is_queue(base):
            return self.queue_method(base, name, node, state)
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

    def _gone_through(self) -> list[Seq]:
        return list(self.iterating)

    def _found_in(self, base: Seq, name: str, sought: ast.expr, state: State) -> Value:
        parts = number(self.of(sought, state)), number(self.item(base))
        # A NaN is found as the object that it is; where none is found, the original goes on.
        floats = name == "index" and all(part.only(FLOATS) for part in parts)
        if not floats:
            for part in parts:
                whole(part)
        return num("int", bits=LOCAL_LENGTH_BITS)

    def _array_method(self, base: Seq, name: str, node: ast.Call) -> Value:
        if name in REDUCTIONS and not node.args:
            return self._reduced(name, base, node)
        if name == "copy" and not node.args:
            item = self.item(base)
            if not isinstance(item, Seq):
                return self._list(node, [item], "ndarray")
        raise Decline(f"the method {name} of an array")

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
            value = self.character(node.args[-1], state)
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
        item = self.item(base)
        if name == "sort" and isinstance(item, Num) and item.only(FLOATS):
            self.marks[node] = "sort_floats"
        elif name == "sort" and not whole(item).only(WHOLE):
            raise Decline("sorting of what may not have an order")
        if node.args:
            raise Decline("a call with another number of arguments")
        return NONE
