"""Elements, rows and windows of arrays and lists, over all rounds at once."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from .bytes import whole
from .inputs import LARGE
from .padded import padded
from .types import BYTE, Many
from .vector import ATOM, INNER, LAST, Place, Vector, joined

if TYPE_CHECKING:
    from .context import Axis
    from .terms import Terms

Key = Vector | ast.Slice
COLUMN = "column"
"""A window of a column is of this kind and that of its numbers."""
WINDOWS = "lib.stride_tricks.sliding_window_view"


@dataclass(frozen=True)
class Part:
    """A part of a collection: its text, its type, and the keys by which it is reached."""

    text: str
    many: Many
    keys: tuple[Key, ...] = ()

    @property
    def name(self) -> str:
        """The key of `Terms.env` under which an element that the loop writes is found."""
        places = [k.place for k in self.keys if isinstance(k, Vector)]
        return f"{self.text}[{', '.join(str(place) for place in places)}]"

    @property
    def whole(self) -> bool:
        return len(self.keys) == self.many.depth


def element(node: ast.Subscript, terms: Terms) -> Vector:
    """What `a[i]`, `a[i, j]`, `a[i][j]`, `column.iloc[i]`, `a[i:i + w]` give."""
    if not isinstance(node.slice, ast.Slice) and _constant(node, terms):
        return terms.invariant(node)
    return read(part_of(node, terms), terms)


def _constant(node: ast.Subscript, terms: Terms) -> bool:
    """True for a number that is the same in all rounds, such as `a.shape[0]` and `w[0]`."""
    about_size = isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    if terms.changing(node) if about_size else flow.loads(node) & (set(terms.env) | terms.changed):
        return False
    from .types import One

    return isinstance(terms.inputs.type_of(node), One)


def part_of(node: ast.expr, terms: Terms) -> Part:
    """The part that a chain of keys reaches; declines where its base isn't known numbers."""
    keys: list[ast.expr] = []
    while True:
        if isinstance(node, ast.Name) and node.id in terms.rows:
            part = terms.rows[node.id]
            break
        if not isinstance(node, ast.Name) or node.id not in terms.env:
            names = flow.expression_loads(node)
            inside = names & (set(terms.env) | set(terms.rows))
            if not inside and (keys or not isinstance(node, ast.Subscript)):
                found = terms.inputs.type_of(node)
                if isinstance(found, Many):
                    part = _base(node, found, terms)
                    break
        if isinstance(node, ast.Attribute) and node.attr in ("iloc", "iat"):
            node = node.value
            found = terms.inputs.type_of(node)
            if not isinstance(found, Many) or found.form != "series":
                raise Decline("positions of what isn't a column")
            part = Part(terms.inputs.facts.source.segment(node), found)
            break
        if not isinstance(node, ast.Subscript):
            raise Decline("an element of what isn't known to be numbers")
        keys = [*(node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]), *keys]
        node = node.value
    made = [key if isinstance(key, ast.Slice) else _whole_key(terms(key)) for key in keys]
    if len(part.keys) + len(made) > part.many.depth:
        raise Decline("more keys than dimensions")
    return replace(part, keys=(*part.keys, *made))


def _whole_key(key: Vector) -> Vector:
    """A place that a byte gives, as a whole number."""
    return whole(key) if key.kind == BYTE else key


def _base(node: ast.expr, found: Many, terms: Terms) -> Part:
    names = flow.expression_loads(node)
    written = names & terms.changed
    if written and not (isinstance(node, ast.Name) and node.id in terms.written):
        raise Decline(f"{', '.join(sorted(written))} changes in the loop")
    text = terms.inputs.facts.source.segment(node)
    if found.form == "series":
        terms.inputs.guard(f"({text}.index == range(len({text}))).all()")
    return Part(text, found)


def array(part: Part, terms: Terms) -> str:
    """The text of a numpy array of the collection's numbers."""
    many, text, np = part.many, part.text, terms.inputs.numpy()
    terms.note(_array_text(many, text, np), many)
    made = _array_text(many, text, np)
    if many.form == "list" and made not in terms.inputs.arrays:
        terms.inputs.arrays[made] = text
        for test in _plain(text, many, terms):
            terms.inputs.guard(test)
    return made


def _array_text(many: Many, text: str, np: str) -> str:
    if many.form == "array":
        return text
    return f"{text}.to_numpy()" if many.form == "series" else f"{np}.array({text})"


def _plain(text: str, many: Many, terms: Terms) -> list[str]:
    """Tests that a list holds numbers of one kind, and whole ones no larger than `LARGE`."""
    depth, tests = many.depth, []
    if depth > 2:
        raise Decline("lists in lists in lists")
    given = text.isidentifier() and not terms.inputs.is_sure(text)
    if given:
        tests.append(f"type({text}) is list")
        row = f"set(map(type, {text})) == {{{many.kind}}}"
        rows = f"all(set(map(type, row)) == {{{many.kind}}} for row in {text})"
        tests.append(row if depth == 1 else rows)
    if depth == 2:
        tests.append(f"len(set(map(len, {text}))) == 1")
        if many.kind == "int":
            # Rows without numbers have no least one.
            tests[-1] += f" and all({text})"
    if many.kind == "int":
        low = f"min({text})" if depth == 1 else f"min(map(min, {text}))"
        high = f"max({text})" if depth == 1 else f"max(map(max, {text}))"
        tests.append(f"-(2**20) <= {low} <= {high} <= 2**20")
    return tests


def filled(part: Part) -> Part:
    """The part with keys for all dimensions, whole ones having a place of their own."""
    keys: list[Key] = []
    first = LAST - part.many.depth + 1
    for number in range(part.many.depth):
        key = part.keys[number] if number < len(part.keys) else ast.Slice()
        if isinstance(key, ast.Slice) and not (key.lower or key.upper or key.step):
            place = Place((first + number,))
            key = Vector(":", "int", axes=place.axes, place=place)
        keys.append(key)
    return replace(part, keys=tuple(keys))


def read(part: Part, terms: Terms) -> Vector:
    """The numbers of a part in all rounds."""
    name = part.text
    if name in terms.written:
        part = filled(part)
        if part.whole and part.name in terms.env:
            return terms.state(part.name)
        terms.refuse_finished(name)
        if not all(isinstance(key, Vector) and key.place for key in part.keys) or not part.whole:
            raise Decline("a part of an array that the loop writes")
        terms.reads.append((name, tuple(k.place for k in part.keys)))  # type: ignore[union-attr,misc]
        fresh = terms.fresh_value(name)
        if fresh is not None:
            return fresh
    if all(isinstance(key, ast.Slice) or key.place is not None for key in part.keys):
        used = [a for k in part.keys if isinstance(k, Vector) and k.place for a in k.place.axes]
        outside = _wraps(part, terms) or _asked_for(part, terms)
        _refuse_cut_windows(part, terms)
        framed = padded(part, terms) if outside else None
        if framed is not None:
            return framed
        if len(set(used)) == len(used) and not outside:
            return _sliced(part, terms)
    return _gathered(part, terms)


def _refuse_cut_windows(part: Part, terms: Terms) -> None:
    """Decline where a test leaves out a part of the windows: `if 0 <= i + j < n` before `a[i + j]`.

    Written out, round by round, the places of short windows have a form.
    """
    for key in part.keys:
        window = isinstance(key, Vector) and key.place is not None and len(key.place.axes) == 2
        if not (window and isinstance(key, Vector) and terms.mask and terms.short_windows):
            continue
        if key.text in terms.mask.text:
            raise Decline("a window that is cut at the border")


def _wraps(part: Part, terms: Terms) -> bool:
    """True where a place is known to start before the first element: `a[i - 1]` from 0."""
    for key in part.keys:
        if isinstance(key, Vector) and key.place is not None and len(key.place.axes) == 1:
            axis, place = terms.axes.get(key.place.axes[0]), key.place
            if axis is not None and not place.base and axis.origin is None:
                first = terms.inputs.settled(axis.start)
                if not first.base and first.offset + place.offset < 0:
                    return True
    return False


def _asked_for(part: Part, terms: Terms) -> bool:
    """True where a test rules out places that lie outside: `if 0 <= j < n` before `a[j]`."""
    if terms.mask is None:
        return False
    for number, key in enumerate(part.keys):
        if isinstance(key, Vector) and key.place is not None and len(key.place.axes) == 1:
            axis = terms.axes.get(key.place.axes[0])
            if axis is None or axis.origin is not None or axis.step != 1:
                continue
            if key.place.offset and (key.text in terms.mask.text):
                return True
            shift = Place(base=key.place.base, offset=key.place.offset)
            size = terms.inputs.settled(terms.inputs.size(part.text, number, part.many.form))
            end = axis.stop.plus(shift)
            last = None if end is None else terms.inputs.settled(end)
            if last is not None and last.base == size.base and last.offset > size.offset:
                return True
    return False


def _gathered(part: Part, terms: Terms) -> Vector:
    """Elements at places that other arrays give."""
    keys = [key for key in part.keys if isinstance(key, Vector)]
    if len(keys) < len(part.keys) or any(key.kind != "int" or key.mixed for key in keys):
        raise Decline("a place that isn't a whole number")
    within(part, keys, terms)
    if terms.mask is not None:
        keys = [_clipped(key, part, number, terms) for number, key in enumerate(keys)]
    axes, spreads = joined(*keys)
    left = part.many.depth - len(keys)
    inner = tuple(range(LAST - left + 1, LAST + 1))
    if any(axis >= INNER for axis in axes):
        raise Decline("rows as places")
    text = f"{array(part, terms)}[{', '.join(key.text for key in spreads)}]"
    bound = LARGE if part.many.form == "list" and part.many.kind == "int" else 0
    return Vector(text, part.many.kind, part.many.numpy, (*axes, *inner), bound=bound)


def _clipped(key: Vector, part: Part, number: int, terms: Terms) -> Vector:
    """Places in which those lie inside, too, that only rounds have which a test rules out."""
    if not key.axes:
        return key
    size = terms.inputs.size(part.text, number, part.many.form)
    terms.inputs.at_least(size, 1)
    least = f"-{size.text}" if not size.offset else f"-({size.text})"
    text = f"{terms.inputs.numpy()}.clip({key.text}, {least}, {size.text} - 1)"
    return replace(key, text=text, rank=ATOM, place=None)


def within(part: Part, keys: list[Vector], terms: Terms) -> None:
    """Keep to the loop where a place lies outside the array."""
    for number, key in enumerate(keys):
        size = terms.inputs.size(part.text, number, part.many.form).text
        least = "0" if part.many.form == "series" else f"-{size}"
        if key.axes and terms.mask is not None:
            terms.guard(f"({{0}} < {least}) | ({{0}} >= {size})", key)
        elif key.axes:
            low, high = f"{key.tight()}.min()", f"{key.tight()}.max()"
            terms.inputs.guard(f"{least} <= {low} and {high} < {size}")
        else:
            terms.inputs.guard(f"{least} <= {key.text} < {size}")


def _sliced(part: Part, terms: Terms) -> Vector:
    """Elements at places that are loop variables plus something."""
    text, order, windows = array(part, terms), [], []
    marks: list[str] = []
    inner = LAST - part.many.depth + 1
    for number, key in enumerate(part.keys):
        size = terms.inputs.size(part.text, number, part.many.form)
        if isinstance(key, ast.Slice):
            mark, axes, window = _slice(key, size, number + inner, terms)
            if part.many.form == "series" and not window:
                raise Decline("a part of a column that is the same in all rounds")
        else:
            assert key.place is not None
            mark, axes, window = place_mark(key, size, terms)
        marks.append(mark)
        order += axes[:1]
        if window:
            windows.append((number, window, axes[1]))
    if windows:
        np = terms.inputs.numpy()
        sizes, numbers = [w[1] for w in windows], [w[0] for w in windows]
        if len(windows) == 1 and part.many.depth == 1:
            given = sizes[0]
        elif len(windows) == 1:
            given = f"{sizes[0]}, axis={numbers[0]}"
        else:
            given = f"({', '.join(sizes)}), axis=({', '.join(map(str, numbers))})"
        text = f"{np}.{WINDOWS}({text}, {given})"
    while marks and marks[-1] == ":":
        marks.pop()
    text = f"{text}[{', '.join(marks)}]" if marks else text
    rest = range(inner + len(part.keys), LAST + 1)
    found = _ordered(part, text, [*order, *rest, *(w[2] for w in windows)])
    moving = part.many.form == "series" and any(isinstance(key, ast.Slice) for key in part.keys)
    return _column_window(found, part, windows[0][1], terms) if moving else found


def _column_window(found: Vector, part: Part, width: str, terms: Terms) -> Vector:
    """A window of a column, of which nothing but reductions is known to be as of an array.

    Those leave out what is missing, and a spread is that of a sample, of two values at least.
    """
    if part.many.kind == "float":
        terms.inputs.guard(f"{part.text}.notna().all()")
    elif part.many.kind != "int":
        raise Decline("a window of what aren't numbers")
    if not (width.isdigit() and int(width) > 1):
        terms.inputs.guard(f"{width} > 1")
    return replace(found, kind=f"{COLUMN} {part.many.kind}")


def _ordered(part: Part, text: str, order: list[int]) -> Vector:
    bound = LARGE if part.many.form == "list" and part.many.kind == "int" else 0
    axes = tuple(sorted(order))
    if list(axes) != order:
        if len(order) == 2:
            text = f"{text}.T"
        else:
            text = f"{text}.transpose({', '.join(str(order.index(axis)) for axis in axes)})"
    return Vector(text, part.many.kind, part.many.numpy, axes, bound=bound)


def place_mark(key: Vector, size: Place, terms: Terms) -> tuple[str, list[int], str]:
    """(what stands between the brackets, axes, width of a window) for one key."""
    place = key.place
    assert place is not None
    if not place.axes:
        return key.text, [], ""
    if place.axes[0] >= INNER:
        return ":", [place.axes[0]], ""
    if len(place.axes) > 2:
        raise Decline("a place that is a sum of three loop variables")
    first = terms.axes[place.axes[0]]
    shift = Place(base=place.base, offset=place.offset)
    if len(place.axes) == 1:
        return span(first, shift, size, terms), [first.number], ""
    second = terms.axes[place.axes[1]]
    if first.step != 1 or second.step != 1:
        raise Decline("windows in steps")
    moved = shift.plus(second.start)
    width = second.size
    assert moved is not None
    beyond = replace(width, offset=width.offset - 1)
    mark = span(first, moved, size, terms, beyond)
    return mark, [first.number, second.number], width.text


def span(axis: Axis, shift: Place, size: Place, terms: Terms, beyond: Place | None = None) -> str:
    """The slice of a dimension that an axis goes through, and tests that it lies inside.

    `beyond` is how far further each round reaches (a window's width less 1).
    """
    start, stop = axis.start.plus(shift), axis.stop.plus(shift)
    assert start is not None
    assert stop is not None
    reach = stop if beyond is None else stop.plus(beyond)
    assert reach is not None
    terms.inputs.at_least(start)
    terms.inputs.at_most(reach, size)
    end, last = terms.inputs.settled(size), terms.inputs.settled(reach)
    whole = last == end
    low = "" if start == Place() else start.text
    high = "" if whole else stop.text
    if not whole and last.base == end.base and last.base and last.offset < end.offset:
        high = str(last.offset - end.offset)
    elif not whole and axis.number and not _a_size(terms.inputs.settled(stop)):
        # A negative end would count from the array's own end.
        terms.inputs.at_least(stop, 0)
    return f"{low}:{high}" if axis.step == 1 else f"{low}:{high}:{axis.step}"


def _a_size(place: Place) -> bool:
    """True for what can't be negative."""
    size = place.base.startswith("len(") or ".shape[" in place.base
    return place.offset >= 0 and (not place.base or size)


def _slice(key: ast.Slice, size: Place, inner: int, terms: Terms) -> tuple[str, list[int], str]:
    """A whole dimension, or a window that moves with a loop variable."""
    if key.step is not None:
        raise Decline("a slice in steps")
    low = terms(key.lower) if key.lower is not None else None
    high = terms(key.upper) if key.upper is not None else None
    if not any(one is not None and one.axes for one in (low, high)):
        start = low.text if low is not None else ""
        return f"{start}:{high.text if high is not None else ''}", [inner], ""
    if low is None or high is None or low.place is None or high.place is None:
        raise Decline("a slice that grows from round to round")
    if low.place.axes != high.place.axes or len(low.place.axes) != 1:
        raise Decline("a slice whose length changes")
    bare = replace(low.place, axes=())
    width = replace(high.place, axes=()).plus(bare, -1)
    assert width is not None
    terms.inputs.at_least(width, 1)
    axis = terms.axes[low.place.axes[0]]
    beyond = replace(width, offset=width.offset - 1)
    return span(axis, bare, size, terms, beyond), [axis.number, inner], width.text
