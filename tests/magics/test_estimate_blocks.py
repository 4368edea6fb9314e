"""`%%estimate --blocks` in a real kernel: what it shows and keeps, and that nothing of it runs."""

import struct

import pytest

pytest.importorskip("iced_x86", reason="needs the extra `blocks`")

SUM = "c5 fb 58 04 c1  48 83 c0 08"  # vaddsd xmm0, xmm0, [rcx+rax*8]; add rax, 8


@pytest.fixture
def ready(kernel):
    """The kernel under test with a model that can be worked out by hand."""
    kernel.run(
        "import fake_cycles, jupyter_perf as jp, jupyter_perf.magics.blocks as _b\n"
        "_b.model = lambda: fake_cycles.Model(\n"
        "    {'zen4': ('AMD Zen 4', 1.0), 'zen5': ('AMD Zen 5', 2.0)}, {'zen5': 4e9})"
    )
    return kernel


def refused(ran):
    """What a mistake is told in; nothing else came of the cell."""
    assert ran.reply["status"] == "error"
    assert ran.reply["ename"] == "UsageError"
    assert not ran.outputs or {kind for kind, _ in ran.outputs} <= {"stream", "error"}
    said = ran.printed + " ".join(ran.errors)
    assert "(nothing was run)" in said
    return said


def test_hex_is_answered_in_one_output_and_kept(ready):
    ran = ready.run(f"%%estimate --blocks --into y\n{SUM}")
    assert ran.reply["status"] == "ok", ran.errors
    assert [kind for kind, _ in ran.outputs] == ["display_data"]
    assert set(ran.outputs[0][1]["data"]) == {"text/plain", "text/html"}
    assert ran.shown.startswith("about 3.0 cycles an iteration [2.8, 3.2] on AMD Zen 4; the chain")
    assert "add rax, 8" in ran.shown
    assert ready.ask("y is jp.last() and y.cycles.value") == "3.0"
    history = ready.run("%perf history --kind blocks").shown
    assert "blocks  3 cycles on zen4" in history


def test_assembly_is_answered_alike(ready):
    pytest.importorskip("llvmlite", reason="needs an assembler")
    ran = ready.run(
        "%%estimate --blocks\nloop:\n  vaddsd xmm0, xmm0, [rcx+rax*8]\n  add rax, 8\n"
        "  cmp rax, rdx\n  jne loop"
    )
    assert ran.reply["status"] == "ok", ran.errors
    assert "about 3.0 cycles an iteration" in ran.shown
    assert "cmp rax, rdx" in ran.shown


def test_the_expression_may_stand_on_the_line(ready):
    ready.run(f"code = bytes.fromhex({SUM!r})")
    line = ready.run("%estimate --blocks code --target zen5,zen4")
    assert line.reply["status"] == "ok", line.errors
    assert "about 6.0 cycles an iteration" in line.shown
    assert "AMD Zen 4" in line.shown
    body = ready.run("%%estimate --blocks --target zen5\ncode")
    assert "about 6.0 cycles an iteration" in body.shown
    assert "an iteration at the 4 GHz measured here" in body.shown


def test_nothing_of_the_cell_runs(ready):
    ready.run("x = 0")
    ready.run("%%estimate --blocks\nx = 1")
    assert ready.ask("x") == "0"
    ready.run("%%estimate --blocks\n(x := 1)")
    assert ready.ask("x") == "0"


def elf(bits=64, machine=62):
    """The header of an ELF file with nothing in it."""
    ident = b"\x7fELF" + bytes([2 if bits == 64 else 1, 1, 1]) + bytes(9)
    return ident + struct.pack("<HHIQQQIHHHHHH", 2, machine, 1, 0, 0, 0, 0, 64, 0, 0, 64, 0, 0)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("; nothing\n", "nothing"),
        ("06 06", "no x86-64 instruction"),
        ("48 83 c0", "cut off"),
        ("48 83 c0 08 74 02 90 90", "branch"),
        ("e8 00 00 00 00 48 83 c0 08", "call"),
        ("nobody", "nobody"),
    ],
)
def test_what_is_no_block_is_refused_in_a_sentence(ready, body, said):
    assert said in refused(ready.run(f"%%estimate --blocks\n{body}"))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (elf(machine=183), "AArch64"),
        (elf(bits=32, machine=3), "32-bit"),
        (b"MZ" + bytes(100), "Windows"),
        (b"\xcf\xfa\xed\xfe" + bytes(100), "macOS"),
        (b"hello" * 30, "ELF"),
    ],
)
def test_files_for_others_are_refused_by_what_they_are(ready, tmp_path, file, said):
    path = tmp_path / "lib.so"
    path.write_bytes(file)
    assert said in refused(ready.run(f"%estimate --blocks {path}:f"))


def test_what_the_model_has_never_seen_is_said_beside_the_figure(ready):
    ran = ready.run("%%estimate --blocks\n62 f1 fd 48 58 c1")  # vaddpd zmm0, zmm0, zmm1
    assert ran.reply["status"] == "ok", ran.errors
    assert "1 of 1 instruction is AVX-512" in ran.shown


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--blocks --target nowhere", "no predictions of cycles for 'nowhere'"),
        ("--blocks --target here", "%perf calibrate --blocks"),
        ("--blocks --run", "--run says nothing of blocks"),
        ("--blocks --module m --inputs x", "says nothing of blocks"),
        ("--blocks --over n", "--over says nothing of blocks"),
        ("--blocks --loop 0", "--loop is 1 or more"),
        ("--blocks --into 1", "--into needs a name"),
        ("--blocks code", "two things to estimate"),
        ("--loop 2", "--loop goes with --blocks"),
        ("--signature f", "--signature goes with --blocks"),
    ],
)
def test_options_that_make_no_sense_are_refused(ready, line, said):
    assert said in refused(ready.run(f"%%estimate {line}\n{SUM}"))


def test_a_missing_disassembler_is_told_with_the_line_that_installs_it(ready):
    ready.run(
        "import sys, jupyter_perf.estimation.models.granite.decoding as _d\n"
        "_kept = sys.modules.pop('iced_x86'); sys.modules['iced_x86'] = None\n"
        "_d.iced_x86.cache_clear()"
    )
    try:
        said = refused(ready.run(f"%%estimate --blocks\n{SUM}"))
    finally:
        ready.run("sys.modules['iced_x86'] = _kept; _d.iced_x86.cache_clear()")
    assert "pip install 'jupyter-perf[blocks]'" in said


def test_switched_off_it_says_so_and_runs_nothing(ready):
    ready.run("x = 0; get_ipython().run_line_magic('config', 'JupyterPerf.enabled = False')")
    try:
        ran = ready.run("%%estimate --blocks\nx = 1")
    finally:
        ready.run("get_ipython().run_line_magic('config', 'JupyterPerf.enabled = True')")
    assert "switched off" in ran.shown
    assert ready.ask("x") == "0"


def test_a_bug_is_a_sentence(ready):
    ready.run("_b.model = lambda: 1 / 0")
    ran = ready.run(f"%%estimate --blocks\n{SUM}")
    assert ran.reply["status"] == "ok"
    assert "jupyter-perf failed: ZeroDivisionError" in ran.shown


def test_a_front_end_hears_of_the_record_and_buttons_ask_about_python(front, ready):
    ready.run(f"%%estimate --blocks\n{SUM}")
    assert front.message("recorded")["kind"] == "blocks"
    front.say({"type": "estimate", "cell": "c", "source": SUM, "options": "--blocks"})
    assert "a button asks about Python" in front.message("done", cell="c")["message"]
