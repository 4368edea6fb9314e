"""The layers as the zygote puts them on: what each leaves, and what is left when one is missing."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from attack_ground import Ground
from confined import Confined

from jupyter_perf.sandbox import limits
from jupyter_perf.sandbox.limits import landlock, namespaces, rlimits
from jupyter_perf.sandbox.work import Limits

# As in a container that runs as an ordinary user: no namespaces, no mounts, no capabilities.
BINDER_POD = """
import ctypes, struct, sys
sys.path.insert(0, {root!r})
from jupyter_perf.sandbox.limits import bpf, kernel
from jupyter_perf.sandbox.limits.syscalls import NUMBERS
import platform
numbers = NUMBERS[platform.machine()]
code = bpf.load(bpf.NUMBER_OFFSET)
for name in ("unshare", "mount", "setns"):
    code += bpf.when_equal(numbers[name], bpf.ret(bpf.REFUSE))
code += bpf.ret(bpf.ALLOW)
kernel.libc().capset(struct.pack("=Ii", 0x20080522, 0), bytes(24))
kernel.no_new_privileges()
text = ctypes.create_string_buffer(b"".join(code))
header = ctypes.create_string_buffer(struct.pack("@HP", len(code), ctypes.addressof(text)))
kernel.prctl(kernel.PR_SET_SECCOMP, 2, ctypes.byref(header))
"""
ROOT = Path(__file__).parents[3]


def in_child(act: Callable[[], object]) -> str:
    """What `act` returns, or the error that it raises, in a forked process."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = repr(act())
        except OSError as error:
            said = type(error).__name__
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8") as file:
        said = file.read()
    os.waitpid(child, 0)
    return said


needs_landlock = pytest.mark.skipif(not landlock.abi(), reason="this kernel has no Landlock")


@needs_landlock
def test_landlock_leaves_what_was_given(tmp_path: Path) -> None:
    for name in ("open", "closed", "written"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    single = tmp_path / "closed" / "single"
    single.write_text("single")

    def act() -> list[str]:
        readable = [str(tmp_path / "open"), str(single), str(tmp_path / "not there")]
        landlock.restrict(readable, [str(tmp_path / "written")], [str(tmp_path / "closed")])
        (tmp_path / "written" / "new").write_text("new")
        said = [(tmp_path / "open" / "file").read_text(), single.read_text()]
        said += sorted(os.listdir(tmp_path / "closed"))
        for path in (tmp_path / "closed" / "file", tmp_path / "open" / "new"):
            try:
                path.open("r" if path.exists() else "w").close()
            except PermissionError:
                said.append(f"not {path.parent.name}")
        return said

    expected = ["open", "single", "file", "single", "not closed", "not open"]
    assert in_child(act) == repr(expected)


@pytest.mark.parametrize(("version", "rights"), [(1, 13), (2, 14), (3, 15), (4, 15), (5, 16)])
def test_landlock_handles_every_right_of_an_older_kernel(version: int, rights: int) -> None:
    assert landlock.file_rights(version) == (1 << rights) - 1


def test_limits_are_lowered_and_told() -> None:
    def act() -> list[object]:
        size = rlimits.address_space()
        bounds = rlimits.apply(Limits(memory_bytes=1 << 30, files=99), extra_address_space=5)
        return [bounds["NOFILE"], bounds["CORE"], bounds["FSIZE"], bounds["AS"] - size > 1 << 30]

    assert in_child(act) == "[99, 0, 0, True]"


def test_limits_never_rise() -> None:
    def act() -> int:
        rlimits.apply(Limits(files=50))
        return rlimits.apply(Limits(files=200))["NOFILE"]

    assert in_child(act) == "50"


def test_a_lower_level_counts_tasks_in_place_of_refusing_them() -> None:
    assert "NPROC" in in_child(lambda: limits.lock_down_repetition(Limits(), 0))


def test_a_fork_sees_the_size_of_the_process_it_came_from() -> None:
    def act() -> bool:
        rlimits.remember_size_file()
        before = rlimits.address_space()
        block = bytearray(200 << 20)
        return rlimits.address_space() - before >= len(block)

    assert in_child(act) == "True"


def test_other_systems_get_no_layer_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert limits.lock_down_zygote([]) == ()
    assert namespaces.enter() == frozenset()


def test_where_namespaces_are_blocked_the_primary_layers_hold() -> None:
    with Ground() as ground:
        prefix = BINDER_POD.format(root=str(ROOT))
        folder = ground.notebook
        with Confined(3, [folder], folder, prefix=prefix) as confined:
            said = " ".join(confined.installed)
            if "seccomp" not in said:
                pytest.skip("this machine has no seccomp")
            assert "namespaces" not in said
            run = confined.run(f"open({ground.target['secret']!r})")
            assert "PermissionError" in run.output
            assert "PermissionError" in confined.run("import os; os.fork()").output
            assert confined.run("print(open('data.txt').read(1))").output == "1\n"


def has_namespaces() -> bool:
    return in_child(lambda: sorted(namespaces.enter())) != "[]"


def seconds_until(ended: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while not ended():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_the_process_that_stays_behind_ends_as_process_1_does() -> None:
    if not has_namespaces():
        pytest.skip("this machine has no namespaces for its users")

    def ended(act: Callable[[], object]) -> int:
        child = os.fork()
        if child == 0:
            namespaces.enter_and_fork()
            act()
            os._exit(99)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    assert ended(lambda: os._exit(17)) == 17
    assert ended(lambda: os._exit(0 if os.getpid() == 1 else 1)) == 0
    # Process 1 is immune to its own signals, except to those of a fault.
    assert ended(lambda: __import__("ctypes").string_at(0)) == -signal.SIGSEGV


def test_killing_the_process_that_stays_behind_ends_the_namespace(tmp_path: Path) -> None:
    if not has_namespaces():
        pytest.skip("this machine has no namespaces for its users")
    with Confined(3, [str(tmp_path)], str(tmp_path)) as confined:
        family = psutil.Process(confined.process.pid).children(recursive=True)
        assert len(family) == 1
        confined.process.kill()
        confined.process.wait()
        assert seconds_until(lambda: not any(_runs(process) for process in family))


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_the_sandbox_is_the_first_to_go_when_memory_runs_out(tmp_path: Path) -> None:
    with Confined(2, [str(tmp_path)], str(tmp_path)) as confined:
        assert "killed first" in confined.installed
        score = Path(f"/proc/{confined.process.pid}/oom_score_adj").read_text()
        assert score.strip() == "1000"


def test_no_capability_but_reading_is_left(tmp_path: Path) -> None:
    with Confined(2, [str(tmp_path)], str(tmp_path)) as confined:
        status = Path(f"/proc/{confined.process.pid}/status").read_text()
    held = {
        line.split()[0]: int(line.split()[1], 16) for line in status.splitlines() if "Cap" in line
    }
    assert held["CapEff:"] & ~0b110 == 0
    assert held["CapPrm:"] & ~0b110 == 0
