"""Elements, rows and windows of arrays and lists, over all rounds at once."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from .gathered import gathered
from .padded import cut_window, padded
from .parts import Part, filled, part_of, shape_of
from .places import Place
from .shifted import shifted
from .sliced import sliced
from .types import One
from .vector import Vector
from .wrapped import wrapped

if TYPE_CHECKING:
    from .terms import Terms


def element(node: ast.Subscript, terms: Terms) -> Vector:
    """What `a[i]`, `a[i, j]`, `a[i][j]`, `column.iloc[i]`, `a[i:i + w]` give."""
    if not isinstance(node.slice, ast.Slice) and _constant(node, terms):
        return terms.invariant(node)
    sizes = shape_of(node.value, terms)
    if sizes is not None and isinstance(node.slice, ast.Constant):
        number = node.slice.value
        if type(number) is int and 0 <= number < len(sizes):
            return sizes[number]
    return read(part_of(node, terms), terms)


def _constant(node: ast.Subscript, terms: Terms) -> bool:
    """True for a number that is the same in all rounds, such as `a.shape[0]` and `w[0]`."""
    about_size = isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    if terms.changing(node) if about_size else flow.loads(node) & (set(terms.env) | terms.changed):
        return False
    return isinstance(terms.inputs.type_of(node), One)


def read(part: Part, terms: Terms) -> Vector:
    """The numbers of a part in all rounds."""
    name = part.text
    if name in terms.written:
        part = filled(part)
        now = terms.now(part)
        if now is not None:
            return now
        if part.whole and part.name in terms.env:
            return terms.state(part.name)
        terms.refuse_finished(name)
        places = [key.place for key in part.keys if isinstance(key, Vector)]
        known = tuple(place for place in places if place is not None)
        if len(known) < len(part.keys) or not part.whole:
            raise Decline("a part of an array that the loop writes")
        terms.reads.append((name, known))
        fresh = terms.fresh_value(name)
        if fresh is not None:
            return fresh
        if name in terms.copied:
            part = replace(part, text=terms.copied[name])
    on_a_ring = any(isinstance(key, Vector) and key.wrapped_place for key in part.keys)
    turned = wrapped(part, terms) if on_a_ring or _wraps(part, terms) else None
    if turned is not None and terms.mask is None:
        return turned
    if all(isinstance(key, ast.Slice) or key.place is not None for key in part.keys):
        used = [a for k in part.keys if isinstance(k, Vector) and k.place for a in k.place.axes]
        outside = _wraps(part, terms) or _asked_for(part, terms)
        cut = cut_window(part, terms)
        if cut is not None:
            return cut
        _refuse_cut_windows(part, terms)
        framed = padded(part, terms) if outside else None
        if framed is not None:
            return framed
        further = shifted(part, terms)
        if further is not None:
            return further
        if len(set(used)) == len(used) and not outside:
            return sliced(part, terms)
    return gathered(part, terms)


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
