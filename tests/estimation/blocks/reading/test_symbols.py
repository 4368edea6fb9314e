"""From a function's name to its bytes."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.blocks.reading import elf
from jupyter_perf.estimation.blocks.reading.mangling import name_parts, source_parts
from jupyter_perf.estimation.blocks.reading.symbols import code_at


def with_symbols(elf_file: Any, *symbols: Any, **changes: Any) -> bytes:
    built: bytes = elf_file.with_(symbols=symbols, **changes).build()
    return built


@pytest.mark.parametrize(
    ("mangled", "parts"),
    [
        ("_Z3addii", ["add"]),
        ("_ZN2ns3dotIdEET_PKS1_S3_i", ["ns", "dot"]),
        ("_ZNK2ns1S3sumERKSt6vectorIdSaIdEE", ["ns", "S", "sum"]),
        ("_ZL3hidPKii", ["hid"]),
        ("_ZN2ns5applyILi3E4KindEEvv", ["ns", "apply"]),
        ("_ZN3std4iter3sum17h0123456789abcdefE", ["std", "iter", "sum"]),
        ("qsort@@GLIBC_2.2.5", ["qsort"]),
        ("_ZN", ["_ZN"]),
        ("_ZN999999999x", ["x"]),
        ("_ZNI", ["_ZNI"]),
    ],
)
def test_names_in_mangled_ones(mangled: str, parts: list[str]) -> None:
    assert name_parts(mangled) == parts


def test_names_as_a_source_has_them() -> None:
    assert source_parts("ns::f<std::vector<int>>(double, int)") == ["ns", "f"]


@pytest.mark.parametrize("name", ["_ZN2ns3sumEi", "ns::sum", "sum", "ns::sum(int)"])
def test_a_function_is_found_as_its_source_names_it(elf_file: Any, named: Any, name: str) -> None:
    size = len(elf_file.text)
    others = [named("_Z5sum_2v", 0, size), named("_ZN2ns3sumEi.cold", 4, 4)]
    data = with_symbols(elf_file, named("_ZN2ns3sumEi", 0, size), *others)
    assert elf.symbol_code(data, name).symbol.name == "_ZN2ns3sumEi"


def test_a_local_function_is_found(elf_file: Any, named: Any) -> None:
    data = with_symbols(elf_file, named("hidden", 0, 14, is_global=False))
    found = elf.symbol_code(data, "hidden")
    assert found.symbol.is_local
    assert found.code == elf_file.text[:14]


def test_near_names_are_suggested(elf_file: Any) -> None:
    with pytest.raises(UsageError, match="no function sun: did you mean sum"):
        elf.symbol_code(elf_file.build(), "sun")


def test_two_functions_of_a_name(elf_file: Any, named: Any) -> None:
    data = with_symbols(elf_file, named("_Z3sumi", 0, 4), named("_Z3sumd", 4, 4))
    with pytest.raises(UsageError, match=r"2 functions that sum may mean.*0x4011a4"):
        elf.symbol_code(data, "sum")


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ({"section": 0}, "only uses f, which is in another library"),
        ({"kind": 10}, "chosen for this processor"),
        ({"section": 2}, "is no code"),
        ({"offset": 1 << 40, "size": 4}, "isn't inside its section"),
        ({"size": 1 << 40}, "isn't inside its section"),
    ],
)
def test_what_has_no_code_here(
    elf_file: Any, named: Any, symbol: dict[str, int], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        elf.symbol_code(with_symbols(elf_file, named("f", **symbol)), "f")


def test_without_a_size_it_ends_where_the_next_begins(elf_file: Any, named: Any) -> None:
    data = with_symbols(elf_file, named("first", 0), named("second", 6))
    first, second = elf.symbol_code(data, "first"), elf.symbol_code(data, "second")
    assert (len(first.code), len(second.code)) == (6, len(elf_file.text) - 6)
    assert "doesn't say where first ends" in first.notes[0]


def test_a_stripped_file_asks_for_an_address(elf_file: Any) -> None:
    data = with_symbols(elf_file)
    with pytest.raises(UsageError, match=r"is stripped.*0x1234"):
        elf.symbol_code(data, "sum")
    found = code_at(elf.image(data), elf_file.address + 2)
    assert (found.code, found.address) == (elf_file.text[2:], elf_file.address + 2)


def test_an_address_within_a_function_means_the_function(elf_file: Any) -> None:
    image = elf.image(elf_file.build())
    assert code_at(image, elf_file.address + 5).symbol.name == "sum"
    with pytest.raises(UsageError, match="no code at 0x1"):
        code_at(image, 1)


def test_what_the_linker_fills_in_is_known(elf_file: Any) -> None:
    data = elf_file.with_(kind=1, address=0, relocations=[8, 400]).build()
    assert elf.symbol_code(data, "sum").pending == (8,)
    with pytest.raises(UsageError, match="isn't linked"):
        code_at(elf.image(data), 0)
