"""A Stop while the solver works."""

import _thread
import os
import threading
import time

import pytest
from serving_packing_cases import large, plain

from jupyter_perf.estimation.serving.packing import program
from jupyter_perf.estimation.serving.packing.beside import interruptible
from jupyter_perf.estimation.serving.packing.solving import solve


def test_what_it_returns_and_raises_comes_through():
    assert interruptible(lambda: 7) == 7
    with pytest.raises(TimeoutError, match="its own"):
        interruptible(_late)
    here = []
    thread = threading.Thread(target=lambda: here.append(interruptible(threading.get_ident)))
    thread.start()
    thread.join()
    assert here == [thread.ident]


def _late():
    raise TimeoutError("its own")


def test_an_interrupt_is_heard_while_the_solver_works(monkeypatch, capfd):
    """The solver is held up until the interrupt was heard, however fast this machine is."""
    begun, heard = threading.Event(), threading.Event()
    real = program.interruptible

    def held(work):
        def slow():
            begun.set()
            assert heard.wait(30)
            return work()

        return real(slow)

    def stop():
        begun.wait(30)
        _thread.interrupt_main()

    monkeypatch.setattr(program, "interruptible", held)
    threading.Thread(target=stop).start()
    with pytest.raises(KeyboardInterrupt):
        solve(large(0, 3.0))
    heard.set()
    os.write(1, b"said\n")
    assert "said" in capfd.readouterr().out
    # The one that was given up is in nobody's way.
    monkeypatch.undo()
    assert solve(plain(1)).feasible
    while any("solver" in each.name for each in threading.enumerate()):
        time.sleep(0.02)
