"""What `make docs` writes is up to date."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_up_to_date(build: ModuleType) -> None:
    assert build.main(["--check"]) == 0


def test_a_stale_reference_is_told_and_rewritten(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = tmp_path / "docs" / "rules.md"
    stale.parent.mkdir()
    stale.write_text("old")
    monkeypatch.setattr(build, "RULES", stale)
    monkeypatch.setattr(build, "ROOT", tmp_path)
    assert build.main(["--check"]) == 1
    assert stale.read_text() == "old"
    assert build.main([]) == 0
    assert build.main(["--check"]) == 0


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "docs_build_examples", ROOT / "docs" / "build_examples.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_examples_are_up_to_date_and_small(examples: ModuleType) -> None:
    assert examples.main(["--check"]) == 0
    assert examples.SHIPPED.stat().st_size <= 300_000


def test_stale_examples_are_told_and_rewritten(
    examples: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = tmp_path / "shipped.jsonl"
    monkeypatch.setattr(examples, "SHIPPED", stale)
    assert examples.main(["--check"]) == 1
    assert not stale.exists()
    assert examples.main([]) == 0
    assert examples.main(["--check"]) == 0
