"""A solver's stray line is held back, what others print isn't."""

from __future__ import annotations

import ctypes
import os

import pytest

from jupyter_perf.estimation.serving.packing.quiet import NOISE, without_noise

pytestmark = pytest.mark.skipif(os.name != "posix", reason="standard output works otherwise")


def test_others_are_heard_in_their_order(capfd):
    os.write(1, b"before\n")
    with without_noise():
        os.write(1, b"during\n" + NOISE + b"something;\nand more\n")
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "before\nduring\nand more\nafter\n"


def test_what_c_keeps_for_a_while(capfd):
    with without_noise():
        ctypes.CDLL(None).puts(NOISE + b"something;")
        ctypes.CDLL(None).puts(b"kept")
    assert capfd.readouterr().out == "kept\n"


def test_it_is_as_it_was_after_an_error(capfd):
    with pytest.raises(KeyboardInterrupt), without_noise():
        raise KeyboardInterrupt
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "after\n"


def test_more_than_a_pipe_holds(capfd):
    with without_noise():
        for _ in range(200):
            os.write(1, b"x" * 1000 + b"\n")
    assert len(capfd.readouterr().out) == 200 * 1001


def test_no_file_is_left_open():
    open_before = len(os.listdir("/dev/fd"))
    for _ in range(5):
        with without_noise():
            pass
    assert len(os.listdir("/dev/fd")) == open_before
