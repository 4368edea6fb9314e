"""The calls of models in a cell: where, how often, how many at once, with how many tokens."""

from __future__ import annotations

import ast
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

from ...core.ranges import Range
from . import answers, interfaces, prompts
from .averaging import average, grown_by, of_one, times
from .functions import Function, function_from
from .hosts import host_of, model_of
from .noted import Enough, Returned, Seen
from .reading import Reader
from .tokenizers import Count, exact
from .values import Items

READINGS = 24
MOST_READINGS = 240
"""Where samples decide conditions, so that it takes many to know how often they hold."""
MOST_SECONDS = 0.4


@dataclass(frozen=True)
class CallSite:
    """One call in the source. Tokens are those of one time that it runs, on average."""

    line: int
    """In the cell; of a function from an earlier cell, the line that leads there."""
    call: str
    """As written: `client.chat.completions.create`."""
    interface: str
    model: str
    """Empty where it isn't known."""
    host: str
    """Of the endpoint; empty where it isn't known."""
    calls: Range | None
    """How often it runs; None where that isn't known."""
    why: str
    """Why that isn't known."""
    at_once: float
    input_tokens: Range
    output_tokens: Range
    writes: bool = True
    limit: int | None = None
    counted_by: str = ""
    """What counted the tokens; empty where they were approximated."""
    gaps: bool = False
    """Whether parts of the prompt can't be known before the cell runs."""


@dataclass(frozen=True)
class Found:
    """All of them, with what has to be said about how they were found."""

    sites: tuple[CallSite, ...] = ()
    notes: tuple[str, ...] = ()


def find(source: str, namespace: Mapping[str, object]) -> tuple[CallSite, ...]:
    """The calls of models in a cell's `source`, in its order; none where it isn't Python.

    Nothing is run, nothing is sent; values of `namespace` are read and left as they are.
    """
    return search(source, namespace).sites


def search(source: str, namespace: Mapping[str, object]) -> Found:
    """The same, with notes."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Found()
    if not _worth_reading(source, tree, namespace):
        return Found()
    readings: list[list[Seen]] = []
    notes: dict[str, None] = {}
    grown: dict[str, float] = {}
    deadline = time.monotonic() + MOST_SECONDS
    decided = False
    for seed in range(MOST_READINGS):
        reader = Reader(namespace, random.Random(seed), deadline)
        try:
            reader.read(tree.body)
        except Returned:
            pass
        except (Enough, RecursionError):
            notes["the cell is too long to be read in full: there may be more calls"] = None
        readings.append(reader.seen)
        notes |= reader.notes
        grown |= {name: _appended(parts) for name, parts in reader.grown.items()}
        if not (reader.seen and reader.chose) or time.monotonic() > deadline:
            break
        decided = decided or any(_is_decided(each) for each in reader.seen)
        if seed + 1 >= READINGS and not decided:
            break
    sites = _merged([each for each in readings if each] or [[]], len(readings), namespace, grown)
    return Found(tuple(sites), tuple(notes))


def _worth_reading(source: str, tree: ast.Module, namespace: Mapping[str, object]) -> bool:
    """Most cells ask no model, and are told by their words, and by those of what they call."""
    if interfaces.may_call(source):
        return True
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in names:
        found = namespace.get(name)
        if (made := function_from(found)) is not None and _reaches(made, namespace, set()):
            return True
    return False


def _reaches(function: Function, namespace: Mapping[str, object], seen: set[str]) -> bool:
    if interfaces.may_call(ast.unparse(function.node)):
        return True
    for node in ast.walk(function.node):
        if isinstance(node, ast.Name) and node.id not in seen and len(seen) < 50:
            seen.add(node.id)
            inner = function_from(namespace.get(node.id))
            if inner is not None and _reaches(inner, namespace, seen):
                return True
    return False


def _merged(
    readings: list[list[Seen]],
    count: int,
    namespace: Mapping[str, object],
    grown: Mapping[str, float],
) -> list[CallSite]:
    """One site for each place in the source, over all readings."""
    places: dict[tuple[int, int, str], list[list[Seen]]] = {}
    for reading in readings:
        here: dict[tuple[int, int, str], list[Seen]] = {}
        for seen in reading:
            key = (seen.line, seen.node.col_offset, seen.dotted)
            here.setdefault(key, []).append(seen)
        for key, several in here.items():
            places.setdefault(key, []).append(several)
    sites = [_site(found, count, namespace, grown) for found in places.values()]
    return sorted(sites, key=lambda site: site.line)


def _site(
    readings: list[list[Seen]],
    count: int,
    namespace: Mapping[str, object],
    grown: Mapping[str, float],
) -> CallSite:
    first = readings[0][0]
    asked = first.found
    model, host = model_of(asked), host_of(asked)
    counter = exact(model, host, namespace) if model else None
    weights = [sum(seen.place.weight for seen in several) for several in readings]
    weights += [0.0] * (count - len(weights))
    most = max(seen.place.most for several in readings for seen in several)
    decided = any(_is_decided(seen) for several in readings for seen in several)
    pairs = [(seen, seen.place.weight) for several in readings for seen in several]
    apart = [(prompts.taken_apart(seen.found), weight) for seen, weight in pairs]
    sizes = _sizes(apart, counter and counter[0])
    read = average(sizes)
    output = answers.written(asked, model)
    if asked.growing in grown:
        read = grown_by(read, grown[asked.growing], output, first.place.weight)
    unknown = next((seen.place.unknown for seen, _ in pairs if seen.place.unknown), "")
    may_not = any(seen.place.may_not for seen, _ in pairs)
    batched = asked.batched.count if isinstance(asked.batched, Items) else 1.0
    return CallSite(
        line=first.line,
        call=first.dotted,
        interface=asked.interface.name,
        model=model,
        host=host,
        calls=None if unknown else times(weights, may_not, batched, most if decided else 0.0),
        why=unknown,
        at_once=max(1.0, min(first.place.width, first.place.limit) * batched),
        input_tokens=of_one(read, batched),
        output_tokens=output,
        writes=asked.interface.writes,
        limit=answers.limit(asked),
        counted_by=counter[1] if counter else "",
        gaps=any(each.gaps for each, _ in apart),
    )


def _sizes(
    apart: list[tuple[prompts.Prompt, float]], count: Count | None
) -> list[tuple[Range, float]]:
    """Tokens of the samples, of as many as there is time for."""
    end = time.monotonic() + MOST_SECONDS / 2
    sizes: list[tuple[Range, float]] = []
    # Those that surely run come first.
    for prompt, weight in sorted(apart, key=lambda each: -each[1])[:READINGS]:
        sizes.append((prompts.tokens(prompt, count), weight))
        if time.monotonic() > end:
            break
    return sizes


def _is_decided(seen: Seen) -> bool:
    return seen.place.weight < seen.place.most


def _appended(parts: list[object]) -> float:
    """Tokens that one round adds to a conversation, the answer's left out."""
    prompt = prompts.Prompt([])
    for part in parts:
        if isinstance(part, dict) and part.get("role") == "assistant":
            prompt.messages += 1
        else:
            prompts.collect(part, prompt)
    prompt.gaps = 0
    return prompts.tokens(prompt, None).value
