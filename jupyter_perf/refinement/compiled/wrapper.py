"""The text that calls a compiled function, and falls back to the original."""

from __future__ import annotations

import ast
import itertools

from ..facts import Facts
from ..source import Decline
from ..writing import conjunction
from .complexes import COMPLEX_HELPERS
from .inputs import HELPERS, Input, converted, helper_of, test_of
from .kernel import Writer
from .kinds import NONE, Seq
from .results import wrapped
from .text_helpers import TEXT_HELPERS
from .translate import Translation

CAUGHT = (
    "(ArithmeticError, LookupError, MemoryError, TypeError, ValueError,\n"
    "        {numba}.errors.NumbaError)"
)
"""What hands back to Python; numba's own errors tell that it can't compile after all."""
WIDTH = 80


def written(found: Translation, facts: Facts) -> tuple[str, str, tuple[str, ...]]:
    """(what stands before the function, what its body begins with, import lines)."""
    numba, numba_line = facts.module("numba")
    np, np_line = facts.module("numpy", "np")
    names = {c.node.name: facts.fresh(f"{c.node.name}_compiled") for c in found.callees}
    kernels, used = [], {helper_of(given) for given in found.inputs} - {""}
    for callee in found.callees:
        entry = callee is found.entry
        writer = Writer(found.found, callee, names, found.result if entry else None)
        text = writer.text(found.found.handed_to(callee.node.name), _cut_up(found, entry))
        kernels.append(f"@{numba}.njit(boundscheck=True)\n{text}\n")
        used |= writer.used
    used |= {"rows_of"} if "ragged" in used else set()
    answer = wrapped(found.result.value, "", np)
    used |= {use for use in TEXT_HELPERS if f"{use}(" in answer}
    helpers = {use: _helper(use, facts) for use in HELPERS if use in used}
    new = [
        HELPERS[use][1].format(name=name, np=np, numba=numba)
        for use, (name, there) in helpers.items()
        if not there
    ]
    renamed = [_renamed(text, helpers) for text in kernels]
    start = _start(found, {use: name for use, (name, _) in helpers.items()}, np, names)
    start = _renamed(start, helpers).replace("{numba}", numba)
    uses_np = any(f"{np}." in text for text in [*new, *renamed, start])
    return "\n\n".join([*new, *renamed]), start, (numba_line, np_line if uses_np else "")


def _cut_up(found: Translation, entry: bool) -> list[str]:
    """What the first kernel begins with: rows of several lengths come as one array."""
    names = [given.name for given in found.inputs if given.form == "ragged"]
    return [f"{name} = rows_of({name})" for name in names] if entry else []


def _helper(use: str, facts: Facts) -> tuple[str, bool]:
    """(name, whether it is there already), of a function that stands before the kernel."""
    usual, text = HELPERS[use]
    first = text.partition('"""')[2].partition('"""')[0]
    for node in facts.source.all(ast.FunctionDef):
        if node.name.startswith(usual) and ast.get_docstring(node) == first:
            return node.name, True
    return facts.fresh(usual), False


def _renamed(text: str, helpers: dict[str, tuple[str, bool]]) -> str:
    for use in ("finite", "exact", "rows_of", *TEXT_HELPERS, *COMPLEX_HELPERS):
        name = helpers.get(use, (use, True))[0]
        text = text.replace(f"{use}(", f"{name}(") if name != use else text
    return text


def _start(found: Translation, helpers: dict[str, str], np: str, names: dict[str, str]) -> str:
    entry, result = found.entry, found.result
    kernel = names[entry.node.name]
    changed = [given for given in found.inputs if _is_changed(given, found)]
    tests = [test for given in found.inputs if (test := test_of(given))]
    tests += _apart(found.inputs, changed, np)
    arguments, before = [], []
    parameters = set(entry.parameters)
    for given in found.inputs:
        text = converted(given, helpers, np)
        if given in changed:
            text += ".copy()" if given.form == "array" else ""
            before.append(f"{given.name}_new = {text}")
            text = f"{given.name}_new"
        arguments.append(text if given.name in parameters else f"{given.name}={text}")
    call = f"{kernel}({', '.join(arguments)})"
    none = result.value == NONE
    if not changed:
        answer = _returned(found, call, np)
        body = f"try:\n    {answer}\nexcept {CAUGHT}:\n    pass  # for Python's own numbers"
    else:
        lines = [*before, call if none else f"result = {wrapped(result.value, call, np)}"]
        after = [_put_back(given) for given in changed]
        after += [
            f"return {result.given}" if result.given else "return" if none else "return result"
        ]
        body = f"try:\n{_indent(lines)}\nexcept {CAUGHT}:\n    pass  # for Python's own numbers"
        body += f"\nelse:\n{_indent(after)}"
    return f"if {conjunction(tests, WIDTH)}:\n{_indent([body])}" if tests else body


def _returned(found: Translation, call: str, np: str) -> str:
    result = found.result
    if result.given:
        raise Decline("an input that is returned as it is")
    return f"return {wrapped(result.value, call, np)}"


def _is_changed(given: Input, found: Translation) -> bool:
    seq = found.sequence(given)
    if seq is None:
        return False
    inner = seq.item if isinstance(seq.item, Seq) else seq
    changed = seq.root.stored or inner.root.stored
    if changed and (given.form in ("text", "ragged") or given.outer == "tuple"):
        raise Decline("an assignment to what can't be changed")
    return changed


def _apart(inputs: list[Input], changed: list[Input], np: str) -> list[str]:
    """Tests that what is changed isn't another input too."""
    tests = [f"{given.name}.flags.writeable" for given in changed if given.form == "array"]
    for a, b in itertools.combinations([g for g in inputs if g.form != "number"], 2):
        if a not in changed and b not in changed:
            continue
        if a.form == b.form == "array":
            tests.append(f"not {np}.may_share_memory({a.name}, {b.name})")
        elif a.form == b.form == "list":
            tests.append(f"{a.name} is not {b.name}")
        elif {"table", "ragged"} & {a.form, b.form}:
            raise Decline("inputs that may share rows")
    return tests


def _put_back(given: Input) -> str:
    if given.form == "array":
        return f"{given.name}[...] = {given.name}_new"
    if given.form == "table":
        rows = f"zip({given.name}, {given.name}_new.tolist())"
        return f"for row, new in {rows}:\n    row[:] = new"
    return f"{given.name}[:] = {given.name}_new.tolist()"


def _indent(lines: list[str]) -> str:
    text = "\n".join(lines)
    return "\n".join(f"    {line}" if line else line for line in text.splitlines())
