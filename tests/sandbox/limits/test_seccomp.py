"""The filters of both architectures, judged by an interpreter of the few BPF words they use."""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

import pytest

from jupyter_perf.sandbox.limits import bpf, seccomp
from jupyter_perf.sandbox.limits.syscalls import AUDIT_ARCH, FIRST_UNREVIEWED, NUMBERS

PID = 4321
MACHINES = ["x86_64", "aarch64"]
# Calls that the tables leave out because nothing is said of them; the same on both, or per machine.
HARMLESS = {
    "x86_64": {"read": 0, "write": 1, "mmap": 9, "futex": 202, "epoll_create1": 291, "wait4": 61},
    "aarch64": {
        "read": 63,
        "write": 64,
        "mmap": 222,
        "futex": 98,
        "epoll_create1": 20,
        "wait4": 260,
    },
}
CLONE_FOR_THREAD, CLONE_FOR_FORK, NEW_USER = 0x3D0F00, 0x1200011, 0x10000000


def judge(
    machine: str, number: int, *arguments: int, allow_fork: bool = False, arch: int | None = None
) -> int:
    """What the filter for `machine` answers."""
    code = seccomp.program(machine, PID, allow_fork)
    words = [*arguments, *[0] * (6 - len(arguments))]
    arch = AUDIT_ARCH[machine] if arch is None else arch
    data = struct.pack("<IIQ6Q", number, arch, 0, *[word % (1 << 64) for word in words])
    loaded, position = 0, 0
    while True:
        operation, then, otherwise, value = struct.unpack("<HBBI", code[position])
        position += 1
        if operation == 0x06:
            return value
        if operation == 0x20:
            loaded = struct.unpack_from("<I", data, value)[0]
        elif operation == 0x54:
            loaded &= value
        elif operation == 0x15:
            position += then if loaded == value else otherwise
        elif operation == 0x35:
            position += then if loaded >= value else otherwise
        else:
            raise AssertionError(f"an instruction that isn't in use: {operation:#x}")


def named(machine: str, name: str, *arguments: int, allow_fork: bool = False) -> int:
    return judge(machine, NUMBERS[machine][name], *arguments, allow_fork=allow_fork)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("allow_fork", [False, True])
def test_what_numeric_code_needs_is_allowed(machine: str, allow_fork: bool) -> None:
    for number in HARMLESS[machine].values():
        assert judge(machine, number, allow_fork=allow_fork) == bpf.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_a_repetition_may_start_threads_and_no_process(machine: str) -> None:
    assert named(machine, "clone", CLONE_FOR_THREAD) == bpf.ALLOW
    assert named(machine, "clone", CLONE_FOR_FORK) == bpf.REFUSE
    assert named(machine, "clone", CLONE_FOR_THREAD | NEW_USER) == bpf.REFUSE
    assert named(machine, "clone3") == bpf.UNKNOWN
    assert named(machine, "execve") == bpf.REFUSE


@pytest.mark.parametrize("machine", MACHINES)
def test_the_zygote_may_fork_but_not_into_namespaces(machine: str) -> None:
    assert named(machine, "clone", CLONE_FOR_FORK, allow_fork=True) == bpf.ALLOW
    assert named(machine, "clone", CLONE_FOR_FORK | NEW_USER, allow_fork=True) == bpf.REFUSE
    assert named(machine, "execve", allow_fork=True) == bpf.REFUSE
    assert named(machine, "prctl", 22, allow_fork=True) == bpf.ALLOW
    assert named(machine, "setpgid", allow_fork=True) == bpf.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_on_processes_are_for_the_own_one(machine: str) -> None:
    assert named(machine, "tgkill", PID) == bpf.ALLOW
    assert named(machine, "tgkill", PID + 1) == bpf.REFUSE
    assert named(machine, "kill", PID + 1) == bpf.REFUSE
    assert named(machine, "prlimit64", 0, 7, 0, 1 << 40) == bpf.ALLOW
    assert named(machine, "prlimit64", 0, 7, 1 << 40) == bpf.REFUSE
    assert named(machine, "prlimit64", PID + 1, 7, 0) == bpf.REFUSE
    assert named(machine, "prlimit64", 0, 7, 1 << 40, allow_fork=True) == bpf.ALLOW
    assert named(machine, "prlimit64", PID + 1, 7, 1 << 40, allow_fork=True) == bpf.REFUSE


@pytest.mark.parametrize("machine", MACHINES)
def test_arguments_are_compared_as_the_kernel_reads_them(machine: str) -> None:
    junk = 1 << 32
    assert named(machine, "tgkill", junk | PID) == bpf.ALLOW
    assert named(machine, "ioctl", 0, junk | 0x5412) == bpf.REFUSE
    assert named(machine, "ioctl", 0, 0x5401) == bpf.ALLOW
    assert named(machine, "sendto", 3, 1, 1, 0, 0) == bpf.ALLOW
    assert named(machine, "sendto", 3, 1, 1, 0, junk) == bpf.REFUSE
    assert named(machine, "sendto", 3, 1, 1, 0, 1) == bpf.REFUSE
    assert named(machine, "socketpair", 1, 1 | 0o2004000) == bpf.ALLOW
    assert named(machine, "socketpair", 1, 2) == bpf.REFUSE


@pytest.mark.parametrize("machine", MACHINES)
def test_other_numberings_end_the_process(machine: str) -> None:
    assert judge(machine, 0x40000000 | 39) == bpf.KILL_PROCESS
    assert judge(machine, 0xFFFFFFFF) == bpf.KILL_PROCESS
    assert judge(machine, 20, arch=0x40000003) == bpf.KILL_PROCESS
    assert judge(machine, FIRST_UNREVIEWED) == bpf.UNKNOWN


@pytest.mark.parametrize("machine", MACHINES)
def test_every_name_in_the_policy_is_in_the_table(machine: str) -> None:
    names = {*seccomp._refused(False), *seccomp._conditional(PID, False)}
    assert names <= set().union(*NUMBERS.values())
    must_exist = names & set(NUMBERS["x86_64"]) & set(NUMBERS["aarch64"])
    assert len(must_exist) > 120
    refused = [name for name in seccomp._refused(False) if name in NUMBERS[machine]]
    by_argument = seccomp._conditional(PID, False)
    for name in refused:
        if name not in by_argument and name != "clone3":
            assert named(machine, name) == bpf.REFUSE, name


def header_numbers(machine: str) -> dict[str, int]:
    """The numbers in the kernel's own headers, where they are installed."""
    if machine == "x86_64":
        header = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
        text = header.read_text() if header.exists() else ""
    else:
        header = Path("/usr/include/asm-generic/unistd.h")
        text = _preprocessed(header) if header.exists() else ""
    found = dict(re.findall(r"#define (__NR\w+) (\w+)", text))
    # The generic header defines some numbers under a second name first.
    resolved = {name[5:]: found.get(value, value) for name, value in found.items()}
    return {name: int(value) for name, value in resolved.items() if value.isdigit()}


def _preprocessed(header: Path) -> str:
    wanted = ["RENAMEAT", "SET_GET_RLIMIT", "SYS_CLONE3", "MEMFD_SECRET"]
    options = [f"-D__ARCH_WANT_{name}" for name in wanted]
    command = ["cc", "-E", "-dM", "-D__BITS_PER_LONG=64", *options, "-include", str(header), "-"]
    try:
        run = subprocess.run(command, input="", capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return run.stdout


@pytest.mark.parametrize("machine", MACHINES)
def test_numbers_are_those_of_the_kernels_headers(machine: str) -> None:
    expected = header_numbers(machine)
    if not expected:
        pytest.skip("the kernel's headers aren't installed")
    both = expected.keys() & NUMBERS[machine].keys()
    assert len(both) > 140
    assert {name: NUMBERS[machine][name] for name in both} == {n: expected[n] for n in both}
    unknown = NUMBERS[machine].keys() - expected.keys()
    assert unknown <= {"fchmodat2"}, "names younger than these headers"
