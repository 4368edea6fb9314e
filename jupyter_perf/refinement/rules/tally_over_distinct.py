from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..facts import Facts
from ..source import Decline
from ._bodies import body_text, indented, instead_of
from ._place import library
from ._rounds import Rounds, element
from ._rule import Rewrite, rule
from ._tallies import Tally
from .loop_over_distinct import countable
from .tally_to_counter import tally_to_counter


@rule(ast.For, safety=Safety.CHECK, gain=6.0, hints=("] += 1", "+ 1", "1 +"))
def tally_over_distinct(node: ast.For, facts: Facts) -> Rewrite | None:
    """Look at each distinct text once where a loop counts in a dict what it makes of its texts.

    What it does:
        A loop over a string, or over a list of strings, that cleans or tests each of them and then
        counts it in a dict, goes through `collections.Counter(items).items()` and counts as many
        at a time. The dict gets the same keys in the same order.

    Why it is slow:
        The interpreter cleans and tests the same words and letters again and again.

    Before:
        for word in words:
            word = word.strip(".,").lower()
            if word not in stopwords:
                counts[word] = counts.get(word, 0) + 1

    After:
        from collections import Counter
        for word, word_count in Counter(words).items():
            word = word.strip(".,").lower()
            if word not in stopwords:
                counts[word] = counts.get(word, 0) + word_count

    When not:
        A round depends on earlier ones or does anything else than counting whole numbers up by 1;
        elements that aren't all strings or all whole numbers; texts that hardly repeat.

    Source:
        The Python documentation of `collections.Counter`.
    """
    found = element(node, facts)
    if found is None or not countable(found[0], facts) or _is_plain(node, facts):
        return None
    items, name, places = found
    rounds = Rounds(node, flow.stores([node.target]), facts)
    tally = Tally(facts)
    tally.block(node.body)
    if (
        rounds.carried != tally.counters
        or not tally.uses
        or not name
        or places
        or not tally.alone(node)
    ):
        return None
    if flow.loads([items]) & set(tally.uses):
        return None
    renamed = rounds.renamed(tally.counters)
    each = renamed.get(name, name)
    count = facts.fresh(f"{each}_count")
    swaps: dict[ast.expr, str] = {
        part: renamed[part.id]
        for part in flow.walk(node.body)
        if isinstance(part, ast.Name) and part.id in renamed
    }
    swaps |= dict.fromkeys(tally.ones, count)
    counter, imports = library("collections.Counter", facts)
    body = indented(body_text(node.body, facts.source, swaps))
    head = f"for {each}, {count} in {counter}({facts.source.segment(items)}).items():"
    return Rewrite(tuple(instead_of([node], f"{head}\n{body}")), imports)


def _is_plain(node: ast.For, facts: Facts) -> bool:
    """True for a loop that only counts its elements, which a Counter does by itself."""
    try:
        return tally_to_counter(node, facts) is not None
    except Decline:
        return False
