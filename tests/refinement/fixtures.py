"""Reading, running and comparing the fixtures of the rewrite rules."""

from __future__ import annotations

import contextlib
import copy
import io
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).parent / "rules"
_CUT = re.compile(r"^# %%[ ]*(.*)\n", re.MULTILINE)
_MODE = re.compile(r"\[(cell|function|program)(?: (\w+))?\]$")


@dataclass(frozen=True)
class Case:
    setup: str
    title: str
    code: str

    @property
    def kind(self) -> str:
        found = _MODE.search(self.title)
        return found[1] if found else "cell"

    @property
    def entry(self) -> str | None:
        found = _MODE.search(self.title)
        return found[2] if found else None

    def namespace(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        exec(compile(self.setup, "<setup>", "exec"), found)
        return {k: v for k, v in found.items() if not k.startswith("__") and not k.endswith("_")}

    def payload(self, rule: str | None = None) -> dict[str, Any]:
        return {
            "source": self.code,
            "kind": self.kind,
            "entry": self.entry,
            "calls_name": "CALLS" if self.kind == "function" else None,
            "only": [rule] if rule else [],
            "skip": [],
        }


def cases(path: Path) -> list[Case]:
    setup, *rest = _CUT.split(path.read_text())
    return [
        Case(setup, title, code.strip("\n") + "\n")
        for title, code in zip(rest[::2], rest[1::2], strict=True)
    ]


def run(case: Case, code: str, namespace: dict[str, Any]) -> dict[str, Any]:
    """What a run leaves: names, printed text, exception; or what each call returned."""
    if case.kind == "program":
        return _run_program(code, namespace)
    out = io.StringIO()
    left = dict(namespace)
    result: dict[str, Any] = {}
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(code, "<cell>", "exec"), left)
            if case.kind == "function":
                function = left[case.entry or ""]
                result["returned"] = [function(*args) for args in namespace["CALLS"]]
        except Exception as error:
            result["raised"] = (type(error), str(error), _in_user_code(error))
        finally:
            _close_figures()
    result["names"] = {k: v for k, v in left.items() if not k.startswith("__")}
    result["printed"] = out.getvalue()
    return result


def _close_figures() -> None:
    """What a case draws stays with its names, and out of other tests."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def _in_user_code(error: BaseException) -> bool:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename == "<cell>"


def _run_program(code: str, namespace: dict[str, Any]) -> dict[str, Any]:
    printed = []
    for text in namespace["STDIN"]:
        out = io.StringIO()
        old = sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(code, "<program>", "exec"), {"__name__": "__main__"})
            printed.append((out.getvalue(), 0))
        except SystemExit as end:
            printed.append((out.getvalue(), end.code))
        except Exception:
            printed.append((out.getvalue(), 1))
        finally:
            sys.stdin = old
    return {"names": {}, "printed": printed}


def outside(result: dict[str, Any]) -> bool:
    """True where an original failed as code does that was handed the wrong kind of input."""
    raised = result.get("raised")
    return raised is not None and (
        not raised[2] or issubclass(raised[0], TypeError | AttributeError)
    )


def variants(namespace: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(label, namespace) for variations of frames and lists, one kind of change at a time."""
    for label, change in _CHANGES.items():
        varied = copy.deepcopy({k: v for k, v in namespace.items() if _is_data(v)})
        changed = {k: change(v) for k, v in varied.items()}
        if any(changed[k] is not varied[k] for k in varied):
            yield label, {**namespace, **changed}


def _is_data(value: object) -> bool:
    return not isinstance(value, ModuleType | type | FunctionType)


def _frames(change: Any) -> Any:
    return lambda value: change(value) if isinstance(value, pd.DataFrame) else value


def _with_nan(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    for column in frame.columns:
        if frame[column].dtype == np.float64 and len(frame):
            frame.iloc[len(frame) // 2, frame.columns.get_loc(column)] = np.nan
    return frame


def _extreme(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    for column in frame.columns:
        if frame[column].dtype == np.int64 and len(frame) > 1:
            frame.iloc[0, frame.columns.get_loc(column)] = 2**62 + 1
            frame.iloc[1, frame.columns.get_loc(column)] = -(2**62)
    return frame


def _repeated(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_axis([i // 2 for i in range(len(frame))])


def _empty_list(value: object) -> object:
    return [] if type(value) is list else value


def _doubled(value: object) -> object:
    return value + value if type(value) is list else value


_CHANGES: dict[str, Any] = {
    "missing": _frames(_with_nan),
    "empty": _frames(lambda f: f.iloc[:0]),
    "one row": _frames(lambda f: f.iloc[:1]),
    "repeated labels": _frames(_repeated),
    "unsorted labels": _frames(lambda f: f.set_axis(list(range(len(f)))[::-1])),
    "shuffled": _frames(lambda f: f.sample(frac=1, random_state=0)),
    "extreme": _frames(_extreme),
    "empty lists": _empty_list,
    "doubled lists": _doubled,
}


def difference(a: Any, b: Any, where: str = "") -> str:
    """The first difference between two values, types included; "" where there is none."""
    if isinstance(a, FunctionType) or hasattr(a, "__wrapped__"):
        return "" if callable(b) else f"{where}: {a!r} is {b!r}"
    if type(a) is not type(b):
        return f"{where}: {type(a)} is {type(b)}"
    if type(a).__module__.startswith("matplotlib."):
        return "" if (_drawn(a) == _drawn(b)).all() else f"{where}: another picture"
    if isinstance(a, pd.DataFrame | pd.Series | pd.Index):
        try:
            check: Any = getattr(pd.testing, f"assert_{_family(a)}_equal")
            extra = {"exact": True} if isinstance(a, pd.Index) else {"check_index_type": "equiv"}
            check(a, b, check_exact=False, rtol=1e-9, atol=0, **extra)
        except AssertionError as error:
            return f"{where}: {error}"
        return ""
    if isinstance(a, np.ndarray):
        same = a.dtype == b.dtype and a.shape == b.shape
        if same and a.dtype == object:
            return difference(a.tolist(), b.tolist(), where)
        return "" if same and np.allclose(a, b, 1e-9, 0, equal_nan=True) else f"{where}: arrays"
    if isinstance(a, float):
        same = a == b or (a != a and b != b) or abs(a - b) <= 1e-9 * abs(a)
        return "" if same else f"{where}: {a!r} is {b!r}"
    if isinstance(a, dict):
        if list(a) != list(b):
            return f"{where}: keys {list(a)} are {list(b)}"
        found = (difference(a[k], b[k], f"{where}[{k!r}]") for k in a)
        return next((d for d in found if d), "")
    if isinstance(a, list | tuple):
        if len(a) != len(b):
            return f"{where}: length {len(a)} is {len(b)}"
        found = (
            difference(x, y, f"{where}[{i}]") for i, (x, y) in enumerate(zip(a, b, strict=True))
        )
        return next((d for d in found if d), "")
    if isinstance(a, ModuleType | type):
        return "" if a is b else f"{where}: {a} is {b}"
    if type(a).__eq__ is object.__eq__:
        return difference(getattr(a, "__dict__", {}), getattr(b, "__dict__", {}), where)
    return "" if a == b else f"{where}: {a!r} is {b!r}"


def _family(value: object) -> str:
    return {"DataFrame": "frame", "Series": "series"}.get(type(value).__name__, "index")


def compare(original: dict[str, Any], candidate: dict[str, Any], exact: bool) -> str:
    """The first difference of what a candidate leaves; leftover loop variables may be missing."""
    raised, other = original.get("raised"), candidate.get("raised")
    if (raised is None) != (other is None):
        return f"raised: {raised} is {other}"
    if raised is not None and other is not None:
        return "" if raised[0] is other[0] and (not exact or raised[1] == other[1]) else "exception"
    for part in ("printed", "returned"):
        found = difference(original.get(part), candidate.get(part), part)
        if found:
            return found
    left, new = original["names"], candidate["names"]
    for name in left:
        if name in new:
            found = difference(left[name], new[name], name)
            if found:
                return found
        elif name not in SCRATCH:
            return f"{name} is missing"
    return ""


SCRATCH = frozenset(
    {
        "part",
        "sub",
        "row",
        "i",
        "_",
        "r",
        "x",
        "idx",
        "value",
        "w",
        "a",
        "b",
        "ch",
        "other",
        "j",
        "key",
        "step",
    }
)


def _drawn(artist: Any) -> Any:
    from jupyter_perf.sandbox.encode.figures import picture

    return picture(artist.get_figure() or artist)
