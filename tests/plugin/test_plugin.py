"""Rules and providers from another package, installed beside ours: found, used, outvoted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parent / "example"
OTHER = {
    "broken": "raise RuntimeError('made for another version')\n",
    "clashing": (
        "import ast\n"
        "from jupyter_perf.refinement.plugins import Facts, Rewrite, Safety, rule\n"
        "@rule(ast.Compare, safety=Safety.SAFE, gain=99.0, hints=('in',))\n"
        "def list_to_set(node: ast.Compare, facts: Facts) -> Rewrite | None:\n"
        "    'An impostor.'\n"
    ),
    "failing": (
        "import ast\n"
        "from jupyter_perf.refinement.plugins import Facts, Rewrite, Safety, rule\n"
        "@rule(ast.Subscript, safety=Safety.SAFE, gain=99.0, hints=('[::-1][0]',))\n"
        "def failing_rule(node: ast.Subscript, facts: Facts) -> Rewrite | None:\n"
        "    'Fails when it is tried.'\n"
        "    raise ZeroDivisionError('while matching')\n"
    ),
    "empty": "",
}
OTHER_PROVIDERS = {
    "muted": "import no_such_package\n",
    "openai": "class Provider:\n    'An impostor.'\n",
    "moody": (
        "class Provider:\n"
        "    def __init__(self, target): pass\n"
        "    def ask(self, *given): raise KeyError('sk-this0is1no2key3of4anybody5')\n"
        "    def models(self, seconds): raise ZeroDivisionError\n"
        "    def close(self): pass\n"
    ),
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed example, and another package whose plug-ins go wrong."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("plugins")
    source = shutil.copytree(EXAMPLE, folder / "source")
    target = folder / "target"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
    subprocess.run([*pip, *offline, "--target", str(target), str(source)], check=True)
    for name, text in OTHER.items():
        (target / f"other_{name}.py").write_text(text)
    for name, text in OTHER_PROVIDERS.items():
        (target / f"provider_{name}.py").write_text(text)
    described = target / "other_plugins-0.1.dist-info"
    described.mkdir()
    (described / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: other-plugins\nVersion: 0.1\n"
    )
    points = "".join(f"{name} = other_{name}\n" for name in OTHER)
    providers = "".join(f"{name} = provider_{name}:Provider\n" for name in OTHER_PROVIDERS)
    listed = f"[jupyter_perf.rules]\n{points}[jupyter_perf.providers]\n{providers}"
    (described / "entry_points.txt").write_text(listed)
    return target


def told(installed: Path, script: str) -> Any:
    """What `script` prints as JSON in a fresh interpreter that finds the plug-ins."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(installed)},
        cwd=installed.parent,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_its_rule_wins_a_cell(installed: Path) -> None:
    found = told(
        installed,
        """
        import json
        import jupyter_perf as jp
        source = "newest = [prices[::-1][0] for _ in range(60)]\\n"
        found = jp.refine(source, namespace={"prices": list(range(300_000))}, budget=120)
        steps = list(found.best.candidate.steps) if found.best else []
        print(json.dumps([found.code, steps, list(found.notes), found.reason]))
        """,
    )
    code, steps, notes, reason = found
    assert code == "newest = [prices[-1] for _ in range(60)]\n", reason
    assert "reversed-to-last" in steps
    assert any("failing-rule" in note and "ZeroDivisionError" in note for note in notes)


def test_what_goes_wrong_is_disabled_and_named(installed: Path) -> None:
    found = told(
        installed,
        """
        import json
        from jupyter_perf.refinement.rules._rule import RULES
        rule = RULES.get("list-to-set")
        print(json.dumps([dict(RULES.disabled), rule.match.__module__, RULES.names()]))
        """,
    )
    disabled, module, names = found
    assert set(disabled) == {"broken", "clashing", "empty"}
    assert "made for another version" in disabled["broken"]
    assert "'list-to-set' is taken" in disabled["clashing"]
    assert "registers nothing" in disabled["empty"]
    assert module == "jupyter_perf.refinement.rules.list_to_set"
    assert "reversed-to-last" in names


def test_a_plug_in_that_was_imported_before_counts_once(installed: Path) -> None:
    names = told(
        installed,
        """
        import json
        import jupyter_perf_example.reversed_to_last
        from jupyter_perf.refinement.rules._rule import RULES
        assert "reversed-to-last" not in RULES.disabled
        print(json.dumps([n for n in RULES.names() if "reversed-to" in n]))
        """,
    )
    assert names == ["reversed-to-last"]


@pytest.mark.slow
def test_the_magics_show_it(installed: Path) -> None:
    shown = told(
        installed,
        """
        import contextlib, io, json
        from IPython.core.interactiveshell import InteractiveShell
        shell = InteractiveShell.instance()
        shell.run_line_magic("load_ext", "jupyter_perf")
        shown = {}
        for line in ("rules", "explain reversed-to-last", "doctor"):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                shell.run_line_magic("perf", line)
            shown[line] = out.getvalue()
        print(json.dumps(shown))
        """,
    )
    assert "reversed-to-last" in shown["rules"]
    assert "newest = [prices[-1] for _ in range(50)]" in shown["explain reversed-to-last"]
    assert "When not" in shown["explain reversed-to-last"]
    assert "broken is disabled" in " ".join(shown["doctor"].split())


REFINES = """
import json
import jupyter_perf as jp
from pathlib import Path
from jupyter_perf.core import policy
if {allowed!r}:
    rules = policy.Policy(providers=tuple({allowed!r}), file=Path("policy.toml"))
    policy.policy = lambda: rules
source = "newest = [prices[::-1][0] for _ in range(60)]\\n"
try:
    found = jp.refine(source, namespace={{"prices": list(range(300_000))}}, engine="llm",
                      model={model!r}, rounds=2, samples=1, budget=60)
except jp.errors.PerfError as error:
    print(json.dumps(str(error)))
else:
    talk = found.conversation
    print(json.dumps([found.code, talk.model, list(talk.troubles), talk.ended, found.reason]))
"""


def refined(installed: Path, model: str, allowed: list[str] | None = None) -> Any:
    return told(installed, REFINES.format(model=model, allowed=allowed))


def test_its_provider_answers(installed: Path) -> None:
    code, model, troubles, ended, reason = refined(installed, "phrasebook:last")
    assert code == "newest = [prices[-1] for _ in range(60)]\n", reason
    assert (model, troubles) == ("phrasebook:last", [])
    assert "nothing left" in ended


@pytest.mark.slow
def test_what_its_provider_says_is_told(installed: Path) -> None:
    code, _, troubles, _, reason = refined(installed, "phrasebook:first")
    assert code.startswith("newest = [prices[::-1]")
    assert troubles == ["phrasebook knows `last`, not `first`; nothing was sent"]
    assert "phrasebook knows" in reason


def test_a_provider_that_fails_is_named_without_its_words(installed: Path) -> None:
    code, _, troubles, _, _ = refined(installed, "moody:any")
    assert code.startswith("newest = [prices[::-1]")
    assert troubles == ["the provider 'moody' failed: KeyError"]


def test_a_provider_that_is_disabled_is_not_taken_for_a_model_of_openai(installed: Path) -> None:
    said = refined(installed, "muted:any")
    assert "'muted' is disabled (ModuleNotFoundError" in said


@pytest.mark.slow
def test_the_policy_forbids_a_provider_by_its_name(installed: Path) -> None:
    said = refined(installed, "phrasebook:last", ["openai", "rules"])
    assert "`phrasebook` is not allowed by" in said
    assert refined(installed, "phrasebook:last", ["phrasebook"])[2] == []


def test_the_magics_show_providers(installed: Path) -> None:
    shown = told(
        installed,
        """
        import contextlib, io, json, os
        os.environ.pop("OPENAI_API_KEY", None)
        from IPython.core.interactiveshell import InteractiveShell
        shell = InteractiveShell.instance()
        shell.run_line_magic("load_ext", "jupyter_perf")
        shown = {}
        for line in ("models", "doctor"):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                shell.run_line_magic("perf", line)
            shown[line] = " ".join(out.getvalue().split())
        print(json.dumps(shown))
        """,
    )
    assert "%%refine --engine llm --model phrasebook:last" in shown["models"]
    assert "The provider muted it is disabled (ModuleNotFoundError" in shown["models"]
    assert "The provider openai it is disabled (the name 'openai' is taken)" in shown["models"]
    assert "The provider moody it fails to list its models: ZeroDivisionError" in shown["models"]
    assert "muted is disabled (ModuleNotFoundError" in shown["doctor"]
    assert "moody, openai, phrasebook, replay" in shown["doctor"]
