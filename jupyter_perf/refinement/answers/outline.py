"""What a part of a source needs of the rest, with lines that say how much else there is."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from .parsing import blocks_of, first_line, last_line
from .surfaces import bound_in
from .whole_lines import Lines, Part

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DEFINITIONS = (*_FUNCTIONS, ast.ClassDef)
_COMPOUND = (*_DEFINITIONS, ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith)
_MARKER = "# … 99999 lines left out …\n"


class Outline:
    """Chooses lines around a part and writes them down."""

    def __init__(self, lines: Lines, part: Part, estimate: Callable[[str], int]) -> None:
        self._lines = lines
        self._part = part
        self._estimate = estimate
        inside = [node for node in ast.walk(lines.tree) if self._in_part(node)]
        self.reads = {n.id for n in inside if isinstance(n, ast.Name)} | {
            n.attr for n in inside if isinstance(n, ast.Attribute)
        }
        self.binds = bound_in(self._statements_of_part())

    def text(self, room: int) -> str:
        """The outline in up to `room` tokens, what is needed most first; empty if none fits."""
        everything = set(range(1, len(self._lines.texts) + 1))
        whole = self._rendered(everything)
        if self._estimate(whole) <= room:
            return whole
        kept: list[set[int]] = []
        left = room - 2 * self._estimate(_MARKER)
        for wanted in self._wanted():
            cost = sum(self._estimate(self._lines.ends[line - 1]) for line in wanted)
            cost += self._estimate(_MARKER)
            if cost <= left:
                kept.append(wanted)
                left -= cost
        while True:
            found = self._rendered(set().union(*kept))
            if self._estimate(found) <= room:
                return found
            if not kept:
                return ""
            kept.pop()

    # --- what is wanted, the most needed first

    def _wanted(self) -> Iterator[set[int]]:
        """Sets of lines: what encloses the part; imports, signatures and values that it uses;
        later lines that read what it binds; other imports; the bodies of functions it calls."""
        around = [stmt for stmt in self._statements() if self._encloses(stmt)]
        for stmt in around:
            yield self._headers_to_part(stmt)
        others = [stmt for stmt in self._statements() if not self._touches(stmt)]
        yield from (_all_lines(s) for s in others if self._imports(s, used=True))
        called = [s for s in others if isinstance(s, _DEFINITIONS) and s.name in self.reads]
        yield from (_header(stmt) for stmt in called)
        simple = [s for s in others if not isinstance(s, _COMPOUND) and not _is_import(s)]
        giving = [s for s in simple if bound_in([s]) & self.reads]
        nearest = sorted(giving, key=lambda s: (s.lineno > self._part[1], -s.lineno))
        yield from (_all_lines(stmt) for stmt in nearest)
        using = [s for s in simple if s.lineno > self._part[1] and _reads(s) & self.binds]
        yield from (_all_lines(stmt) for stmt in using)
        yield from (_all_lines(s) for s in others if self._imports(s, used=False))
        yield from (_all_lines(stmt) for stmt in called)

    def _statements(self) -> list[ast.stmt]:
        """Statements whose names the part can see: not those in functions that don't hold it."""
        found: list[ast.stmt] = []
        waiting = list(reversed(self._lines.tree.body))
        while waiting:
            stmt = waiting.pop()
            found.append(stmt)
            if not isinstance(stmt, _FUNCTIONS) or self._encloses(stmt):
                inner = [child for block in blocks_of(stmt) for child in block]
                waiting += reversed(inner)
        return found

    def _statements_of_part(self) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        waiting = list(self._lines.tree.body)
        while waiting:
            stmt = waiting.pop()
            if self._in_part(stmt):
                found.append(stmt)
            elif self._touches(stmt):
                waiting += (child for block in blocks_of(stmt) for child in block)
        return found

    def _in_part(self, node: ast.AST) -> bool:
        line = getattr(node, "lineno", 0)
        return self._part[0] <= line <= self._part[1]

    def _encloses(self, stmt: ast.stmt) -> bool:
        first, last = first_line(stmt), last_line(stmt)
        return first < self._part[0] and self._part[1] <= last

    def _touches(self, stmt: ast.stmt) -> bool:
        return first_line(stmt) <= self._part[1] and self._part[0] <= last_line(stmt)

    def _headers_to_part(self, stmt: ast.stmt) -> set[int]:
        """The lines of a statement that lead to the block with the part: `if …:` and `else:`."""
        kept = _header(stmt)
        before = max(kept)
        for block in blocks_of(stmt):
            first, last = first_line(block[0]), last_line(block[-1])
            if first <= self._part[0] <= last:
                return kept | set(range(before + 1, first))
            before = max(before, last)
        return kept

    def _imports(self, stmt: ast.stmt, used: bool) -> bool:
        if not isinstance(stmt, ast.Import | ast.ImportFrom):
            return False
        names = {(alias.asname or alias.name).split(".")[0] for alias in stmt.names}
        return bool(names & self.reads) == used

    # --- writing it down

    def _rendered(self, kept: set[int]) -> str:
        result: list[str] = []
        left_out: list[int] = []
        for number, text in enumerate(self._lines.texts, start=1):
            if self._part[0] <= number <= self._part[1]:
                if number == self._part[0]:
                    self._leave_out(left_out, result)
                    indent = self._lines.indent(self._part)
                    result.append(
                        f"{indent}# … here is the part to rewrite: {_named(self._part)} …"
                    )
            elif number in kept:
                self._leave_out(left_out, result)
                result.append(text)
            else:
                left_out.append(number)
        self._leave_out(left_out, result)
        return "\n".join(result) + "\n"

    def _leave_out(self, numbers: list[int], result: list[str]) -> None:
        """Say how many lines are missing; empties `numbers`. Blank lines aren't missed."""
        texts = [self._lines.texts[number - 1] for number in numbers]
        count = sum(bool(text.strip()) for text in texts)
        if count:
            first = next(text for text in texts if text.strip())
            indent = first[: len(first) - len(first.lstrip())]
            result.append(f"{indent}# … {count} line{'s' * (count > 1)} left out …")
        numbers.clear()


def _named(part: Part) -> str:
    return f"line {part[0]}" if part[0] == part[1] else f"lines {part[0]} to {part[1]}"


def _is_import(stmt: ast.stmt) -> bool:
    return isinstance(stmt, ast.Import | ast.ImportFrom)


def _all_lines(stmt: ast.stmt) -> set[int]:
    return set(range(first_line(stmt), last_line(stmt) + 1))


def _header(stmt: ast.stmt) -> set[int]:
    """The lines of a statement before its first block; all of one that has none."""
    blocks = blocks_of(stmt)
    end = first_line(blocks[0][0]) - 1 if blocks else last_line(stmt)
    return set(range(first_line(stmt), max(end, stmt.lineno) + 1))


def _reads(stmt: ast.stmt) -> set[str]:
    return {n.id for n in ast.walk(stmt) if isinstance(n, ast.Name)}
