"""Names for what a rewrite makes of work on items: caches, numbers, lists."""

from __future__ import annotations

import ast
import itertools
import re
from dataclasses import dataclass, field

from ..concrete import Change
from ..facts import Facts
from ..source import COMPREHENSIONS
from ._item_keys import counting
from ._item_work import Work
from ._items import LISTED, PLACE


@dataclass
class Names:
    """New names, of which none is given twice."""

    facts: Facts
    taken: set[str] = field(default_factory=set)
    numbers: dict[tuple[ast.AST, int], str] = field(default_factory=dict)

    def fresh(self, *wanted: str) -> str:
        """The first of some names that is free, or the last one with a number."""
        more = (f"{wanted[-1]}_{number}" for number in itertools.count(2))
        for name in itertools.chain(wanted, more):
            if name not in self.taken and self.facts.is_free(name):
                self.taken.add(name)
                return name
        raise AssertionError

    def count(self, works: list[Work]) -> list[Change]:
        """Make the loops count that have to; the changes for it."""
        changes: list[Change] = []
        for work in works:
            clause = work.round.clause
            if not work.key.text and clause is not None and (clause, 0) not in self.numbers:
                names = [self.fresh("i", "j", "k", "at") for _ in work.round.items]
                self.numbers |= {(clause, place): name for place, name in enumerate(names)}
                changes += counting(work.round, names, self.facts)
        return changes

    def key(self, work: Work) -> str:
        """By what a work's item is asked for."""
        if work.key.text or work.round.clause is None:
            return work.key.text
        place = next(at for at, item in enumerate(work.round.items) if item is work.item)
        return self.numbers[work.round.clause, place]


@dataclass
class Caches:
    """The lines that make caches of works, each once."""

    cache: str
    names: Names
    lines: list[str] = field(default_factory=list)
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    def of_work(self, work: Work, made: str, node: ast.expr, apart: str = "") -> str:
        """The name of the cache of what is made by a work's key; `apart` asks for its own."""
        listed = work.key.listed if LISTED in made else ""
        if listed and listed not in self.lists:
            self.lists[listed] = self.names.fresh("items")
            self.lines.append(f"{self.lists[listed]} = list({listed})")
        text = made.replace(LISTED, self.lists.get(listed, ""))
        return self.of(text, work.key.parameter or self.names.key(work), node, apart)

    def of(self, made: str, parameter: str, node: ast.expr, apart: str = "") -> str:
        """The name of the cache of what is made of PLACE, under the name of a parameter."""
        if (made, apart) not in self.known:
            name = self.known[made, apart] = self.names.fresh(f"{verb_of(node)}_of")
            alone = re.fullmatch(rf"(\w+)\({PLACE}\)", made)
            function = f"lambda {parameter}: {made.replace(PLACE, parameter)}"
            self.lines.append(f"{name} = {self.cache}({alone[1] if alone else function})")
        return self.known[made, apart]


def verb_of(node: ast.AST) -> str:
    """`set` for `set(text.split())`, `sum` for `sum(x * x for x in v) ** 0.5`."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            return (
                part.func.id
                if isinstance(part.func, ast.Name)
                else getattr(part.func, "attr", "made")
            )
        if isinstance(part, COMPREHENSIONS):
            return type(part).__name__.lower().removesuffix("comp")
    return "made"
