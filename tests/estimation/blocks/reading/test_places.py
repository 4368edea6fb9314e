"""Functions named by their file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("iced_x86", reason="needs the extra blocks")

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.blocks.reading import read
from jupyter_perf.estimation.blocks.reading.archives import members
from jupyter_perf.estimation.blocks.reading.places import place_of
from jupyter_perf.estimation.blocks.reading.raw import raw

LIBC = Path("/lib/x86_64-linux-gnu/libc.so.6")


def archive(*parts: tuple[str, bytes]) -> bytes:
    data = b"!<arch>\n"
    for name, content in parts:
        header = f"{name:<16}{0:<12}{0:<6}{0:<6}{644:<8}{len(content):<10}".encode() + b"`\n"
        data += header + content + b"\n" * (len(content) % 2)
    return data


def test_a_function_of_a_library(tmp_path: Path, elf_file: Any, sum_body: bytes) -> None:
    path = elf_file.saved(tmp_path / "libfoo.so.1")
    (found,) = read(f"{path}:sum")
    assert (found.code, found.address) == (sum_body, elf_file.address + 2)
    assert found.origin == "sum in libfoo.so.1"


@pytest.mark.parametrize("form", ["{path}:0x4011a4", "'{path}:sum'", "{path}:sum  # a comment"])
def test_ways_to_name_it(tmp_path: Path, elf_file: Any, sum_body: bytes, form: str) -> None:
    path = elf_file.saved(tmp_path / "a.out")
    (found,) = read(form.format(path=path))
    assert found.code == sum_body


def test_paths_relative_and_in_variables(
    tmp_path: Path, elf_file: Any, sum_body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = elf_file.saved(tmp_path / "with space.so")
    monkeypatch.chdir(tmp_path)
    (by_text,) = read("'./with space.so:sum'")
    (by_name,) = read("where", {"where": f"{path}:sum"})
    assert by_text.code == by_name.code == sum_body
    with pytest.raises(UsageError, match="say which function"):
        read("where", {"where": path})


def test_several_at_once(tmp_path: Path, elf_file: Any) -> None:
    path = elf_file.saved(tmp_path / "libfoo.so")
    assert len(read(f"{path}:sum\n{path}:sum")) == 2


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("{path}", "say which function of libfoo.so: .*such as sum"),
        ("{path}:sums", "no function sums: did you mean sum"),
        ("{path}x:sum", "No such file"),
        ("{folder}:sum", "is a folder"),
        ("{path}:0x10", "no code at 0x10"),
    ],
)
def test_what_is_not_there(tmp_path: Path, elf_file: Any, form: str, said: str) -> None:
    path = elf_file.saved(tmp_path / "libfoo.so")
    with pytest.raises(UsageError, match=said):
        read(form.format(path=path, folder=tmp_path))


def test_a_member_of_an_archive(tmp_path: Path, elf_file: Any, sum_body: bytes) -> None:
    unlinked = elf_file.with_(kind=1, address=0)
    other = unlinked.with_(symbols=()).build()
    path = tmp_path / "libfoo.a"
    path.write_bytes(
        archive(
            ("/", b"index"),
            ("//", b"a_rather_long_member.o/\n"),
            ("other.o/", other),
            ("/0", unlinked.build()),
            ("#1/8", b"bsd.o\0\0\0" + unlinked.build()),
        )
    )
    assert [each.name for each in members(raw(path))] == [
        "other.o",
        "a_rather_long_member.o",
        "bsd.o",
    ]
    for form in ("{path}:sum", "{path}(bsd.o):sum"):
        (found,) = read(form.format(path=path))
        assert found.code == sum_body
    with pytest.raises(UsageError, match=r"no member x.o: it has other.o"):
        read(f"{path}(x.o):sum")
    with pytest.raises(UsageError, match=r"no member of libfoo.a has a function f"):
        read(f"{path}:f")
    with pytest.raises(UsageError, match="none was named"):
        read(str(path))


@pytest.mark.parametrize(
    "data",
    [
        archive(("a.o/", b"x" * 40))[:-20],
        b"!<arch>\n" + b"x" * 80,
        b"!<arch>\n",
        archive(("/9", b"")),
    ],
)
def test_a_damaged_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "libfoo.a"
    path.write_bytes(data)
    with pytest.raises(UsageError):
        read(f"{path}:sum")


def test_a_thin_archive(tmp_path: Path) -> None:
    path = tmp_path / "libfoo.a"
    path.write_bytes(b"!<thin>\n")
    with pytest.raises(UsageError, match="thin archive"):
        read(f"{path}:sum")


def test_zeros_for_the_linker_are_noted(tmp_path: Path, elf_file: Any, named: Any) -> None:
    # The loop's `add eax, [rdi]` as `add eax, [rip + …]`.
    text = bytes.fromhex("31c0 030500000000 4883c704 48ffce 75f1 c3")
    changes = {"text": text, "symbols": [named("sum", 0, len(text))], "relocations": [4]}
    path = elf_file.with_(kind=1, address=0, **changes).saved(tmp_path / "f.o")
    (found,) = read(f"{path}:sum")
    assert found.notes == ("1 place that linking fills in read as 0",)


@pytest.mark.parametrize(
    "text", ["loop: add eax, ebx", ".L3:", "mov eax, fs:0x10", "again:nop", "lea rax, [rbx]", "foo"]
)
def test_assembly_is_no_place(text: str) -> None:
    assert place_of(text) is None


@pytest.mark.skipif(not LIBC.exists(), reason="needs Debian's C library for x86-64")
def test_a_real_library() -> None:
    with pytest.raises(UsageError, match="did you mean qsort"):
        read(f"{LIBC}:qsor")
    with pytest.raises(UsageError, match="chosen for this processor"):
        read(f"{LIBC}:strlen")
