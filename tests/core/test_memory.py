"""Free memory under control groups of both versions, and sizes of values."""

from __future__ import annotations

import collections  # noqa: F401 (for the texts in SIZES)
import functools  # noqa: F401
import sys
from pathlib import Path
from typing import Any

import pytest

from jupyter_perf.core.memory import free_bytes
from jupyter_perf.sandbox.sizes import estimated_bytes

MB = 1_000_000


def system(root: Path, membership: str, files: dict[str, str]) -> int:
    """`free_bytes` on a machine with 8 GiB available and these control group files."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/meminfo").write_text("MemTotal: 1 kB\nMemAvailable:  8388608 kB\n")
    (root / "proc/self/cgroup").write_text(membership)
    for name, text in files.items():
        (root / "cgroup" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "cgroup" / name).write_text(text)
    return free_bytes(root / "proc", root / "cgroup")


def test_the_machine_alone(tmp_path: Path) -> None:
    assert system(tmp_path, "", {}) == 8 << 30


def test_version_2_counts_caches_as_free(tmp_path: Path) -> None:
    files = {"a/memory.max": "3000", "a/memory.current": "2000"}
    files["a/memory.stat"] = "anon 5\ninactive_file 500\n"
    assert system(tmp_path, "0::/a\n", files) == 1500


def test_the_tightest_group_around_counts(tmp_path: Path) -> None:
    files = {"a/memory.max": "900", "a/memory.current": "200"}
    files |= {"a/b/memory.max": "max", "a/b/memory.current": "100"}
    assert system(tmp_path, "0::/a/b\n", files) == 700


def test_version_1_and_a_container_that_sees_its_group_as_the_root(tmp_path: Path) -> None:
    files = {"memory/memory.limit_in_bytes": "5000", "memory/memory.usage_in_bytes": "1000"}
    files["memory/memory.stat"] = "inactive_file 1\ntotal_inactive_file 7\n"
    assert system(tmp_path, "4:memory:/docker/abc\n3:cpu:/\n", files) == 4007


def test_no_limit_of_version_1(tmp_path: Path) -> None:
    files = {"memory/memory.limit_in_bytes": str(2**63 - 4096)}
    files["memory/memory.usage_in_bytes"] = "1000"
    assert system(tmp_path, "4:memory:/\n", files) == 8 << 30


def test_more_used_than_allowed_is_none_free(tmp_path: Path) -> None:
    assert system(tmp_path, "0::/\n", {"memory.max": "10", "memory.current": "20"}) == 0


def test_this_machine() -> None:
    assert free_bytes() > 0


class Sizeless:
    """A class whose own size method fails."""

    def __init__(self) -> None:
        self.data = b"x" * MB

    def __sizeof__(self) -> int:
        raise RuntimeError("no")

    def method(self) -> None:
        """Holds on to its object."""


class Slotted:
    """A class without a dict."""

    __slots__ = ("data", "unset")

    def __init__(self, data: bytes) -> None:
        self.data = data


def make(text: str) -> Any:
    np = pytest.importorskip("numpy")
    pd = pytest.importorskip("pandas")
    return eval(text, {**globals(), "np": np, "pd": pd})


SIZES = [
    ("b'x' * 1_000_000", 1),
    ("['%0100d' % i for i in range(10_000)]", 1.5),
    ("{i: '%0100d' % i for i in range(10_000)}", 2),
    ("collections.deque('%0100d' % i for i in range(10_000))", 1.5),
    ("{(i, i) for i in range(10_000)}", 1.5),
    ("np.zeros(125_000)", 1),
    ("[np.zeros(1250) for _ in range(100)]", 1),
    ("np.array(['%0100d' % i for i in range(10_000)], dtype=object)", 1.5),
    ("pd.DataFrame({'a': np.zeros(125_000)})", 1),
    ("pd.Series(['%0100d' % i for i in range(10_000)])", 1.1),
    ("pd.Series(['%0100d' % i for i in range(10_000)], dtype=object)", 1.5),
    ("pd.Series(1.0, index=pd.MultiIndex.from_product([range(250), range(250)]))", 0.6),
    ("pd.Index(np.arange(125_000) * 2)", 1),
    ("Sizeless()", 1),
    ("(lambda a: lambda: a)(b'x' * 1_000_000)", 1),
    ("lambda a=b'x' * 1_000_000: a", 1),
    ("functools.partial(print, b'x' * 1_000_000)", 1),
    ("Sizeless().method", 1),
    ("Slotted(b'x' * 1_000_000)", 1),
]


@pytest.mark.parametrize(("text", "megabytes"), SIZES)
def test_sizes_are_about_right(text: str, megabytes: float) -> None:
    assert estimated_bytes(make(text)) == pytest.approx(megabytes * MB, rel=0.5)


def test_a_cycle_and_a_shared_object_count_once() -> None:
    big = b"x" * MB
    ring: list[Any] = [bytearray(MB)]
    ring.append(ring)
    assert estimated_bytes(ring) < 2.5 * MB
    assert estimated_bytes(i for i in range(3)) < 10_000
    assert estimated_bytes(sys) < 10_000
    assert estimated_bytes([big]) == pytest.approx(MB, rel=0.1)
