"""The shipped weights through the public functions."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

pytest.importorskip("iced_x86", reason="the extra `blocks` is not installed")

import code_bytes

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.models import granite
from jupyter_perf.estimation.models.granite.model import shipped

DIVIDE = bytes.fromhex("f20f5ec1f20f58d0")  # divsd xmm0,xmm1; addsd xmm2,xmm0
AVX512 = bytes.fromhex("62f17c4858c1")  # vaddps zmm0,zmm0,zmm1
RARE = bytes.fromhex("660f38dec1")  # aesdec xmm0,xmm1


def test_numbers_for_many_blocks() -> None:
    found = granite.predict(list(code_bytes.EVERY))
    assert found.shape == (len(code_bytes.EVERY),)
    assert found.dtype == np.float64
    assert (found > 0).all()


def test_latencies_that_every_manual_has() -> None:
    add, multiply, divide = granite.predict([code_bytes.ADD_CHAIN, code_bytes.MUL_CHAIN, DIVIDE])
    assert add == pytest.approx(1, rel=0.15)
    assert multiply == pytest.approx(3, rel=0.25)
    assert divide == pytest.approx(13, rel=0.3)


def test_nothing_gives_nothing() -> None:
    found = granite.predict([])
    assert found.shape == (0,)
    assert found.dtype == np.float64
    assert granite.appraise([]) == []


def test_what_cannot_be_decoded_is_nan_with_one_warning() -> None:
    with pytest.warns(UserWarning, match="2 of 3 blocks are not predicted: block 0") as caught:
        found = granite.predict([b"\x06", code_bytes.ADD_CHAIN, b""])
    assert len(caught) == 1
    assert np.isnan(found).tolist() == [True, False, True]


def test_appraisals_have_none_for_those_and_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = granite.appraise([b"\xc3", code_bytes.ADD_CHAIN])
    assert found[0] is None
    assert found[1] is not None


def test_a_prediction_is_made_of_its_instructions() -> None:
    for code, found in zip(code_bytes.EVERY, granite.appraise(code_bytes.EVERY), strict=True):
        assert found is not None
        assert len(found.contributions) == len(granite.decode(code))
        assert sum(found.contributions) == pytest.approx(found.cycles.value, rel=1e-6)
        assert min(found.contributions) >= 0
        assert found.cycles.low < found.cycles.value < found.cycles.high


def test_the_chain_is_named() -> None:
    (found,) = granite.appraise([DIVIDE])
    assert found is not None
    assert 0 in found.path
    assert found.contributions[0] > 5 * found.contributions[1]
    (none,) = granite.appraise([bytes.fromhex("488b0b")])  # mov rcx,[rbx]
    assert none is not None
    assert none.path == ()


@pytest.mark.parametrize(
    ("second", "cycles"), [("c5f35ec8", 13), ("c5f351c9", 21)]
)  # vdivsd, vsqrtsd; the addition takes 3 (AMD's guide to Zen 4)
def test_a_chain_is_shared_out_by_what_each_takes_by_itself(second: str, cycles: int) -> None:
    add = "c5f3580cd1"  # vaddsd xmm1,xmm1,[rcx+rdx*8]
    (found,) = granite.appraise([bytes.fromhex(4 * (add + second))])
    assert found is not None
    adds, others = sum(found.contributions[::2]), sum(found.contributions[1::2])
    assert others / adds == pytest.approx(cycles / 3, rel=0.35)


def test_alike_is_how_the_labels_were_measured() -> None:
    (apart,), (alike,) = (
        granite.appraise([code_bytes.OTHER_NAME], alike=each) for each in (False, True)
    )
    assert apart is not None
    assert alike is not None
    assert alike.cycles.value == pytest.approx(granite.predict([code_bytes.OTHER_NAME])[0])


def test_an_opcode_that_was_never_seen_widens_the_interval() -> None:
    known = set(shipped().settings["words"])
    unseen = next(code for code in (AVX512, RARE) if _word(code) not in known)
    (found,) = granite.appraise([unseen])
    assert found is not None
    assert "hardly ever seen" in found.notes[0]
    (usual,) = granite.appraise([code_bytes.ADD_CHAIN])
    assert usual is not None
    assert usual.notes == ()

    def width(each: granite.Appraisal) -> float:
        return each.cycles.high / each.cycles.low

    assert width(found) > 1.5 * width(usual)


def _word(code: bytes) -> str:
    from jupyter_perf.estimation.models.granite.operands import names

    return "c:" + names().codes[granite.decode(code)[0].code]


def test_what_is_no_bytes_and_no_target_is_refused() -> None:
    with pytest.raises(UsageError, match="block 0 is a str"):
        granite.predict(["4801d8"])  # type: ignore[list-item]
    with pytest.raises(UsageError, match="no microarchitecture is named 'z80'"):
        granite.predict([code_bytes.ADD_CHAIN], target="z80")


def test_bytes_of_any_kind_are_taken() -> None:
    code = code_bytes.MUL_CHAIN
    one, two, three = granite.predict([code, bytearray(code), memoryview(code)])  # type: ignore[list-item]
    assert one == two == three


def test_representations_stand_in_the_order_of_the_blocks() -> None:
    found = granite.represent(code_bytes.EVERY)
    assert found.dtype == np.float32
    last = granite.represent(code_bytes.EVERY[-1:])
    np.testing.assert_allclose(found[-1:], last, atol=1e-4)


def test_weights_are_small_and_plain() -> None:
    from importlib import resources

    package = "jupyter_perf.estimation.models.granite"
    place = resources.files(package).joinpath("weights", "zen4.npz")
    assert len(place.read_bytes()) < 5_000_000
    assert resources.files(package).joinpath("weights", "zen4.md").is_file()


@pytest.mark.parametrize(
    ("link", "cycles"),
    [
        ("f20f58c1", 3),  # addsd xmm0,xmm1
        ("f20f59c1", 3),  # mulsd xmm0,xmm1
        ("c4e2f1b8c2", 4),  # vfmadd231sd xmm0,xmm1,xmm2
        ("f20f5ec1", 13),  # divsd xmm0,xmm1
        ("480fafc3", 3),  # imul rax,rbx
        ("4801d8", 1),  # add rax,rbx
    ],
)
@pytest.mark.parametrize("links", [1, 2, 8])
def test_a_chain_takes_the_latency_of_each_link(link: str, cycles: float, links: int) -> None:
    (found,) = granite.appraise([bytes.fromhex(link) * links])
    assert found is not None
    assert found.cycles.value == pytest.approx(cycles * links, rel=0.15)
    assert found.chain == pytest.approx(found.cycles.value, rel=0.2)
    assert found.path == tuple(range(links))


DOT = "c57b1047{at}c53b5946{at}c4c16358d8"
"""vmovsd xmm8,[rdi+at]; vmulsd xmm8,xmm8,[rsi+at]; vaddsd xmm3,xmm3,xmm8: none of the anchors'
registers."""
MOVES = "4883c7404883c6404839cf"
"""add rdi,64; add rsi,64; cmp rdi,rcx"""


@pytest.mark.parametrize("products", [2, 4, 8])
def test_a_chain_is_as_slow_in_company(products: int) -> None:
    code = bytes.fromhex("".join(DOT.format(at=f"{8 * k:02x}") for k in range(products)) + MOVES)
    (found,) = granite.appraise([code])
    assert found is not None
    assert found.cycles.value == pytest.approx(3 * products, rel=0.1)
    assert found.cycles.low <= 1.03 * 3 * products
    assert 0.97 * 3 * products <= found.cycles.high
    assert {3 * k + 2 for k in range(products)} <= set(found.path)
