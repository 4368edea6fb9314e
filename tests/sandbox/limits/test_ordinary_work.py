"""What must still work inside: everything that an honest cell does."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from confined import Confined

WORKS = {
    "numpy": "import numpy as np; print(float((np.arange(6.0).reshape(2, 3) @ np.ones(3)).sum()))",
    "numpy.linalg": "import numpy as np; print(round(float(np.linalg.det(np.eye(3) * 2))))",
    "pandas": "import pandas as pd; d = pd.DataFrame({'k': list('aab'), 'x': [1, 2, 3]});"
    "print(d.groupby('k').x.sum().to_dict())",
    "pandas.read_csv": "import pandas as pd; print(pd.read_csv('data.csv').x.sum())",
    "pandas.to_datetime": "import pandas as pd;"
    "print(pd.Timestamp('2024-07-01', tz='Europe/Berlin').utcoffset())",
    "threads": "import concurrent.futures as f\nwith f.ThreadPoolExecutor(4) as p:\n"
    "    print(sum(p.map(abs, range(-3, 3))))",
    "queue": "import queue, threading; q = queue.Queue();"
    "t = threading.Thread(target=q.put, args=(7,)); t.start(); print(q.get(timeout=5)); t.join()",
    "asyncio": "import asyncio\nasync def f():\n    await asyncio.sleep(0.001)\n    return 5\n"
    "print(asyncio.run(f()))",
    "asyncio.to_thread": "import asyncio\nasync def f():\n"
    "    return await asyncio.to_thread(abs, -5)\n"
    "print(asyncio.run(f()))",
    "reading": "print(open('data.csv').read().count('\\n'))",
    "listing": "import os; print(sorted(os.listdir('.')))",
    "devices": "open('/dev/null', 'w').write('x'); print(len(open('/dev/urandom', 'rb').read(4)))",
    "a local module": "import sys; sys.path.insert(0, ''); import helper; print(helper.twice(4))",
    "a module not yet imported": "import colorsys, xml.dom.minidom, sqlite3;"
    "print(colorsys.rgb_to_hls(0, 0, 0)[0])",
    "an installed module": "import dateutil.parser; print(dateutil.parser.parse('2024-01-02').day)",
    "an in-memory database": "import sqlite3; c = sqlite3.connect(':memory:');"
    "print(c.execute('select 2 + 3').fetchone()[0])",
    "time": "import time, datetime; time.sleep(0.001); print(time.perf_counter() > 0, "
    "datetime.datetime.now() is not None)",
    "random": "import random, secrets, uuid; random.random(); secrets.token_bytes(3); uuid.uuid4();"
    "print('random')",
    "signals to itself": "import signal\nsignal.signal(signal.SIGUSR1, lambda *_: print('heard'))\n"
    "signal.raise_signal(signal.SIGUSR1)",
    "timers": "import signal\nsignal.signal(signal.SIGALRM, lambda *_: print('rang'))\n"
    "signal.setitimer(signal.ITIMER_REAL, 0.001)\nsignal.pause()",
    "limits can be read": "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))",
    "anonymous mappings": "import mmap; m = mmap.mmap(-1, 8192); m.write(b'abc'); print(m[:3])",
    "compression": "import zlib, lzma, hashlib; print(zlib.decompress(zlib.compress(b'x')))",
    "own warnings": "import warnings; warnings.warn('careful', stacklevel=1); print('warned')",
}
EXPECTED = {
    "numpy": "15.0",
    "numpy.linalg": "8",
    "pandas": "{'a': 3, 'b': 3}",
    "pandas.read_csv": "3",
    "pandas.to_datetime": "2:00:00",
    "threads": "9",
    "queue": "7",
    "asyncio": "5",
    "asyncio.to_thread": "5",
    "reading": "3",
    "listing": "['data.csv', 'helper.py']",
    "devices": "4",
    "a local module": "8",
    "a module not yet imported": "0.0",
    "an installed module": "2",
    "an in-memory database": "5",
    "time": "True True",
    "random": "random",
    "signals to itself": "heard",
    "timers": "rang",
    "limits can be read": "(0, 0)",
    "anonymous mappings": "b'abc'",
    "compression": "b'x'",
    "own warnings": "warned",
}
NUMBA = """
import numba, numpy as np
@numba.njit
def total(xs):
    s = 0.0
    for x in xs:
        s += x
    return s
print(total(np.arange(5.0)))
"""
MATPLOTLIB = """
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([1, 2, 3])
axes.set_title("a title")
figure.canvas.draw()
print(len(figure.canvas.buffer_rgba().tobytes()) > 1000)
"""


@pytest.fixture(scope="module", params=[3, 2], ids=["S3", "S2"])
def confined(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Confined]:
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "data.csv").write_text("x\n1\n2\n")
    (folder / "helper.py").write_text("def twice(x):\n    return 2 * x\n")
    preload = [name for name in ("numpy", "pandas", "numba", "matplotlib.pyplot") if _has(name)]
    with Confined(request.param, [str(folder)], str(folder), preload) as confined:
        yield confined


def _has(name: str) -> bool:
    return importlib.util.find_spec(name.partition(".")[0]) is not None


@pytest.mark.parametrize("what", WORKS)
def test_it_works_inside(confined: Confined, what: str) -> None:
    run = confined.run(WORKS[what], memory_bytes=1 << 30)
    assert run.output.strip().splitlines()[-1] == EXPECTED[what], run.output
    assert run.status == 0


def test_numba_compiles_inside(confined: Confined) -> None:
    pytest.importorskip("numba")
    assert confined.run(NUMBA, memory_bytes=2 << 30).output == "10.0\n"


def test_matplotlib_draws_inside(confined: Confined) -> None:
    pytest.importorskip("matplotlib")
    assert confined.run(MATPLOTLIB, memory_bytes=1 << 30).output == "True\n"


def test_memory_is_counted_from_what_is_mapped_already(confined: Confined) -> None:
    source = "b = bytearray({0} << 20); print(len(b) >> 20)"
    assert confined.run(source.format(100), memory_bytes=200 << 20).output == "100\n"
    assert "MemoryError" in confined.run(source.format(300), memory_bytes=200 << 20).output


def test_the_filter_costs_a_repetition_no_descriptors(confined: Confined) -> None:
    source = (
        "import os\nfor n in range(64):\n"
        "    try: print(n, os.readlink(f'/proc/self/fd/{n}'))\n    except OSError: pass"
    )
    opened = dict(line.split(maxsplit=1) for line in confined.run(source).output.splitlines())
    # Three streams, and what tells the size of the address space.
    assert set(opened) >= {"0", "1", "2"}
    # A system's libffi, by which `ctypes` calls, keeps its own file open.
    ours = {number: file for number, file in opened.items() if "/libffi.so" not in file}
    assert len(ours) <= 4, json.dumps(opened)


def test_a_folder_outside_cannot_be_listed(confined: Confined, tmp_path: Path) -> None:
    run = confined.run(f"import os; print(os.listdir({str(tmp_path)!r}))")
    assert "PermissionError" in run.output
