"""Writing down what a loop leaves: arrays, lists, totals, extremes."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from ..rules._place import start
from ..rules._rows import only_inside
from ..source import FUNCTIONS, Decline
from .body import Body, Scattered, Written
from .elements import place_mark
from .states import Carried, Gone, NewList, Partial, State, Update
from .terms import OVERFLOW
from .vector import ATOM, INNER, Place, Vector, both, spread


@dataclass
class Results:
    """Turns the states after a loop into statements."""

    body: Body
    loop: ast.stmt
    lines: list[str] = field(default_factory=list)

    def write(self) -> list[str]:
        """The statements; declines where something that is needed later can't be told."""
        env = self.body.env
        self._check_writes()
        for one in self.body.finished:
            self._written(one)
        for scattered in self.body.scattered:
            self._scattered(scattered)
        for name, state in env.items():
            if name.endswith(".append"):
                filled = name.removesuffix(".append")
                if not (isinstance(env.get(filled), NewList) and self.dropped(filled)):
                    self._appended(filled, state)
            elif name in self.body.parts:
                self._element(name, state)
            elif not (isinstance(state, Update) and state.op.startswith("at ")):
                self._name(name, state)
        self._prelude()
        if not self.lines:
            raise Decline("nothing is left")
        return self.lines

    def _prelude(self) -> None:
        made = [f"{name} = {text}" for name, text in self.body.prelude]
        for at, (name, _) in enumerate(self.body.prelude):
            if any(name in text for _, text in self.body.prelude[:at]):
                raise Decline("running values that need each other")
        self.lines[:0] = made

    def _new(self, name: str) -> str:
        return self.body.inputs.facts.fresh(name)

    @property
    def np(self) -> str:
        return self.body.inputs.numpy()

    # ---- elements ----------------------------------------------------------------------------

    def _check_writes(self) -> None:
        """Decline where a round reads or writes what another one writes."""
        writes = self.body.finished
        for at, one in enumerate(writes):
            for other in writes[:at]:
                same = one.part.text == other.part.text
                if same and not _apart(one, other) and not self._mirrored(one, other):
                    raise Decline("elements that are written in turn")
        spots = {one.part.text for one in self.body.scattered}
        if len(spots) < len(self.body.scattered) or spots & {one.part.text for one in writes}:
            raise Decline("elements that are written in turn")
        for array, places in self.body.reads:
            if array in spots:
                raise Decline("an array that is read while elements change")
            for one in writes:
                if one.part.text != array or self._across(places, one):
                    continue
                if not self._before(places, one):
                    raise Decline("a value that an earlier round made")
        for one in writes:
            self._alone(one)

    def _same_loops(self, read: tuple[Place, ...], one: Written) -> bool:
        return all(a.axes == b.axes for a, b in zip(read, one.places, strict=True))

    def _mirrored(self, one: Written, other: Written) -> bool:
        """True for `d[i, j]` and `d[j, i]` where j is always beyond i."""
        places = [*one.places, *other.places]
        if one.places[::-1] != other.places or len(one.places) != 2 or one.part.many.form == "list":
            return False
        if any(place.base or place.offset or len(place.axes) != 1 for place in places):
            return False
        pair = tuple(sorted(axis for place in one.places for axis in place.axes))
        return pair in self.body.triangles and one.part.text not in {
            name for name, at in self.body.reads if at not in (one.places, other.places)
        }

    def _across(self, read: tuple[Place, ...], one: Written) -> bool:
        """True for what is read on the other side of the diagonal."""
        pair = tuple(sorted(axis for place in one.places for axis in place.axes))
        plain = all(not place.base and not place.offset for place in one.places)
        return plain and len(read) == 2 and read[::-1] == one.places and pair in self.body.triangles

    def _before(self, read: tuple[Place, ...], one: Written) -> bool:
        """True where what a round reads is written by itself or later, or by no round."""
        distances: dict[int, int] = {}
        for place, written in zip(read, one.places, strict=True):
            if place == written and place.axes == (0,) and not self._same_loops(read, one):
                return True
            if place.axes != written.axes or place.base != written.base:
                return False
            distance = written.offset - place.offset
            if not written.axes:
                if distance:
                    return True
                continue
            if written.axes[0] >= INNER:
                continue
            step = self.body.axes[written.axes[0]].step
            if distance % step:
                return True
            distances[written.axes[0]] = distance // step
        for axis in sorted(distances):
            if distances[axis]:
                return distances[axis] < 0
        return True

    def _alone(self, one: Written) -> None:
        """Values that are read from other arrays must not lie in the same memory."""
        name, facts = one.part.text, self.body.inputs.facts
        if one.part.many.form == "list":
            return
        texts = [w.state.text for w in self.body.finished if isinstance(w.state, Vector)]
        others = [w.part.text for w in self.body.finished if w.part.text != name]
        if any(_mentions(text, other) for text in texts for other in others):
            raise Decline("arrays that are read and written in turn")
        if start(name, self.loop, facts) is not None and self._is_new(name):
            return
        for other in sorted({*self.body.rows_read, *others}):
            if other != name and other.isidentifier():
                self.body.inputs.guard(f"not {self.np}.may_share_memory({name}, {other})")

    def _is_new(self, name: str) -> bool:
        value = start(name, self.loop, self.body.inputs.facts)
        if not isinstance(value, ast.Call):
            return False
        full = self.body.inputs.facts.full_name(value.func) or ""
        module, _, maker = full.rpartition(".")
        copied = isinstance(value.func, ast.Attribute) and value.func.attr == "copy"
        makers = ("zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like",
                  "full_like", "array", "copy")  # fmt: skip
        return copied or (module == "numpy" and maker in makers)

    def _written(self, one: Written) -> None:
        if not isinstance(one.state, Vector):
            raise Decline("an element whose value isn't known")
        value, many = one.state, one.part.many
        order: list[int] = []
        marks: list[str] = []
        for number, key in enumerate(one.part.keys):
            assert isinstance(key, Vector)
            size = self.body.inputs.size(one.part.text, number)
            mark, axes, window = place_mark(key, size, self.body)
            if window:
                raise Decline("elements in an order that matters")
            marks.append(mark)
            order += axes
        axes = sorted(order)
        if not set(value.axes) <= set(axes):
            raise Decline("an element that is written again and again")
        if many.form == "list":
            self._listed(one, marks, value)
            return
        made = spread(value, tuple(axes))
        text = made.text
        if order != axes:
            if value.axes != tuple(axes) or len(axes) > 2:
                raise Decline("elements in an order that matters")
            text = f"{made.tight()}.T"
        while len(marks) > 1 and marks[-1] == ":":
            marks.pop()
        self.lines.append(f"{one.part.text}[{', '.join(marks)}] = {text}")

    def _listed(self, one: Written, marks: list[str], value: Vector) -> None:
        name = one.part.text
        if len(marks) == 1 and len(value.axes) == 1:
            self.lines.append(f"{name}[{marks[0]}] = {value.tight()}.tolist()")
            return
        made = start(name, self.loop, self.body.inputs.facts)
        if len(marks) != 2 or value.axes != (0, 1) or not isinstance(made, ast.ListComp):
            raise Decline("lists in an order that matters")
        row, values = self._new("row"), self._new("values")
        rows = name if marks[0] == ":" else f"{name}[{marks[0]}]"
        self.lines.append(
            f"for {row}, {values} in zip({rows}, {value.tight()}.tolist()):\n"
            f"    {row}[{marks[1]}] = {values}"
        )

    def _element(self, name: str, state: State) -> None:
        if not isinstance(state, Carried):
            raise Decline("one element that is written in each round")

    def _scattered(self, one: Scattered) -> None:
        many, name = one.part.many, one.part.text
        whole = {a for part in (*one.keys, one.value) for a in part.axes} | set(
            one.mask.axes if one.mask is not None else ()
        )
        if not whole <= set(one.rounds) or (one.op and not any(k.axes for k in one.keys)):
            raise Decline("elements that are changed again and again")
        keys = [self.full(key, one.rounds, one.mask) if key.axes else key.text for key in one.keys]
        value = one.value.text
        if one.value.axes:
            value = self.full(one.value, one.rounds, one.mask)
        elif len(one.rounds) > 1 and not all(set(one.rounds) <= set(k.axes) for k in one.keys):
            pass
        index = keys[0] if len(keys) == 1 else f"({', '.join(keys)})"
        if not one.op:
            self.lines.append(f"{name}[{', '.join(keys)}] = {value}")
        elif many.form == "array":
            self.lines.append(f"{self.np}.{one.op}.at({name}, {index}, {value})")
        elif many.depth == 1:
            made = self._new(f"{name}_array")
            self.lines += [
                f"{made} = {self.np}.array({name})",
                f"{self.np}.{one.op}.at({made}, {index}, {value})",
                f"{name}[:] = {made}.tolist()",
            ]
        else:
            raise Decline("lists in lists that are changed")

    # ---- whole vectors -----------------------------------------------------------------------

    def full(self, value: Vector, rounds: tuple[int, ...], mask: Vector | None) -> str:
        """A value in all rounds (where a mask holds), as an array of one dimension."""
        text = self.shaped(value, rounds)
        if mask is not None:
            return f"{text}[{self.shaped(mask, rounds, inside=True)}]"
        return text if len(rounds) == 1 else f"{text}.ravel()"

    def shaped(self, value: Vector, rounds: tuple[int, ...], inside: bool = False) -> str:
        """A value with a dimension for each loop around it."""
        if not set(value.axes) <= set(rounds):
            raise Decline("a value over other loops")
        if value.axes == rounds:
            return value.text if inside else value.tight()
        sizes = ", ".join(self.body.axes[axis].size.text for axis in rounds)
        comma = "," if len(rounds) == 1 else ""
        return f"{self.np}.broadcast_to({spread(value, rounds).text}, ({sizes}{comma}))"

    def _appended(self, name: str, state: State) -> None:
        if isinstance(state, Carried):
            return
        if not isinstance(state, Update) or state.op != "append":
            raise Decline("elements that are appended in turn")
        if self.body.inputs.facts.kind_of(_load(name, self.loop)) != "list":
            raise Decline("something else than a list is appended to")
        value = state.value
        if value.mixed:
            raise Decline("elements of different types are appended")
        if state.nested:
            self._nested(name, state)
            return
        if not value.axes:
            self._repeated(name, state)
            return
        text = self.full(value, state.rounds, state.mask)
        if value.numpy:
            bare = value.text if text == value.tight() else text
            self.lines.append(f"{name}.extend({bare})")
        else:
            self.lines.append(f"{name}.extend({text}.tolist())")

    def _nested(self, name: str, state: Update) -> None:
        if len(state.rounds) != 2 or state.mask is not None:
            raise Decline("lists of several lengths")
        text = self.shaped(state.value, state.rounds)
        made = f"map(list, {text})" if state.value.numpy else f"{text}.tolist()"
        self.lines.append(f"{name}.extend({made})")

    def _repeated(self, name: str, state: Update) -> None:
        value = state.value
        if not (value.own or value.kind == "str") or value.value is None:
            raise Decline("a number that is the same in all rounds is appended")
        if state.mask is None:
            if len(state.rounds) != 1:
                raise Decline("a number that is the same in all rounds is appended")
            size = self.body.axes[state.rounds[0]].size
            count = size.text if not size.offset else f"({size.text})"
        else:
            count = self.hits(state.mask, state.rounds)
        self.lines.append(f"{name}.extend([{value.text}] * {count})")

    def hits(self, mask: Vector, rounds: tuple[int, ...]) -> str:
        """In how many rounds a test holds."""
        return f"int({self.np}.count_nonzero({self.shaped(mask, rounds, inside=True)}))"

    # ---- names -------------------------------------------------------------------------------

    def dropped(self, name: str) -> bool:
        """True where nobody misses what a name holds after the loop."""
        facts = self.body.inputs.facts
        scope = facts.scope(name, self.loop)
        if isinstance(scope, FUNCTIONS) and scope is facts.source.function(self.loop):
            return not facts.used_after(name, self.loop)
        if isinstance(scope, ast.Module) and facts.source.function(self.loop) is None:
            return only_inside({name}, self.loop, facts)
        return False

    def _name(self, name: str, state: State) -> None:
        if isinstance(state, Carried) or self.dropped(name):
            return
        if isinstance(state, Update):
            if not self._last_running(name, state):
                self._updated(name, state)
        elif isinstance(state, Partial):
            self._partial(name, state)
        elif isinstance(state, Vector) and state.axes == (0,) and not state.mixed:
            last = f"{state.tight()}[-1]"
            self.lines.append(f"{name} = {last if state.numpy else f'{last}.item()'}")
        elif isinstance(state, Gone | NewList | Vector):
            raise Decline(f"{name} is needed after the loop")

    def _last_running(self, name: str, state: Update) -> bool:
        """Take what a name holds in the end from the array of its running values."""
        text = {key: text for text, key in self.body.used.items()}.get(name)
        if text is None or state.mask is not None or state.op not in ("+", "*"):
            return False
        guess = self.body.guesses.get(name)
        numpy = guess.numpy if guess is not None else self.body.start_of(name).numpy
        if (guess is not None and guess.mixed) or state.value.mixed:
            return False
        self.lines.append(f"{name} = {text}[-1]" if numpy else f"{name} = {text}[-1].item()")
        return True

    def _partial(self, name: str, state: Partial) -> None:
        value = state.value
        if not value.axes:
            self.lines.append(f"if {state.mask.tight()}.any():\n    {name} = {value.text}")
            return
        if state.rounds != (0,) or state.mask.axes != (0,) or value.axes != (0,) or value.mixed:
            raise Decline(f"{name} is needed after the loop")
        found = self._new(f"{name}_places")
        last = f"{value.tight()}[{found}[-1]]"
        self.lines += [
            f"{found} = {self.np}.flatnonzero({state.mask.text})",
            f"if {found}.size:\n    {name} = {last if value.numpy else f'{last}.item()'}",
        ]

    def _updated(self, name: str, state: Update) -> None:
        if state.value.mixed or state.value.kind not in ("int", "float", "bool"):
            raise Decline("numbers of several types")
        if state.op == "+":
            self._sum(name, state)
        elif state.op == "*":
            self._product(name, state)
        elif state.op in ("max", "min"):
            self._extreme(name, state)
        else:
            raise Decline(f"{name} is needed after the loop")

    def _sum(self, name: str, state: Update) -> None:
        value, sign = state.value, state.sign or "+"
        first = self.body.start_of(name)
        if not value.axes:
            self._count(name, state, first, sign)
            return
        kind = "int" if value.kind == "bool" else value.kind
        if kind == "int" and first.kind == "int":
            self._whole_sum(name, state, first, sign)
            return
        text = self.full(value, state.rounds, state.mask)
        if kind == "int":
            raise Decline("whole numbers that are added to a float")
        zero = first.value is not None and first.value == 0
        self._float_sum(name, state, text, first, zero, "cumsum")

    def _float_sum(
        self, name: str, state: Update, text: str, first: Vector, neutral: bool, function: str
    ) -> None:
        value, indent = state.value, ""
        if state.mask is not None:
            hits = self._new(f"{name}_terms")
            self.lines += [f"{hits} = {text}", f"if {hits}.size:"]
            text, indent = hits, "    "
        elif len(state.rounds) == 1 and value.axes == state.rounds:
            text = value.text
        if state.sign:
            text = f"-{text}" if text.isidentifier() else f"-({text})"
        if not neutral:
            text = f"{self.np}.append({name}, {text})"
        made = f"{self.np}.{function}({text})[-1]"
        numpy = value.numpy or first.numpy
        self.lines.append(f"{indent}{name} = {made if numpy else f'{made}.item()'}")

    def _count(self, name: str, state: Update, first: Vector, sign: str) -> None:
        value = state.value
        if value.kind != "int" or not value.own or first.kind != "int":
            raise Decline("a number that is added in each round")
        if state.mask is not None:
            made = self.hits(state.mask, state.rounds)
        else:
            sizes = [self.body.axes[axis].size for axis in state.rounds]
            made = " * ".join(
                s.text if not s.offset or not s.base else f"({s.text})" for s in sizes
            )
        if value.value != 1:
            made = (
                f"{value.tight(5)} * {made}" if " " not in made else f"{value.tight(5)} * ({made})"
            )
        self.lines.append(f"{name} {sign}= {made}")

    def _whole_sum(self, name: str, state: Update, first: Vector, sign: str) -> None:
        value = state.value
        whole = value.axes == state.rounds and state.mask is None
        if not value.numpy and max(value.bound, 1) * 2**20 >= OVERFLOW:
            raise Decline("whole numbers that may overflow")
        text = value.tight() if whole else self.full(value, state.rounds, state.mask)
        if value.numpy:
            if state.mask is not None:
                hits = self._new(f"{name}_terms")
                self.lines += [
                    f"{hits} = {text}",
                    f"if {hits}.size:",
                    f"    {name} {sign}= {hits}.sum()",
                ]
                return
            self.lines.append(f"{name} {sign}= {text}.sum()")
            return
        self.lines.append(f"{name} {sign}= {text}.sum().item()")

    def _product(self, name: str, state: Update) -> None:
        first = self.body.start_of(name)
        if state.value.kind != "float" or not state.value.axes:
            raise Decline("whole numbers that may overflow")
        text = self.full(state.value, state.rounds, state.mask)
        one = first.value is not None and first.value == 1
        self._float_sum(name, state, text, first, one, "cumprod")

    def _extreme(self, name: str, state: Update) -> None:
        value, greater = state.value, state.op == "max"
        if not value.axes or not value.number:
            raise Decline("the greatest of what is the same in all rounds")
        kept = {n: s for n, s in self.body.env.items() if isinstance(s, Update)
                and s.op == f"at {name}" and not self.dropped(n)}  # fmt: skip
        empty = state.tie.endswith(" none")
        if not empty:
            self.body.start_of(name)
        elif not _is_none(start(name, self.loop, self.body.inputs.facts)):
            raise Decline(f"{name} doesn't start with None")
        if value.kind == "float":
            self.body.mask = state.mask
            self.body.guard("{0} != {0}", value)
            self.body.mask = None
        word, sign = ("max", ">") if greater else ("min", "<")
        new = state.tie.startswith("new")
        if new and kept:
            raise Decline("the last of several that are equal")
        text = self.full(value, state.rounds, state.mask)
        if len(state.rounds) == 1 and state.mask is None and not kept:
            text = value.tight()
        item = "" if value.numpy else ".item()"
        hits = text
        if not text.isidentifier():
            hits = self._new(f"{name}_values")
            self.lines.append(f"{hits} = {_bare(text, value)}")
        lines: list[str] = []
        if kept:
            place = self._new(f"{name}_place")
            lines += [f"{place} = {hits}.arg{word}()"]
            best = f"{hits}[{place}]{item}"
        else:
            best = f"{hits}.{word}(){item}"
            if not empty:
                top = self._new(f"{name}_found")
                lines.append(f"{top} = {best}")
                best = top
        inner = [f"{name} = {best}"]
        for other, at in kept.items():
            inner.append(f"{other} = {self._kept(at, place, state)}")
        if empty:
            lines += inner
        else:
            equal = "=" if new else ""
            lines.append(f"if {best} {sign}{equal} {name}:")
            lines += [f"    {line}" for line in inner]
        if state.mask is not None:
            lines = [f"if {hits}.size:", *(f"    {line}" for line in lines)]
        self.lines += lines

    def _kept(self, state: Update, place: str, record: Update) -> str:
        """What a name is given in the round that holds the extreme."""
        value = state.value
        if not value.axes:
            return value.text
        simple = value.place is not None and len(value.place.axes) == 1
        if simple and state.rounds == (0,) and state.mask is None and value.place is not None:
            axis = self.body.axes[0]
            shift = replace(value.place, axes=()).plus(axis.start)
            assert shift is not None
            scaled = f"int({place})" if axis.step == 1 else f"int({place}) * {axis.step}"
            if not shift.base and not shift.offset:
                return scaled
            return f"{scaled} + {shift.text}"
        text = self.full(value, state.rounds, both(state.mask, None))
        return f"{text}[{place}]" if value.numpy else f"{text}[{place}].item()"


def _bare(text: str, value: Vector) -> str:
    return value.text if text == value.tight(ATOM) else text


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _mentions(text: str, name: str) -> bool:
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:
        return True
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def _apart(one: Written, other: Written) -> bool:
    """True where two targets have no element in common: they lie in different rows or columns."""
    return any(
        not a.axes and not b.axes and a.base == b.base and a.offset != b.offset
        and (a.offset < 0) == (b.offset < 0)
        for a, b in zip(one.places, other.places, strict=True)
    )  # fmt: skip


def _load(name: str, loop: ast.stmt) -> ast.expr:
    for node in ast.walk(loop):
        if isinstance(node, ast.Name) and node.id == name:
            return node
    raise Decline(f"{name} isn't read")
