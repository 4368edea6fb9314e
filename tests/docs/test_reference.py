"""The reference holds what the code has, and what pages state is what the code says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from website import reference
from website.reference import describing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {page.name: reference.text_of(page) for page in reference.PAGES}


def test_all_public_names_are_described(texts: dict[str, str]) -> None:
    import jupyter_perf as jp

    for name in set(jp.__all__) - {"__version__", "errors"}:
        assert f"## `jp.{name}`" in texts["python"] or f"## {name}\n" in texts["python"], name


def test_all_options_of_magics_are_listed(texts: dict[str, str]) -> None:
    from jupyter_perf.magics.sparsify import SparsifyMagics

    for action in SparsifyMagics.sparsify.parser._actions:
        assert all(f"`{option}" in texts["magics"] for option in action.option_strings)
    assert "::" not in texts["magics"]


def test_all_settings_are_listed(texts: dict[str, str]) -> None:
    from jupyter_perf.magics.config import JupyterPerf

    own = [name for name in JupyterPerf.class_own_traits() if name not in ("log", "config")]
    assert len(own) > 20
    assert all(f"| `{name}` |" in texts["settings"] for name in own)


def test_all_errors_are_listed(texts: dict[str, str]) -> None:
    from jupyter_perf import errors

    for name, thing in vars(errors).items():
        if isinstance(thing, type):
            assert f"| `{name}` |" in texts["errors"]


def test_all_that_is_registered_is_listed(texts: dict[str, str]) -> None:
    from jupyter_perf.core.targets.catalogue import shipped
    from jupyter_perf.sparsity.recipes import RECIPES
    from jupyter_perf.tradeoff.methods import METHODS

    assert all(f"\n## {name}\n" in texts["methods"] for name in METHODS)
    assert all(f"\n## {name}\n" in texts["recipes"] for name in RECIPES)
    assert all(f"| `{target.name}` |" in texts["targets"] for target in shipped())


def test_all_commands_are_listed(texts: dict[str, str]) -> None:
    from jupyter_perf.cli import COMMANDS

    assert all(f"## `jupyter perf {name}`" in texts["command-line"] for name in COMMANDS)


def test_fields_come_with_their_texts() -> None:
    from jupyter_perf.measure.timing import Timing

    rows = {field.name: field for field in describing.fields(Timing)}
    assert rows["interval"].about.startswith("99%")
    assert rows["threads"].default == "1"
    assert rows["ratio"].about == ""
    assert "decisive_seconds" in {field.name for field in describing.properties(Timing)}


def test_fields_of_bases_come_first() -> None:
    from jupyter_perf.refinement.verdict import Faster

    assert [field.name for field in describing.fields(Faster)][:2] == ["candidate", "evidence"]


def test_long_signatures_have_a_line_for_each_parameter() -> None:
    def asked(first: int, *rest: str, budget: float = 60.0, **others: object) -> str:
        raise NotImplementedError

    shown = describing.signature("asked", asked)
    one = "asked(first: int, *rest: str, budget: float = 60.0, **others: object) -> str"
    assert shown == f"```text\n{one}\n```"
    shown = describing.signature("a" * 80, lambda *, first, second: first)
    assert shown == f"```text\n{'a' * 80}(\n    *,\n    first,\n    second,\n)\n```"


def test_markup_is_no_markup() -> None:
    assert describing.safe("a < b, `x < y`, <b>") == "a &lt; b, `x < y`, &lt;b>"
    assert describing.cell("a | b\nc") == "a \\| b c"


def test_what_has_no_docstring_is_refused() -> None:
    with pytest.raises(ValueError, match="no docstring"):
        describing.docstring(lambda: None)


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def test_thresholds_on_the_page_are_those_of_the_race() -> None:
    from jupyter_perf.measure import speedup
    from jupyter_perf.measure.rule import Rule

    rule, text = Rule(), page("how-verdicts-are-reached.md")
    for stated in (
        f"| looks, after so many pairs | {', '.join(map(str, rule.looks))} |",
        f"| ratio that the interval must clear | {rule.threshold:g} |",
        f"| what luck alone may explain at a look | 1 in {1 / rule.chance:.0f} |",
        f"| the interval's level | {speedup.CONFIDENCE:.0%} |",
        f"from {rule.early_seconds:g} s on |",
    ):
        assert stated in text, stated
    assert (rule.early_pairs, rule.early_factor) == (3, 2.0), "three pairs, twice as long"


def test_levels_on_the_pages_are_those_of_the_sandbox() -> None:
    from jupyter_perf.sandbox.level import Level

    for name in ("security.md", "how-verdicts-are-reached.md"):
        listed = [line[2:4] for line in page(name).splitlines() if line.startswith("| S")]
        assert listed == [level.name for level in sorted(Level, reverse=True)], name


def test_the_policy_on_the_page_is_understood(tmp_path: Path) -> None:
    from jupyter_perf.core.policy import POLICY_FILE, Policy, read_policy

    text = page("security.md")
    example = text.partition("```toml\n")[2].partition("```")[0]
    file = tmp_path / "policy.toml"
    file.write_text(example)
    read_policy(file).require_base_url("https://models.example.org/v1/chat/completions")
    assert set(tomllib.loads(example)) == set(Policy.__dataclass_fields__) - {"file"}
    assert f"`{POLICY_FILE}`" in text


def test_the_project_file_on_the_page_is_understood(tmp_path: Path) -> None:
    from jupyter_perf.magics.config import PROJECT_FILE, project_settings

    example = page("teams-and-git.md").partition("```toml\n")[2].partition("```")[0]
    (tmp_path / PROJECT_FILE).write_text(example)
    assert project_settings(tmp_path)["target"] == "here,h100"


def test_what_a_result_takes_on_the_pages_is_its_limit() -> None:
    from jupyter_perf.views.limits import SAVED_BYTES

    for name in ("security.md", "teams-and-git.md"):
        assert f"at most {SAVED_BYTES // 1000} KB" in page(name).replace("At most", "at most")
