from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..callees import called
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ._bodies import body_text, indented, instead_of
from ._counted_parts import Part, hardly_repeats, part_of
from ._hot import is_compiled
from ._place import library
from ._rounds import Rounds
from ._rule import Rewrite, rule
from ._tallies import Tally

_LEAVES = (
    ast.Return,
    ast.Yield,
    ast.YieldFrom,
    ast.Await,
    ast.Raise,
    ast.Try,
    ast.With,
    ast.Global,
)


@rule(ast.For, safety=Safety.CHECK, gain=96.0, hints=("+= 1", "+ 1", "1 +"))
def parts_counted_first(node: ast.For, facts: Facts) -> Rewrite | None:
    """Count the parts of many texts first, and look at each distinct part once.

    What it does:
        Loops that cut texts into parts (windows of a sequence, words of a line, pairs of
        neighbours), and then clean, test and count each part, first count the parts as they are
        in a `collections.Counter`. A loop over the distinct parts then cleans and tests each of
        them once, and counts as many at a time. Dicts get the same keys in the same order.

    Why it is slow:
        The interpreter cleans and tests the same few words or windows again and again.

    Before:
        for read in reads:
            for i in range(len(read) - k + 1):
                kmer = read[i:i + k]
                if "N" in kmer:
                    skipped += 1
                    continue
                kmer = min(kmer, reverse_complement(kmer))
                counts[kmer] = counts.get(kmer, 0) + 1

    After:
        from collections import Counter
        kmer_counts = Counter()
        for read in reads:
            kmer_counts.update(read[i:i + k] for i in range(len(read) - k + 1))
        for kmer, kmer_count in kmer_counts.items():
            if "N" in kmer:
                skipped += kmer_count
                continue
            kmer = min(kmer, reverse_complement(kmer))
            counts[kmer] = counts.get(kmer, 0) + kmer_count

    When not:
        A round depends on earlier ones or does anything else than counting whole numbers up by 1;
        parts that aren't all strings or all whole numbers, or that hardly repeat; a loop around
        that reads the counts, or changes what the parts are compared with.

    Source:
        The Python documentation of `collections.Counter`.
    """
    part = part_of(node, facts) if not node.orelse and not is_compiled(node, facts) else None
    if part is None or hardly_repeats(part, node, facts):
        return None
    tally = Tally(facts)
    rounds = Rounds(node, flow.stores([node.target]), facts, with_calls=True)
    tally.block(part.rest)
    if rounds.carried != tally.counters or not (tally.ones and tally.alone(node)):
        return None
    if any(isinstance(parent, ast.Try) for parent in facts.source.ancestors(node)):
        return None
    own = rounds.own - tally.counters
    if _bound_before(own, node, facts):
        return None
    around = _around(node, part, tally, own, facts)
    if around is None and (not part.is_cut or facts.source.loops(node)):
        # One text of many is too short for its windows to come again.
        return None
    return _rewritten(node, around, part, tally, rounds, facts)


def _rewritten(
    node: ast.For, around: ast.For | None, part: Part, tally: Tally, rounds: Rounds, facts: Facts
) -> Rewrite:
    renamed = rounds.renamed(tally.counters)
    swaps: dict[ast.expr, str] = {
        name: renamed[name.id] for name in _names_of(part) if name.id in renamed
    }
    stem = "_".join(part.names) or facts.fresh("part")
    names = part.names or (stem,)
    target = ", ".join(renamed.get(name, name) for name in names)
    target = f"({target})" if len(names) > 1 else target
    count = facts.fresh(f"{stem}_count")
    swaps |= dict.fromkeys(part.places, target) | dict.fromkeys(tally.ones, count)
    counter, imports = library("collections.Counter", facts)
    body = indented(body_text(part.rest, facts.source, swaps))
    if around is None:
        head = f"for {target}, {count} in {counter}({part.items}).items():"
        return Rewrite(tuple(instead_of([node], f"{head}\n{body}")), imports)
    counts = facts.fresh(f"{stem}_counts")
    after = f"for {target}, {count} in {counts}.items():\n{body}"
    changes: list[Change] = [
        Around(around, f"{counts} = {counter}()", after),
        Instead(node, f"{counts}.update({part.items})"),
    ]
    return Rewrite(tuple(changes), imports)


def _names_of(part: Part) -> list[ast.Name]:
    """The names in what is done with each part, but for those that a part is made of."""
    inside = {name for place in part.places for name in ast.walk(place)}
    names = (name for name in flow.walk(part.rest) if isinstance(name, ast.Name))
    return [name for name in names if name not in inside]


def _bound_before(own: set[str], node: ast.For, facts: Facts) -> bool:
    """True where a name of the rounds would be left with a value that it had before."""
    if facts.source.function(node) is not None or facts.kind == "program":
        return False
    around = [loop for loop in facts.source.loops(node) if loop is not node]
    return any(
        name.id in own
        and not isinstance(name.ctx, ast.Load)
        and facts.source.function(name) is None
        and not facts.source.inside(name, node)
        and (name.lineno < node.lineno or any(facts.source.inside(name, loop) for loop in around))
        for name in facts.source.all(ast.Name)
    )


def _around(node: ast.For, part: Part, tally: Tally, own: set[str], facts: Facts) -> ast.For | None:
    """The outermost loop around that leaves alone what the rounds count and read."""
    tallied = set(tally.uses)
    known = {alias for name in tallied for alias in facts.aliases_of(name)}
    functions = called(part.rest, facts)
    read = {name.id for name in _names_of(part) if isinstance(name.ctx, ast.Load)}
    read = read.union(*(facts.purity(one).globals for one in functions))
    found: ast.For | None = None
    for loop in facts.source.loops(node):
        if not isinstance(loop, ast.For) or flow.has(loop, *_LEAVES):
            break
        if (read - own - tallied) & facts.changed(loop) or _names(loop, known | own, node, facts):
            break
        if "print" in flow.loads(loop):
            break  # what was printed before a round fails
        if any(facts.purity(one).impure or facts.purity(one).globals & known
               for one in called(loop, facts)):  # fmt: skip
            break
        found = loop
    return found


def _names(loop: ast.For, names: set[str], node: ast.For, facts: Facts) -> bool:
    """True where a loop names one of `names` outside of the loop in it."""
    return any(
        isinstance(part, ast.Name) and part.id in names and not facts.source.inside(part, node)
        for part in ast.walk(loop)
    )
