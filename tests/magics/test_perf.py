"""`%perf` and loading, in a real kernel and without one."""

import contextlib
import socket
import subprocess
import sys
from unittest import mock

import jupyter_perf.magics as magics
from jupyter_perf.magics import doctor, doctor_installed, perf
from jupyter_perf.magics.facts import EXTRAS
from jupyter_perf.records.store import Store


def test_rules_and_their_manuals(kernel):
    rules = kernel.run("%perf rules").shown
    assert "list-to-set" in rules
    assert max(map(len, rules.splitlines())) <= 80
    assert "Before" in kernel.run("%perf explain list-to-set").shown


def test_a_manual_has_small_headings_and_code_as_it_is():
    small = perf._with_small_headings("# name\n\n## Before\n\n```python\n# why\nx\n```\n## After")
    assert small == "#### name\n\n**Before**\n\n```python\n# why\nx\n```\n**After**"


def test_an_unknown_rule_or_word_gets_near_matches_or_the_usage(kernel):
    ran = kernel.run("%perf explain list-set")
    assert "did you mean list-to-set" in ran.printed
    assert ran.reply["status"] == "error"
    assert "%perf rules" in kernel.run("%perf nonsense").printed
    assert "%perf doctor" in kernel.run("%perf").printed


def test_targets_are_listed_with_their_sources(kernel):
    shown = kernel.run("%perf targets").shown
    assert "NVIDIA H100 datasheet" in shown
    assert shown.index("here:") < shown.index("a100-40gb:")
    assert max(map(len, shown.splitlines())) <= 80


def test_models_and_what_they_cost(kernel):
    """Nothing listens there: one sentence says so, and no traceback."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/v1"
        ran = kernel.run(f"%perf models --base-url {address}")
    assert ran.printed.startswith("jupyter-perf: ")
    assert "failed" not in ran.printed
    assert not ran.errors
    assert "Usage: %perf models" in kernel.run("%perf models --colour").printed
    assert "Nothing was spent" in kernel.run("%perf spend").shown
    assert "Usage: %perf spend" in kernel.run("%perf spend --colour").printed


def test_the_doctor_says_how_to_get_what_is_missing(monkeypatch):
    monkeypatch.setattr(doctor_installed, "EXTRAS", {"blocks": "no_such_module", "dask": "pandas"})
    missing, there = doctor_installed.extras()
    assert "pip install 'jupyter-perf[blocks]'" in missing[1]
    assert "pip install" not in there[1]


def test_the_doctor_says_what_is_too_old(monkeypatch):
    monkeypatch.setattr(doctor_installed, "EXTRAS", {"lab": "jupyterlab", "numba": "numba"})
    monkeypatch.setattr(doctor_installed, "find_spec", lambda name: name)
    asked = ["jupyterlab>=4.2; extra == 'lab'", "numba>=0.60; extra == 'numba'", "pandas>=2"]
    monkeypatch.setattr(doctor_installed.metadata, "requires", lambda name: asked)
    monkeypatch.setattr(
        doctor_installed, "_version", {"jupyterlab": "3.6.8", "numba": "0.61.0"}.get
    )
    (_, old), (_, fine) = doctor_installed.extras()
    assert "3.6.8" in old
    assert ">=4.2" in old
    assert "pip install --upgrade 'jupyter-perf[lab]'" in old
    assert isinstance(old, doctor_installed.Broken)
    assert fine.startswith("0.61.0: ")


def test_the_doctor_says_how_things_are(kernel):
    shown = kernel.run("%perf doctor").shown
    topics = ("jupyter-perf", "Python", "machine", "GPU", "isolation", "timing lock", "records")
    for topic in (*topics, "policy", *(f"extra {extra}" for extra in EXTRAS)):
        assert f"{topic}:" in shown
    assert "Nothing unexpected" in kernel.run("%perf doctor --log").printed or "Traceback" in (
        kernel.run("%perf doctor --log").printed
    )


def test_reload_and_unload(kernel):
    kernel.run("%reload_ext jupyter_perf")
    assert kernel.run("%%refine\n1").value == "1"
    kernel.run("%unload_ext jupyter_perf")
    assert "not found" in kernel.run("%%refine\n1").printed
    assert kernel.run("%config JupyterPerf").printed.startswith("UsageError")
    kernel.run("%load_ext jupyter_perf")
    assert kernel.run("%%refine\n1").value == "1"


def test_loading_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "before = set(sys.modules)\n"
        "shell.run_line_magic('load_ext', 'jupyter_perf')\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new & set('numpy pandas scipy libcst hypothesis pyarrow numba'\n"
        "    ' torch sqlite3 matplotlib ipywidgets anywidget openai psutil'.split())))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip().splitlines()[-1] == "[]"


def test_windows_gets_a_plain_message(monkeypatch, capsys):
    class Shell:
        def __init__(self):
            self.configurables = []

        def register_magics(self, *_):
            return None

    monkeypatch.setattr(magics.sys, "platform", "win32")
    monkeypatch.setattr("jupyter_perf.magics.config.JupyterPerf", mock.Mock())
    monkeypatch.setattr("jupyter_perf.magics.refine.RefineMagics", mock.Mock())
    monkeypatch.setattr("jupyter_perf.magics.perf.PerfMagics", lambda *_: None)
    monkeypatch.setattr("jupyter_perf.magics.service.open_to_front_ends", lambda *_: None)
    magics.load_ipython_extension(Shell())
    assert "inside WSL" in capsys.readouterr().out


def test_every_extra_is_explained():
    assert set(doctor_installed._PURPOSES) == set(EXTRAS)


def test_the_doctor_counts_what_is_kept(monkeypatch, tmp_path):
    kept = Store(tmp_path / "results.sqlite")
    kept.remember(None, "refinement", "{}")
    monkeypatch.setattr("jupyter_perf.records.store.store", lambda: kept)
    topic, said = doctor._records()
    assert topic == "records"
    assert said.startswith(f"{tmp_path / 'results.sqlite'}: 1 run, ")
    monkeypatch.setattr("jupyter_perf.records.store.store", lambda: Store(None, note="off"))
    assert doctor._records() == ("records", "off: 0 runs")


def test_the_doctor_says_that_others_are_timing(monkeypatch):
    @contextlib.contextmanager
    def held(_seconds):
        yield False

    monkeypatch.setattr("jupyter_perf.measure.lock.timing_lock", held)
    assert "take turns" in doctor._timing_lock()[1]
