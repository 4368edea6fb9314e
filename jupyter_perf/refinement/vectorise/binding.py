"""What statements bind: names to numbers, rows and new lists, and elements of lists."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from ..source import Decline
from ..syntax import is_name
from .elements import read
from .growing import growing
from .loops import Loops
from .parts import Part, part_of
from .rows import is_view
from .states import Carried, Gone, NewList, Update
from .unrolled import constant
from .vector import INNER, Vector


@dataclass
class Binding(Loops):
    """Assignments, and what is appended to lists."""

    temporaries: list[tuple[str, str]] = field(default_factory=list)
    """(name, text) of values that the body binds, in order."""

    def bind(self, name: str, value: Vector) -> None:
        """Give a name its value of this round."""
        self.rows.pop(name, None)
        self.env[name] = value
        if value.axes and value.place is None:
            self.temporaries.append((name, value.text))

    def name_for(self, name: str, text: str) -> None:
        """Give what stands for a text a name, where it is read more than once."""
        self.temporaries.append((name, text))

    def bind_row(self, name: str, part: Part) -> None:
        """Let a name stand for a row."""
        self.env.pop(name, None)
        self.rows[name] = part

    def iterates_plain(self, node: ast.expr, part: Part) -> bool:
        """True where going through a collection gives Python's numbers, unlike its places."""
        if part.many.form == "series" and part.many.kind == "int":
            self.inputs.guard(f"{part.text}.between(-(2**20), 2**20).all()")
        return part.many.form == "series"

    def starts_lists(self) -> bool:
        """True where lists may be made that hold something to start with."""
        return False

    def assign(self, target: ast.expr, value: ast.expr) -> None:
        """`target = value`."""
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            self._unpack(target, value)
        elif isinstance(target, ast.Tuple):
            self._unpack_row(target, value)
        elif isinstance(target, ast.Name):
            self.assign_name(target.id, value)
        elif isinstance(target, ast.Subscript):
            again = _again(target, value)
            if again is not None:
                self._change(target, *again)
            else:
                self._store(target, value)
        else:
            raise Decline("a target that isn't a name or an element")

    def _unpack(self, target: ast.Tuple, value: ast.Tuple) -> None:
        if len(target.elts) != len(value.elts):
            raise Decline("tuples of different lengths")
        found = [self(one) for one in value.elts]
        for one, made in zip(target.elts, found, strict=True):
            if not isinstance(one, ast.Name):
                raise Decline("elements that are unpacked to")
            self.bind(one.id, made)

    def _unpack_row(self, target: ast.Tuple, value: ast.expr) -> None:
        """`r, g, b = image[y, x]`: the elements of a row that has as many."""
        row = self._row(value)
        if row is None or len(row.keys) + 1 != row.many.depth:
            raise Decline("a target that isn't a name or an element")
        size = self.inputs.size(row.text, len(row.keys), row.many.form)
        self.inputs.guard(f"{size.text} == {len(target.elts)}")
        made = [read(replace(row, keys=(*row.keys, constant(at))), self)
                for at in range(len(target.elts))]  # fmt: skip
        for one, element in zip(target.elts, made, strict=True):
            if not isinstance(one, ast.Name):
                raise Decline("elements that are unpacked to")
            self.bind(one.id, element)

    def assign_name(self, name: str, value: ast.expr) -> None:
        """`name = value`: an update, a new list, a row or window of an array, or a number."""
        update = self.update_of(name, value)
        if update is not None:
            self.env[name] = update
            return
        if isinstance(value, ast.List) and (not value.elts or self.starts_lists()):
            self.rows.pop(name, None)
            self.env[name] = NewList(tuple(self(one) for one in value.elts), self.rounds)
            self.env[f"{name}.append"] = Carried()
            return
        if isinstance(value, ast.ListComp):
            self.filled_by(name, value)
            return
        if isinstance(value, ast.Constant) and value.value is None:
            self.rows.pop(name, None)
            self.env[name] = Gone()
            return
        row = self._row(value)
        if row is not None:
            self.bind_row(name, row)
            return
        part = growing(value, self)
        if part is not None:
            self.rows.pop(name, None)
            self.env[name] = part
            return
        found = self(value)
        if any(axis not in self.axes for axis in found.axes):
            self._keep_row(name, value, found)
            return
        self.bind(name, found)

    def _keep_row(self, name: str, value: ast.expr, found: Vector) -> None:
        """A window, or numbers made of rows, whose sum or greatest number is asked for."""
        cut = value.slice if isinstance(value, ast.Subscript) else None
        parts = cut.elts if isinstance(cut, ast.Tuple) else [cut]
        window = any(isinstance(part, ast.Slice) for part in parts)
        one_row = len(found.axes) == 2 and found.axes[0] in self.axes and found.number
        in_place = any(
            isinstance(part, ast.AugAssign) and is_name(part.target, name)
            for part in ast.walk(self.inputs.loop)
        )
        if not (window or one_row) or in_place or name in self.resized | set(self.written):
            raise Decline("a whole row that is kept")
        self.rows.pop(name, None)
        self.env[name] = found
        if not window:
            self.temporaries.append((name, found.text))

    def row_of(self, node: ast.expr) -> Part | None:
        """The row that an argument is: of an array that the loop only reads."""
        row = self._row(node)
        return row if row is not None and row.text not in self.written else None

    def _row(self, node: ast.expr) -> Part | None:
        """The row that `a[i]` is, where `a` has more dimensions."""
        if not isinstance(node, ast.Subscript | ast.Name):
            return None
        if isinstance(node, ast.Name):
            return self.rows.get(node.id)
        try:
            part = part_of(node, self)
        except Decline:
            return None
        plain = not any(isinstance(key, ast.Slice) for key in part.keys)
        return part if plain and len(part.keys) < part.many.depth and part.keys else None

    def append(self, name: str, node: ast.expr) -> None:
        """`name.append(node)`, once in a round; a list that an inner loop filled, too."""
        key = f"{name}.append"
        if not isinstance(self.env.get(key), Carried):
            raise Decline("several elements that are appended in turn")
        if isinstance(node, ast.Name) and isinstance(self.env.get(f"{node.id}.append"), Update):
            inner = self.env[f"{node.id}.append"]
            if (
                isinstance(self.env.get(node.id), NewList)
                and isinstance(inner, Update)
                and inner.mask is None
                and not inner.nested
                and inner.others is None
            ):
                self.env[key] = Update(
                    "append",
                    inner.value,
                    nested=True,
                    rounds=(*self.rounds, *inner.rounds[-1:]),
                )
                self.env[f"{node.id}.append"] = Gone()
                return
        parts = node.elts if isinstance(node, ast.Tuple) and node.elts else [node]
        value, *others = [self(part) for part in parts]
        if not others and any(axis >= INNER for axis in value.axes):
            self._refuse_rows(value)
        elif any(v.mixed or any(a not in self.axes for a in v.axes) for v in (value, *others)) and (
            others or not value.listable or value.axes != self.rounds
        ):
            raise Decline("elements of different types are appended")
        tuples = tuple(others) if isinstance(node, ast.Tuple) else None
        self.env[key] = Update("append", value, rounds=self.rounds, others=tuples)

    def _refuse_rows(self, value: Vector) -> None:
        """Decline for rows that aren't of numbers, one in each round of one loop."""
        flat = value.axes[:-1] == self.rounds and len(self.rounds) == 1
        # A row that a round changes in place afterwards would be another one; as would a window,
        # of which arrays only give views that can't be written to.
        if not flat or value.mixed or not value.number or not value.numpy or is_view(value):
            raise Decline("rows that are appended")


def _again(target: ast.Subscript, value: ast.expr) -> tuple[ast.operator, ast.expr] | None:
    """(operator, operand) of `a[i] = a[i] + v`."""
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Add | ast.Sub):
        return None
    if ast.unparse(value.left) == ast.unparse(target):
        return value.op, value.right
    return None
