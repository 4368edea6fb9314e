"""Copies: what survives the way into another process, and what is refused by name."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import functools
import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
import warnings
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_perf.core.names import names_in
from jupyter_perf.errors import NotCopyable, TooLarge
from jupyter_perf.sandbox import anonymous, snapshot
from jupyter_perf.sandbox.copyable import blocked_as
from jupyter_perf.sandbox.main_module import NamespaceModule
from jupyter_perf.sandbox.modules import modules_needed

np = pytest.importorskip("numpy")

RESTORE = """
import json, sys
from jupyter_perf.sandbox.snapshot import restore, set_rng_states
layout = json.loads(sys.argv[2])
namespace = restore(int(sys.argv[1]), layout)
set_rng_states(layout["rng"])
exec(compile(sys.stdin.read(), "<check>", "exec"), namespace)
"""


def notebook(source: str) -> dict[str, Any]:
    """A namespace as the kernel's: that of a module named `__main__`."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(textwrap.dedent(source), namespace)
    return namespace


def elsewhere(copied: snapshot.Snapshot, check: str, cwd: Path | None = None) -> None:
    """Restore in a fresh process and run `check` there as a cell; it asserts."""
    layout = json.dumps(copied.layout)
    paths = [str(Path(snapshot.__file__).parents[2]), *([str(cwd)] if cwd else [])]
    done = subprocess.run(
        [sys.executable, "-c", RESTORE, str(copied.fd), layout],
        input=textwrap.dedent(check),
        pass_fds=[copied.fd],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def round_trip() -> Iterator[Any]:
    taken: list[snapshot.Snapshot] = []

    def run(source: str, names: str, check: str) -> snapshot.Snapshot:
        taken.append(snapshot.take(notebook(source), names.split()))
        elsewhere(taken[-1], check)
        return taken[-1]

    yield run
    for copied in taken:
        copied.close()


PLAIN = [
    ("x = {'a': [1, (2, 3)], 'b': {4}}", "x", "assert x == {'a': [1, (2, 3)], 'b': {4}}"),
    ("a = [1]; b = {'a': a}", "a b", "assert b['a'] is a"),
    ("a = []; a.append(a)", "a", "assert a[0] is a"),
    # A function finds the cell's own names, old and new.
    ("n = 1\ndef f(): return n", "f n",
     "n = 5\nassert f() == 5\nassert f.__globals__ is globals()"),
    ("n = 1\ndef f(): return n", "f n", "g = f\ndel f\nassert g() == 1"),
    ("def f():\n    global n\n    n += 1\nn = 1", "f n", "f()\nassert n == 2"),
    ("def a(k): return k and b(k - 1)\ndef b(k): return k and a(k - 1)", "a b",
     "assert a(9) == 0\nassert a.__globals__ is b.__globals__ is globals()"),
    ("def make():\n    k = [1]\n    return lambda: k, lambda: k.append(2)\nget, add = make()",
     "get add", "add()\nassert get() == [1, 2]"),
    ("d = [1]\ndef f(x=d): return x", "d f", "assert f() is d"),
    ("from functools import lru_cache\n@lru_cache\ndef fib(n): return n if n < 2 else "
     "fib(n - 1) + fib(n - 2)\nfib(5)", "fib", "assert fib(80) == 23416728348467685"),
    ("from functools import partial\nk = 2\ndef f(a, b): return a * b * k\ng = partial(f, 3)",
     "f g k", "k = 1\nassert g(4) == 12\nassert g.func is f"),
    # Classes
    ("class A:\n    def __eq__(self, o): return isinstance(o, A)\nx = A()", "A x",
     "import pickle\nassert isinstance(x, A) and type(x) is A\n"
     "y = pickle.loads(pickle.dumps(x))\nassert type(y) is A and y == x"),
    ("class A: pass\nx = A()", "x", "assert type(x).__name__ == 'A'"),
    ("import dataclasses as dc\n@dc.dataclass(frozen=True)\nclass P:\n    x: int\np = P(3)", "P p",
     "import dataclasses\nassert dataclasses.replace(p, x=4) == P(4)\n@dataclasses.dataclass\n"
     "class Q(P.__mro__[1]):\n    y: 'int'\nassert Q(1).y == 1"),
    ("import enum\nclass C(enum.Enum):\n    R = 1\nx = C.R", "C x", "assert x is C.R is C(1)"),
    ("from typing import NamedTuple\nclass T(NamedTuple):\n    a: int\nt = T(1)", "T t",
     "assert t == (1,) and isinstance(t, T)"),
    ("class A:\n    def m(self): return 1\nclass B(A):\n    def m(self): return super().m() + k\n"
     "k = 1", "B k", "k = 4\nassert B().m() == 5"),
    ("import functools\nclass A:\n    @functools.cached_property\n    def p(self): return [1]\n"
     "a = A()", "A a", "assert a.p is a.p"),
    ("import numpy as np, math\nx = [np, math.sin]", "x np",
     "import math\nassert x[0] is np and x[1] is math.sin"),
    ("import io, re, random, datetime\nx = io.StringIO('abc'), re.compile('a'), random.Random(3)",
     "x", "assert x[0].read() == 'abc' and x[1].match('a')"),
    ("", "", "assert __name__ == '__main__'\nimport __main__\nassert vars(__main__) is globals()"),
]  # fmt: skip


RESTORE_EACH = """
import json, os, sys, traceback
from jupyter_perf.sandbox.snapshot import restore
for fd, layout, check in json.load(sys.stdin):
    reading, writing = os.pipe()
    if os.fork() == 0:
        said = ""
        try:
            exec(compile(check, "<check>", "exec"), restore(fd, layout))
        except BaseException:
            said = traceback.format_exc()
        os.write(writing, said.encode()[-4000:])
        os._exit(0)
    os.close(writing)
    os.wait()
    print(json.dumps(os.read(reading, 5000).decode()), flush=True)
"""


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    """What went wrong with each of PLAIN, restored in a fork of one fresh process."""
    taken = [snapshot.take(notebook(source), names.split()) for source, names, _ in PLAIN]
    orders = [(c.fd, c.layout, p[2]) for c, p in zip(taken, PLAIN, strict=True)]
    done = subprocess.run(
        [sys.executable, "-c", RESTORE_EACH],
        input=json.dumps(orders),
        pass_fds=[copied.fd for copied in taken],
        env={**os.environ, "PYTHONPATH": str(Path(snapshot.__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    for copied in taken:
        copied.close()
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("number", range(len(PLAIN)), ids=[p[0][:50] for p in PLAIN])
def test_objects_survive(complaints: list[str], number: int) -> None:
    assert complaints[number] == ""


def test_arrays_keep_writability_order_and_shared_memory(round_trip: Any) -> None:
    round_trip(
        """
        import numpy as np
        a = np.arange(12.0).reshape(3, 4); column = a[:, 1]; back = a[::-1]
        fixed = np.arange(3); fixed.flags.writeable = False
        f = np.asfortranarray(np.ones((2, 3))); empty = np.empty((0, 3)); scalar = np.float32(2)
        o = np.array([[1], 'x'], dtype=object); same = o[0]; sliced = np.arange(10)[::3]
        """,
        "a column back fixed f empty scalar o same sliced",
        """
        a[0, 1] = 99
        assert column[0] == 99 and back[2, 1] == 99 and column.strides == (32,)
        assert a.flags.writeable and not fixed.flags.writeable and f.flags.f_contiguous
        assert empty.shape == (0, 3) and scalar.dtype == "float32" and o[0] is same
        assert sliced.tolist() == [0, 3, 6, 9]
        """,
    )


def test_frames_survive(round_trip: Any) -> None:
    pytest.importorskip("pandas")
    copied = round_trip(
        """
        import pandas as pd
        df = pd.DataFrame({"a": range(1000), "s": list("abcd") * 250})
        df["c"] = pd.Categorical(["u"] * 1000)
        df.index.name = "i"; df.attrs["unit"] = "m"; s = df["a"]; df2 = df
        when = pd.Series(pd.date_range("2020", periods=3, tz="UTC"))
        def total(): return df["a"].sum()
        """,
        "df s df2 when total",
        """
        assert df2 is df and df.attrs == {"unit": "m"} and df.index.name == "i"
        df["a"] *= 2
        df.loc[0, "s"] = "changed"
        assert total() == 999000 and df["s"].iloc[0] == "changed" and s.sum() == 499500
        assert str(when.dtype).startswith("datetime64") and df["c"].cat.categories[0] == "u"
        """,
    )  # fmt: skip
    assert "pandas" in {module.split(".")[0] for module in copied.modules}


def test_figures_survive(round_trip: Any) -> None:
    pytest.importorskip("matplotlib")
    round_trip(
        """
        from matplotlib.figure import Figure
        fig = Figure(); ax = fig.subplots(); ax.plot([1, 2])
        """,
        "fig ax",
        "assert fig.axes[0] is ax and ax.lines[0].get_ydata()[1] == 2",
    )


def test_local_modules_are_imported_not_copied(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "helpers_of_test.py").write_text("K = 2\ndef double(x): return K * x\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    space = notebook("from helpers_of_test import double")
    copied = snapshot.take(space, ["double"])
    check = "import helpers_of_test as h\nassert double is h.double and double(4) == 8"
    elsewhere(copied, check, cwd=tmp_path)
    copied.close()
    del sys.modules["helpers_of_test"]


def test_a_namespace_that_is_no_modules(round_trip: Any) -> None:
    space: dict[str, Any] = {"n": 2}
    exec("def f(): return n", space)
    copied = snapshot.take(space, ["f", "n"])
    elsewhere(copied, "n = 3\nassert f() == 3 and __name__ == '__main__'")
    copied.close()


def this_module_function() -> object:
    return np.pi


def test_a_namespace_of_an_importable_module_is_copied_by_value() -> None:
    copied = snapshot.take(globals(), ["this_module_function", "np"])
    elsewhere(copied, "assert this_module_function.__globals__ is globals()")
    copied.close()


def test_a_sample_in_place_of_a_name_is_what_functions_see() -> None:
    space = notebook("data = [1] * 1000\ndef f(): return len(data)")
    copied = snapshot.take({**space, "data": [1]}, ["data", "f"])
    assert copied.nbytes < 2000
    elsewhere(copied, "assert f() == 1\ndata = [1, 2]\nassert f() == 2")
    copied.close()


def test_extra_values_share_objects_with_the_names() -> None:
    space = notebook("a = [1]")
    copied = snapshot.take(space, ["a"], extra={"_calls": [(space["a"],)]})
    elsewhere(copied, "assert _calls[0][0] is a")
    copied.close()


def test_random_states_travel(round_trip: Any) -> None:
    random.seed(4)
    np.random.seed(5)
    copied = snapshot.take({}, [])
    expected = random.random(), float(np.random.rand())
    elsewhere(
        copied, f"import random, numpy\nassert (random.random(), numpy.random.rand()) == {expected}"
    )
    snapshot.set_rng_states(copied.layout["rng"])
    assert (random.random(), float(np.random.rand())) == expected
    copied.close()


# Memory


def test_large_arrays_are_shared_until_written_to() -> None:
    space = notebook("import numpy as np\na = np.zeros(25_000_000)\nb = np.ones(5)")
    copied = snapshot.take(space, ["a", "b"])
    assert len(copied.layout["stream"]) == 1
    elsewhere(
        copied,
        """
        import os, resource, numpy
        def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        before = peak()
        assert a.sum() == 0 and a.ctypes.data % 64 == 0
        shared = peak() - before  # 200 MB mapped, once
        child = os.fork()
        if child == 0:
            a[:1000] = 1
            b[:] = 7
            private = sum(
                int(line.split()[1]) for line in open("/proc/self/smaps_rollup")
                if line.startswith("Private_Dirty")
            )
            os._exit(0 if private < 100_000 else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert a[0] == 0 and b[0] == 1 and shared < 260_000
        """,
    )
    copied.close()


def test_the_copy_itself_holds_no_second_copy_in_memory() -> None:
    source = """
    import resource, numpy as np
    from jupyter_perf.sandbox import snapshot
    space = {"a": np.ones(25_000_000), "s": "x" * 50_000_000}
    def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    snapshot.take({"n": 1}, ["n"])
    before = peak()
    copied = snapshot.take(space, ["a", "s"])
    assert copied.nbytes > 250_000_000
    assert peak() - before < 150_000, peak() - before
    """
    copied = snapshot.take({}, [])
    elsewhere(copied, textwrap.dedent(source))
    copied.close()


def test_the_file_cannot_be_changed_afterwards() -> None:
    copied = snapshot.take({"x": [1]}, ["x"])
    if hasattr(os, "memfd_create"):
        with pytest.raises(PermissionError):
            os.pwrite(copied.fd, b"x", 0)
    copied.close()


def test_sizes_are_checked_before_anything_is_copied(monkeypatch: Any) -> None:
    monkeypatch.setattr(anonymous, "create", lambda: pytest.fail("nothing may be copied"))
    space = {"small": 1, "a": np.broadcast_to(np.zeros(1), (200_000_000,))}
    with pytest.raises(TooLarge, match=r"`a`: 1,600 MB.*--big") as caught:
        snapshot.take(space, space, free_bytes=10**12)
    assert caught.value.sampleable
    with pytest.raises(TooLarge, match="only 1,000 MB are free") as caught:
        snapshot.take(space, space, free_bytes=10**9, big=True)
    assert not caught.value.sampleable
    with pytest.raises(TooLarge, match="only 1 MB are free") as caught:
        snapshot.take({"b": bytes(2_000_000)}, ["b"], free_bytes=10**6)
    assert not caught.value.sampleable


# What can't be copied


def a_generator() -> Iterator[int]:
    yield 1


class Whole:
    """Can be the target of a weak reference."""


def raising(self: Any) -> object:
    raise RuntimeError("not me")


Stubborn = type("Stubborn", (), {"__reduce__": raising})


REFUSED = [
    ("file", functools.partial(open, os.devnull), "it is an open file"),
    ("weak", lambda: weakref.ref(Whole), "weak references"),
    ("weakset", lambda: weakref.WeakSet([Whole]), "weak references"),
    ("sock", socket.socket, "a network connection"),
    ("lock", threading.Lock, "a lock"),
    ("rlock", threading.RLock, "a lock"),
    ("event", threading.Event, "a lock"),
    ("conn", lambda: sqlite3.connect(":memory:"), "a connection to a database"),
    ("pool", lambda: concurrent.futures.ThreadPoolExecutor(1), "running threads or processes"),
    ("thread", lambda: threading.Thread(target=print), "a thread"),
    ("gen", a_generator, "a generator"),
    ("loop", asyncio.Queue, "running threads or processes"),
    ("stubborn", Stubborn, "not me"),
]


@pytest.mark.parametrize(("name", "make", "why"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_cannot_be_copied_is_named(name: str, make: Any, why: str) -> None:
    with contextlib.ExitStack() as closing:
        value = make()
        if hasattr(value, "close"):
            closing.callback(value.close)
        with pytest.raises(NotCopyable) as caught:
            snapshot.take({"fine": [1], name: value, "also": 2}, ["fine", name, "also"])
    assert caught.value.name == name
    assert why in caught.value.why


def test_what_is_inside_is_told_from_the_value_itself() -> None:
    with tempfile.TemporaryFile() as file, pytest.raises(NotCopyable) as caught:
        snapshot.take({"x": {"log": [file]}}, ["x"])
    assert str(caught.value) == "`x` can't be copied: it holds an open file"


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")
def test_a_refusal_leaves_no_descriptor_open() -> None:
    before = sorted(os.listdir("/proc/self/fd"))
    with pytest.raises(NotCopyable):
        snapshot.take({"lock": threading.Lock()}, ["lock"])
    assert sorted(os.listdir("/proc/self/fd")) == before


def test_a_function_that_closes_over_something_blocked_is_named() -> None:
    space = notebook("import threading\nlock = threading.Lock()\ndef f():\n    with lock: return 1")
    with pytest.raises(NotCopyable, match=r"`f` can't be copied: it holds a lock"):
        snapshot.take(space, ["f"])
    with pytest.raises(NotCopyable, match=r"`lock` can't be copied: it is a lock"):
        snapshot.take(space, ["f", "lock"])


# Around the copy


def test_the_fingerprint_tells_inputs_apart() -> None:
    def of(**values: Any) -> str:
        copied = snapshot.take(values, values)
        digest = snapshot.fingerprint(copied)
        copied.close()
        return digest

    array = np.arange(1000.0)
    changed = array.copy()
    changed[500] = -1
    assert of(a=array, n=1) == of(a=array.copy(), n=1)
    assert len({of(a=array), of(a=changed), of(b=array), of(a=array[:999]), of(a=1), of()}) == 6


def test_heavy_modules_are_found_where_they_matter() -> None:
    pytest.importorskip("pandas")
    space = notebook("import numpy as np, pandas as pd, json\ndf = pd.DataFrame()\nn = 1")
    assert modules_needed(space, ["n"]) == ()
    assert "pandas" in modules_needed(space, ["df"])
    assert modules_needed(space, ["np", "json"]) == ("numpy",)
    assert modules_needed(space, [], imports=["numpy.linalg"]) == ("numpy",)
    assert "pandas" in modules_needed(space, names_in("pd.concat([df])", space))
    copied = snapshot.take(space, ["df"])
    assert "pandas" in modules_needed(space, copied)
    copied.close()


def test_the_public_subpackage_of_a_private_module_is_loaded() -> None:
    pytest.importorskip("sklearn.ensemble")
    space = notebook("from sklearn.ensemble import RandomForestClassifier as R")
    assert modules_needed(space, ["R"]) == ("sklearn", "sklearn.ensemble")


def test_a_stream_in_pieces_reads_as_one() -> None:
    memory = memoryview(b"abcXXdefgXh")
    for size in (1, 2, 3, 100):
        reader = anonymous.StreamReader(memory, [[0, 3], [5, 4], [10, 1]])
        parts = iter(functools.partial(reader.read, size), b"")
        assert b"".join(parts) == b"abcdefgh"
    assert anonymous.StreamReader(memory, [[0, 3]]).read() == b"abc"


def test_a_module_over_a_dict() -> None:
    space: dict[str, object] = {"x": 1}
    module: Any = NamespaceModule("m", space, None)
    module.y = 2
    assert (module.x, space["y"], vars(module) is space, "x" in dir(module)) == (1, 2, True, True)
    del module.y
    with pytest.raises(AttributeError):
        _ = module.y


def test_what_a_tensor_lies_in_is_asked_without_a_warning():
    torch = pytest.importorskip("torch", reason="the extra `torch` is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        storage = torch.ones(3).storage()
    assert type(storage).__name__ == "TypedStorage"
    assert blocked_as(storage) is None  # a warning would be an error here
