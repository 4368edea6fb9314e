"""Searches through bounds, written as bisections."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .. import flow
from ..facts import Facts
from ..source import Decline
from ._bodies import body_text, indented
from ._bound_lists import Lists
from ._bound_walks import Walk
from ._bound_work import Work
from ._leftovers import read_elsewhere
from ._place import library


def search_text(work: Work, walk: Walk, lists: Lists, facts: Facts) -> tuple[str, tuple[str, ...]]:
    """(the bisection behind the test that the bounds rise, with the loop for where they don't;
    lines that import what it needs)."""
    writer = _Writer(work, walk, lists, facts)
    return writer.text(), writer.imports


_SIMPLE = (ast.Name, ast.Constant)


def _in_texts(stmts: Sequence[ast.stmt]) -> set[str]:
    """Names that stand in f-strings."""
    return flow.loads([part for part in flow.walk(stmts) if isinstance(part, ast.JoinedStr)])


class _Writer:
    def __init__(self, work: Work, walk: Walk, lists: Lists, facts: Facts) -> None:
        self.work, self.walk, self.lists, self.facts = work, walk, lists, facts
        names = sorted(walk.own | work.given.keys())
        written = _in_texts([*work.stmts, *work.first])
        self.kept = {name for name in names if self._is_missed(name)}
        if facts.source.function(walk.loop) is None:
            # A name in an f-string can't be written anew.
            self.kept |= written & set(names)
        cell = facts.source.function(walk.loop) is None and facts.kind != "program"
        self.renamed = {n: facts.fresh(f"{n}_found") for n in names if cell and n not in self.kept}
        self.place = self.renamed.get(walk.place, walk.place) or facts.fresh("place")
        bound = work.low or work.high
        assert bound is not None
        self.imports: tuple[str, ...] = ()
        self.value, self.kind = facts.source.segment(bound.value), bound.kind

    def _is_missed(self, name: str) -> bool:
        """True where what a variable holds after the loop may be looked at."""
        facts, loop = self.facts, self.walk.loop
        if isinstance(loop, ast.While) and name == self.walk.place:
            return facts.source.function(loop) is None or read_elsewhere(name, [loop], facts)
        if facts.source.function(loop) is None and facts.kind != "program":
            outside = (b for b in facts.binders(name, facts.source.tree))
            if name in facts.namespace or any(not facts.source.loops(b) for b in outside):
                return True
        return read_elsewhere(name, [loop], facts)

    def text(self) -> str:
        guards = [self.lists.rise]
        size = f"len({self.walk.items.id})"
        paired = self.lists.low == self.lists.high and None not in (self.work.low, self.work.high)
        paired = paired and not self.walk.base
        if self.walk.stop != (f"{size} - 1" if paired else size):
            if not isinstance((self.work.low or self.work.high).value, _SIMPLE):  # type: ignore[union-attr]
                raise Decline("without rounds nobody would look at a part of something")
            guards.append(f"{self.walk.stop} {'<' if paired else '<='} {size}")
        search = self._passing() if self.work.passes else self._finding()
        old = self.facts.source.block_text(self.walk.loop)
        if old is None:
            raise Decline("a text over several lines")
        if self.work.begun is not None:
            old = f"{self.facts.source.segment(self.work.begun)}\n{old}"
        return f"if {' and '.join(guards)}:\n{indented(search)}\nelse:\n{indented(old.rstrip())}"

    def _nan_matters(self) -> bool:
        """Whether bisection says something else of a NaN, to which nothing compares, than a loop
        does."""
        low, high = self.work.low, self.work.high
        if self.kind != "float":
            return False
        if self.work.passes:
            assert low is not None
            return (low.sign == "<=") != self.work.stops
        if self.walk.back:
            return low is not None and low.sign == "<="
        return low is None and high is not None and high.sign == ">="

    def _bisect(self, side: str, keys: str, more: str = "") -> str:
        function, imports = library(f"bisect.bisect_{side}", self.facts)
        self.imports = imports
        return f"{function}({keys}, {self.value}{more})"

    def _passing(self) -> str:
        low = self.work.low
        assert low is not None
        found = self._bisect("right" if low.sign == "<=" else "left", self.lists.low)
        size = f"len({self.walk.items.id})"
        if self._nan_matters():
            # A NaN ends no search that waits for a larger bound, and begins none that goes on.
            found += f" if {self.value} == {self.value} else {size if self.work.stops else 0}"
        if not self.work.stmts:
            return f"{self.place} = " + (
                found if self.walk.stop == size else f"min({found}, {self.walk.stop})"
            )
        if self.kept or self.walk.stop != f"len({self.walk.items.id})":
            raise Decline("the loop's variables are used afterwards")
        lines = [*self._element("- 1"), self._statements()]
        head = f"{self.place} = {found}"
        if self.walk.place:
            head = f"{self.place} = ({found}) - 1" if " if " in found else f"{head} - 1"
            return f"{head}\nif {self.place} >= 0:\n{indented(chr(10).join(lines))}"
        return f"{head}\nif {self.place} > 0:\n{indented(chr(10).join(lines))}"

    def _finding(self) -> str:
        found, test = self._found()
        if self._nan_matters():
            test += f" and {self.value} == {self.value}"
        lines = [*self._element(""), self._statements()]
        hit = "\n".join(line for line in lines if line)
        miss = self._missed()
        if self.work.otherwise:
            miss.append(body_text(self.work.otherwise, self.facts.source))
        text = f"{self.place} = {found}"
        if hit:
            text += f"\nif {test}:\n{indented(hit)}"
            return text + (f"\nelse:\n{indented(chr(10).join(miss))}" if miss else "")
        return text + (f"\nif not ({test}):\n{indented(chr(10).join(miss))}" if miss else "")

    def _found(self) -> tuple[str, str]:
        """(the place, what holds where it is one)."""
        low, high = self.work.low, self.work.high
        place, stop = self.place, self.walk.stop
        if high is None:
            assert low is not None
            side = "right" if low.sign == "<=" else "left"
            return f"{self._bisect(side, self.lists.low)} - 1", f"{place} >= 0"
        side = "right" if high.sign == ">" else "left"
        if low is None:
            return self._bisect(side, self.lists.high), f"{place} < {stop}"
        if self.lists.low != self.lists.high:
            test = f"{place} < {stop} and {self.lists.low}[{place}] {low.sign} {self.value}"
            return self._bisect(side, self.lists.high), test
        if self.walk.base:
            if (low.sign, high.sign) in (("<=", ">"), ("<", ">=")):
                return self._bisect(side, self.lists.high), f"0 < {place} < {stop}"
            test = f"{place} < {stop} and {self.lists.low}[{place} - 1] {low.sign} {self.value}"
            return self._bisect(side, self.lists.high, ", 1"), test
        if (low.sign, high.sign) in (("<=", ">"), ("<", ">=")):
            return f"{self._bisect(side, self.lists.high)} - 1", f"0 <= {place} < {stop}"
        test = f"{place} < {stop} and {self.lists.low}[{place}] {low.sign} {self.value}"
        return f"{self._bisect(side, self.lists.high, ', 1')} - 1", test

    def _element(self, shift: str) -> list[str]:
        """The statements that give the loop's variables what is at the place."""
        walk, work = self.walk, self.work
        used = flow.loads(work.stmts) | self.kept
        for value in work.given.values():
            used |= flow.loads(value)
        lines: list[str] = []
        at = self.place if walk.place or not shift else f"{self.place} {shift}"
        if walk.target is not None and flow.stores([walk.target]) & used:
            items = walk.items.id
            held = f"{items}[{at}], {items}[{at} + 1]" if walk.pairs else f"{items}[{at}]"
            lines.append(f"{self._text(walk.target).strip('()')} = {held}")
        lines += [body_text([s], self.facts.source, self._swaps(s)) for s in work.first]
        return [line.rstrip() for line in lines]

    def _statements(self) -> str:
        if not self.work.stmts:
            return ""
        swaps: dict[ast.expr, str] = {}
        for stmt in self.work.stmts:
            swaps |= self._swaps(stmt)
        return body_text(list(self.work.stmts), self.facts.source, swaps).rstrip()

    def _swaps(self, node: ast.AST) -> dict[ast.expr, str]:
        return {
            part: self.renamed[part.id]
            for part in ast.walk(node)
            if isinstance(part, ast.Name) and part.id in self.renamed
        }

    def _text(self, node: ast.expr) -> str:
        return self.facts.source.render(node, self._swaps(node))

    def _missed(self) -> list[str]:
        """What the loop's variables hold where nothing is found, as far as that is asked for."""
        walk = self.walk
        if not self.kept:
            return []
        if self.kept & self.work.given.keys():
            raise Decline("a name given in the loop is used afterwards")
        if isinstance(walk.loop, ast.While):
            return [f"{walk.place} = {walk.stop}"]
        items, lines = walk.items.id, list[str]()
        if walk.stop not in (f"len({items})", f"len({items}) - 1"):
            raise Decline("where the search ends isn't known")
        if walk.place in self.kept:
            last = f"len({items}) - {2 if walk.stop.endswith('- 1') else 1}"
            lines.append(f"{walk.place} = {'0' if walk.back else last}")
        if walk.target is not None and flow.stores([walk.target]) & self.kept:
            end = "0" if walk.back else "-1"
            value = f"{items}[-2], {items}[-1]" if walk.pairs else f"{items}[{end}]"
            lines.append(f"{self._text(walk.target).strip('()')} = {value}")
        return lines
