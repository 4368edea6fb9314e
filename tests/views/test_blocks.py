"""What an estimate of blocks says, and that its forms stay small, whole and harmless."""

import dataclasses
import json
import re

import pages
import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.blocks.result import Block, BlockEstimate, Instruction, Prediction
from jupyter_perf.views import blocks_kinds, blocks_rows, blocks_wording
from jupyter_perf.views.blockestimate import mimebundle
from jupyter_perf.views.limits import SAVED_BYTES, saved_size

DOT = (
    Instruction(0x40, "c5fb1004c1", "vmovsd xmm0, [rcx+rax*8]"),
    Instruction(0x45, "c5fb5904c2", "vmulsd xmm0, xmm0, [rdx+rax*8]"),
    Instruction(0x4A, "c5f358c8", "vaddsd xmm1, xmm1, xmm0"),
    Instruction(0x4E, "4883c001", "add rax, 1"),
)


def near(value):
    return Range(value, 0.95 * value, 1.05 * value)


def prediction(**changed):
    chained = Prediction(
        "zen4",
        "AMD Zen 4",
        near(3.1),
        (0.2, 0.3, 2.5, 0.1),
        3.0,
        (2,),
        (near(3.1), near(3.0), near(1.0), near(3.1)),
        unchained=near(1.0),
        notes=("1 of 4 instructions was never seen in training: the interval is wider",),
    )
    return dataclasses.replace(chained, **changed)


def block(*predictions, lines=DOT, origin="hex", **changed):
    return Block(origin, lines, predictions or (prediction(),), **changed)


def estimate(*blocks, **changed):
    whole = BlockEstimate(
        "text",
        blocks or (block(),),
        ("all data lie in the first-level cache",),
        "GRANITE for AMD Zen 4: error 6% on blocks never seen",
        0.012,
        "2026-11-22T03:00:00+00:00",
        {"python": "3.12.1"},
    )
    return dataclasses.replace(whole, **changed)


def long_block(count):
    lines = tuple(Instruction(5 * n, "c5fb5904c2", f"vmulsd xmm{n % 16}, xmm2, [rdx+{n}]")
                  for n in range(count))  # fmt: skip
    costs = tuple(0.5 + (n % 7) / 7 for n in range(count))
    found = prediction(cycles=near(sum(costs)), contributions=costs, path=(1, count - 1),
                       without=(None,) * count)  # fmt: skip
    return block(found, lines=lines)


def hostile():
    line = Instruction(0, "90", pages.HOSTILE)
    found = prediction(contributions=(1.0,), path=(), without=(None,), notes=(pages.HOSTILE,),
                       title=pages.HOSTILE)  # fmt: skip
    one = Block(pages.HOSTILE, (line,), (found,), (pages.HOSTILE,))
    return estimate(one, model=pages.HOSTILE, source=pages.HOSTILE)


HERE = prediction(target="here", title="this machine", clock_hz=3.7e9, path=(0, 1, 2))
ALL = {
    "one": estimate,
    "one with a clock": lambda: estimate(block(HERE)),
    "two targets": lambda: estimate(block(prediction(), HERE)),
    "two blocks": lambda: estimate(block(), block(HERE)),
    "no chain": lambda: estimate(block(prediction(path=(), unchained=None, chain=0.0))),
    "long": lambda: estimate(long_block(400)),
    "many": lambda: estimate(*[long_block(30)] * 200),
    "many targets": lambda: estimate(block(*[prediction()] * 8)),
    "hostile": hostile,
}


@pytest.fixture(params=list(ALL))
def found(request):
    return ALL[request.param]()


def shown(found, **options):
    """Its text, and the words of its HTML."""
    bundle = mimebundle(found, **options)
    return re.sub(r"\s+", " ", bundle["text/plain"]), pages.Page(bundle["text/html"]).text


def everywhere(found, words, **options):
    return all(words in form for form in shown(found, **options))


def test_both_forms_are_there_and_small(found):
    bundle = mimebundle(found)
    assert set(bundle) == {"text/plain", "text/html"}
    assert saved_size(bundle) <= SAVED_BYTES
    json.dumps(bundle, allow_nan=False)
    for form in shown(found):
        assert not re.search(r"\bnan\b", form.lower())
        assert "None" not in form


def test_text_fits_a_terminal_in_aligned_columns(found):
    lines = mimebundle(found)["text/plain"].splitlines()
    assert max(map(len, lines)) <= 80
    begins = {line.index("vmulsd") for line in lines if re.match(r" +[0-9a-f]+ .*vmulsd xmm", line)}
    assert len(begins) <= 1


def test_the_html_holds_no_script_and_nothing_that_a_block_brings_is_markup(found):
    page = pages.Page(mimebundle(found)["text/html"])
    assert not page.tags & {"script", "img", "iframe", "link", "a", "object"}
    assert not {name for name in page.attributes if name.startswith("on")}


def test_it_shows_itself_and_survives_its_json(found):
    assert BlockEstimate.from_json(found.to_json()) == found
    assert found._repr_mimebundle_() == mimebundle(found)
    assert str(found) == mimebundle(found)["text/plain"]


@pytest.mark.parametrize(
    "words",
    [
        "about 3.1 cycles an iteration [2.9, 3.3] on AMD Zen 4; the chain through `vaddsd` limits"
        " it (3.0): several accumulators would help",
        "If no iteration waited for the one before: about 1.00 [0.95, 1.05]",
        "Without this add (`vaddsd`, at 0x4a): 1.00 [0.95, 1.05] instead of 3.1",
        "hex · 4 instructions, 18 bytes",
        "vmulsd xmm0, xmm0, [rdx+rax*8]",
        "1 of 4 instructions was never seen in training: the interval is wider",
        "all data lie in the first-level cache",
        "GRANITE for AMD Zen 4: error 6% on blocks never seen; predicted in 12.0 ms",
    ],
)
def test_the_answer_what_limits_it_and_what_each_instruction_costs_are_said(words):
    assert everywhere(estimate(), words)


def test_of_an_unrolled_loop_it_is_said_what_all_of_a_name_cost():
    lines = (*DOT, dataclasses.replace(DOT[2], address=0x60))
    unrolled = prediction(
        cycles=near(6.2),
        contributions=(0.2, 0.3, 2.9, 0.1, 2.7),
        without=(near(6.2), near(1.5), near(3.1), near(6.2), near(3.1)),
        without_all={"vaddsd": near(1.0)},
    )
    found = estimate(block(unrolled, lines=lines))
    assert everywhere(found, "Without its 2 adds (`vaddsd`): 1.00 [0.95, 1.05] instead of 6.2")
    assert everywhere(found, "Without this multiply (`vmulsd`, at 0x45): 1.5 [1.4, 1.6] instead")
    assert "this add" not in shown(found)[0]


def test_time_is_said_where_the_clock_was_measured():
    assert everywhere(ALL["one with a clock"](), "an iteration at the 3.7 GHz measured here")
    assert not everywhere(estimate(), "GHz")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unchained": near(2.9)}, "limits it (3.0)"),
        ({"unchained": near(3.1)}, "`vaddsd` and the work itself limit it alike"),
        ({"unchained": None}, "limits it (3.0)"),
        ({"path": (1, 2)}, "the chain through `vmulsd`, `vaddsd` limits it (3.0)"),
        ({"cycles": near(8.0)}, "the work itself limits it: the chain through `vaddsd` takes 3.0"),
        ({"path": (), "unchained": None}, "no iteration waits for the one before"),
    ],
)
def test_advice_is_given_only_where_the_figures_bear_it(changed, said):
    headline = blocks_wording.headline(estimate(block(prediction(**changed))))
    assert said in headline
    assert "accumulators" not in headline


def test_a_counter_needs_no_accumulators():
    lines = (Instruction(0, "4883c008", "add rax, 8"),)
    counted = prediction(cycles=near(1.0), contributions=(1.0,), chain=1.0, path=(0,),
                         without=(None,), unchained=near(0.3))  # fmt: skip
    said = blocks_wording.headline(estimate(block(counted, lines=lines)))
    assert said.endswith("the chain through `add` limits it (1.0)")


@pytest.mark.parametrize(
    ("chain", "gathers"),
    [
        (("vaddsd xmm1, xmm1, xmm0",), True),
        (("vaddsd xmm2, xmm1, xmm0", "vaddsd xmm1, xmm2, xmm3"), True),
        (("vfmadd231sd xmm1, xmm0, xmm2",), True),
        (("vfmadd231sd xmm1, xmm0, xmm2", "vfmadd231sd xmm1, xmm3, xmm4"), True),
        (("vfmadd231sd xmm2, xmm0, xmm1", "vfmadd231sd xmm1, xmm0, xmm2"), False),
        (("vfmadd213sd xmm1, xmm0, xmm2",), False),
        (("vmulsd xmm1, xmm1, xmm0",), True),
        (("vaddsd xmm1, xmm1, xmm0", "vmulsd xmm1, xmm1, xmm2"), False),
        (("vdivsd xmm1, xmm1, xmm0",), False),
        (("vpaddd ymm1, ymm1, [rax]",), True),
        (("add rax, 8",), False),
    ],
)
def test_what_gathers_terms_is_told_from_other_recurrences(chain, gathers):
    lines = tuple(Instruction(at, "90", text) for at, text in enumerate(chain))
    found = prediction(path=tuple(range(len(chain))))
    assert blocks_kinds.accumulates(block(found, lines=lines), found) is gathers


def test_a_chain_longer_than_the_prediction_is_all_of_it():
    longer = prediction(chain=4.0)
    assert "limits it (all of it)" in blocks_wording.headline(estimate(block(longer)))
    assert everywhere(estimate(block(longer), block(longer)), "all of it")


def test_loads_that_wait_for_loads_are_told_from_sums():
    lines = (Instruction(0, "488b00", "mov rax, [rax]"),)
    chased = prediction(cycles=near(4.0), contributions=(4.0,), chain=4.0, path=(0,),
                        without=(None,), unchained=near(0.5))  # fmt: skip
    said = blocks_wording.headline(estimate(block(chased, lines=lines)))
    assert "each load waits for the one before" in said


def test_a_compiler_may_be_told_to_take_several_accumulators():
    numba = estimate(block(origin="numba: dot(array(float64, 1d, C))"))
    assert everywhere(numba, "`@njit(fastmath=True)` lets the compiler")
    assert "fastmath" not in mimebundle(estimate())["text/plain"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("vdivsd xmm0, xmm1, xmm2", "divide"),
        ("idiv rcx", "divide"),
        ("vsqrtpd ymm0, ymm1", "square root"),
        ("vfmadd231sd xmm0, xmm1, xmm2", "multiply-add"),
        ("imul rax, rbx", "multiply"),
        ("mov rax, [rbx]", "load"),
        ("mov [rbx], rax", "store"),
        ("mov qword ptr [rbx], 1", "store"),
        ("lea rax, [rbx+8]", "address"),
        ("vcvtsi2sd xmm0, xmm0, rax", "conversion"),
        ("vpshufd xmm0, xmm1, 2", "shuffle"),
        ("popcnt rax, rbx", "instruction"),
        ("lock add [rax], rbx", "instruction"),
    ],
)
def test_instructions_are_called_by_what_they_do(text, kind):
    assert blocks_kinds.kind(Instruction(0, "90", text)) == kind


def test_several_of_a_kind_are_called_so():
    nouns = ("divide", "multiply", "address")
    assert [blocks_kinds.plural(each) for each in nouns] == ["divides", "multiplies", "addresses"]


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ((), ["", "", "", ""]),
        ((2,), ["", "", "↺", ""]),
        ((0, 3), ["╭", "│", "│", "╰"]),
        ((0, 1, 3), ["╭", "├", "│", "╰"]),
        ((2, 0), ["╭", "│", "╰", ""]),
    ],
)
def test_the_chain_is_marked_where_it_passes(path, marks):
    found = prediction(path=path)
    assert blocks_wording.chain_marks(block(found), found) == marks


def test_of_a_long_block_the_chain_and_the_costly_lines_are_shown():
    lines = blocks_rows.lines_of(long_block(400), 10)
    shown = [line.at for line in lines if not line.skipped]
    assert len(shown) == 10
    assert {1, 399} < set(shown)
    assert len(shown) + sum(line.skipped for line in lines) == 400


def test_several_blocks_and_targets_stand_side_by_side():
    found = ALL["two blocks"]()
    assert everywhere(found, "2 blocks: about 3.1 cycles an iteration on AMD Zen 4")
    assert everywhere(found, "Limited by")
    two = mimebundle(ALL["two targets"]())["text/html"]
    assert "Cycles on AMD Zen 4" in two
    assert "Cycles on this machine" in two


def test_what_is_left_out_is_counted():
    found = ALL["many"]()
    text, words = shown(found)
    assert re.search(r"… and \d+ more, in `to_frame\(\)`", text)
    assert re.search(r"… and \d+ more, in `to_frame\(\)`", words)


def test_the_line_of_the_source_is_said_where_it_is_known():
    found = estimate(block(origin="numba: dot(float64)", line=3))
    assert everywhere(found, "numba: dot(float64), loop at line 3 · 4 instructions, 18 bytes")


def test_other_loops_are_offered():
    found = estimate(block(choices=("--loop 2: line 7, at 0x40, vmulsd",)))
    assert everywhere(found, "--loop 2: line 7, at 0x40, vmulsd")


def test_remarks_of_who_shows_it_are_said():
    assert everywhere(estimate(), "said aside", aside=("said aside",))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Range(4.2, 3.9, 4.6), "4.2 [3.9, 4.6]"),
        (Range(1.0, 0.98, 1.05), "1.00 [0.98, 1.05]"),
        (Range(0.5, 0.4, 0.7), "0.50 [0.40, 0.70]"),
        (Range(1.8, 1.3, 1289.6), "1.8 [1.3, 1,290]"),
        (Range(1234.0, 1100.0, 1400.0), "1,234 [1,100, 1,400]"),
    ],
)
def test_cycles_have_the_digits_that_their_interval_supports(value, said):
    assert blocks_wording.cycles(value) == said
