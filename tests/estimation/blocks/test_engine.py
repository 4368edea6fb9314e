"""From listings to the answer, with a model that can be worked out by hand."""

from dataclasses import dataclass

import pytest

pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
import fake_cycles

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.blocks import engine
from jupyter_perf.estimation.blocks.question import MOST_BLOCKS, question
from jupyter_perf.estimation.blocks.reading import Choice
from jupyter_perf.estimation.blocks.result import BlockEstimate

SUM = "c5fb5804c14883c008"  # vaddsd xmm0, xmm0, [rcx+rax*8]; add rax, 8
DIVIDES = "c5fb5ec1c5e158da"  # vdivsd xmm0, xmm0, xmm1; vaddsd xmm3, xmm3, xmm2
TWO = {"zen4": ("AMD Zen 4", 1.0), "here": ("this machine", 2.0)}


@dataclass(frozen=True)
class Listed:
    code: bytes
    address: int = 0
    origin: str = "hex"
    notes: tuple = ()
    line: int | None = None
    choices: tuple = ()
    chosen: int = 0


def listed(code, **more):
    return Listed(bytes.fromhex(code), **more)


def estimated(*codes, model=None, target=None):
    model = model or fake_cycles.Model()
    found = [code if isinstance(code, Listed) else listed(code) for code in codes]
    return engine.estimate(question("text", found, target, model=model), model)


def test_a_listing_has_addresses_bytes_and_intel_syntax():
    [block] = estimated(listed(SUM, address=0x40, notes=("read so",), line=3)).blocks
    lines = [(each.address, each.code, each.text) for each in block.instructions]
    assert lines == [
        (0x40, "c5fb5804c1", "vaddsd xmm0, xmm0, [rcx+rax*8]"),
        (0x45, "4883c008", "add rax, 8"),
    ]
    assert (block.origin, block.line, block.notes) == ("hex", 3, ("read so",))
    assert block.code.hex() == SUM


def test_other_loops_of_the_function_are_told_with_how_to_ask_for_them():
    choices = (Choice(1, 0, 2, 1, "vaddsd, add"), Choice(2, 64, 5, 2, "vmulsd", line=7))
    [block] = estimated(listed(SUM, choices=choices, chosen=1)).blocks
    assert block.choices == ("--loop 2: line 7, at 0x40, vmulsd",)


def test_numbers_are_written_as_programmers_do():
    [block] = estimated("4883feff488b8100010000").blocks
    assert [each.text for each in block.instructions] == ["cmp rsi, -1", "mov rax, [rcx+0x100]"]


def test_a_chain_beside_as_much_work_limits_together_with_it():
    [prediction] = estimated("c5fb58c1" + "90" * 11).blocks[0].predictions
    assert (prediction.chain, prediction.cycles.value) == (3.0, 3.0)
    assert prediction.unchained.value == 3.25
    assert prediction.bound == "both"


def test_contributions_sum_to_the_cycles_and_the_chain_is_what_limits():
    found = estimated(SUM)
    [prediction] = found.blocks[0].predictions
    assert found.cycles.value == sum(prediction.contributions) == 3.0
    assert (prediction.path, prediction.chain, prediction.bound) == ((0,), 3.0, "chain")
    assert found.cycles == prediction.cycles


def test_each_instruction_is_left_out_in_turn():
    [prediction] = estimated(DIVIDES).blocks[0].predictions
    # Without the divide the sum's chain of 3 is left, without the sum the divide's 10.
    assert [each.value for each in prediction.without] == [3.0, 10.0]


def test_of_several_of_a_name_all_are_left_out():
    unrolled = "c5fb5ec1" * 4 + "4883c020"
    [prediction] = estimated(unrolled).blocks[0].predictions
    assert prediction.cycles.value == 40.25
    assert [each.value for each in prediction.without] == [30.25] * 4 + [40.0]
    # What is left is the counter, whose chain takes one cycle.
    assert {name: each.value for name, each in prediction.without_all.items()} == {"vdivsd": 1.0}


def test_a_block_of_one_has_nothing_to_leave_out():
    [prediction] = estimated("c5fb58c1").blocks[0].predictions
    assert prediction.without == (None,)


def test_the_chain_is_cut_by_an_instruction_that_sets_its_register_to_zero():
    model = fake_cycles.Model()
    [prediction] = estimated(SUM, model=model).blocks[0].predictions
    assert bytes.fromhex("c5f857c0" + SUM) in [block for block, _ in model.asked]
    # The counter's own chain takes one cycle, the three instructions 0.75.
    assert prediction.unchained.value == 1.0
    assert prediction.gains_from_cutting


def test_a_chain_through_memory_alone_is_not_cut():
    [prediction] = estimated("48ff00").blocks[0].predictions  # inc qword ptr [rax]
    assert prediction.unchained is None
    assert not prediction.gains_from_cutting


def test_every_target_predicts_every_block():
    found = estimated(SUM, DIVIDES, model=fake_cycles.Model(TWO), target="zen4, here")
    seen = [(p.target, p.title, p.cycles.value) for b in found.blocks for p in b.predictions]
    assert seen == [
        ("zen4", "AMD Zen 4", 3.0),
        ("here", "this machine", 6.0),
        ("zen4", "AMD Zen 4", 10.25),
        ("here", "this machine", 20.5),
    ]


def test_this_machine_is_asked_first_once_it_is_known():
    model = fake_cycles.Model(TWO)
    assert estimated(SUM, model=model).blocks[0].predictions[0].target == "here"
    assert estimated(SUM).blocks[0].predictions[0].target == "zen4"


def test_seconds_need_a_clock_that_was_measured():
    assert estimated(SUM).seconds is None
    clocked = estimated(SUM, model=fake_cycles.Model(clocks={"zen4": 3e9}))
    assert clocked.seconds.value == pytest.approx(1e-9)


def test_of_a_long_block_the_costly_instructions_are_left_out():
    model = fake_cycles.Model()
    [prediction] = estimated("90" * 300 + "c5fb5ec1", model=model).blocks[0].predictions
    tried = [at for at, each in enumerate(prediction.without) if each is not None]
    assert 300 in tried
    assert len(tried) == 64


def test_of_many_long_blocks_fewer_are_left_out():
    found = estimated(*["90" * 100 + "c5fb5ec1"] * 50)
    for block in found.blocks:
        tried = [each for each in block.predictions[0].without if each is not None]
        assert len(tried) == 4


def test_it_survives_its_json_and_has_a_row_for_each_instruction():
    found = estimated(SUM, DIVIDES, model=fake_cycles.Model(TWO, {"here": 3e9}), target="zen4,here")
    assert BlockEstimate.from_json(found.to_json()) == found
    frame = found.to_frame()
    assert len(frame) == 8
    totals = frame.groupby(["block", "target"])["cycles"].sum()
    assert totals[0, "zen4"] == pytest.approx(3.0)
    assert list(frame[frame.on_chain & (frame.target == "zen4")].text) == [
        "vaddsd xmm0, xmm0, [rcx+rax*8]",
        "vdivsd xmm0, xmm0, xmm1",
    ]
    assert frame.without_low.notna().all()
    assert found.model == "made up for zen4, error 0%"
    assert "iced-x86" in found.versions


def test_avx_512_is_predicted_with_a_warning():
    [block] = estimated("62f1fd4858c14883c008").blocks  # vaddpd zmm0, zmm0, zmm1; add rax, 8
    assert "1 of 2 instructions is AVX-512" in block.notes[0]
    assert not estimated(SUM).blocks[0].notes


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "the block is empty"),
        ("4883c0", "is cut off"),
        ("06", "no x86-64 instruction"),
        ("75fe", "is a branch"),
        ("e800000000", "is a call"),
        ("c3", "returns"),
        ("0f05", "`syscall` at byte 0 leaves the block"),
        ("cc", "leaves the block"),
    ],
)
def test_what_is_no_body_of_a_block_is_refused_with_where_it_is(code, said):
    with pytest.raises(UsageError, match=f"block 2, hex: .*{said}"):
        estimated(SUM, code)


def test_no_block_and_too_many_are_refused():
    with pytest.raises(UsageError, match="no block to estimate"):
        estimated()
    with pytest.raises(UsageError, match="too many to show"):
        estimated(*[SUM] * (MOST_BLOCKS + 1))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("zen5", "did you mean zen4"),
        ("alpha", "there are zen4"),
        ("here", "%perf calibrate --blocks"),
        ("", "needs a microarchitecture"),
        (",".join(f"t{n}" for n in range(9)), "at most 8"),
    ],
)
def test_an_unknown_target_is_refused_with_those_that_are_known(target, said):
    with pytest.raises(UsageError, match=said):
        estimated(SUM, target=target)
