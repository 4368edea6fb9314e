"""The page of dependencies and their licences is what the installed packages say."""

from __future__ import annotations

import importlib.util
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def build() -> ModuleType:
    file = ROOT / "docs" / "build_dependencies.py"
    spec = importlib.util.spec_from_file_location("build_dependencies", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def differing() -> list[str]:
    """Pinned packages that are here in another version, or not at all."""
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text().split())
    here = {canonicalize_name(each.name): each.version for each in metadata.distributions()}
    return [
        name
        for name, version in pinned.items()
        if here.get(canonicalize_name(name), "").partition("+")[0] != version
    ]


def test_the_page_is_up_to_date(build: ModuleType) -> None:
    if others := differing():
        pytest.skip(f"other versions than in constraints.txt: {', '.join(others)}")
    assert build.main(["--check"]) == 0


def test_every_licence_is_known(build: ModuleType) -> None:
    groups = build.asked_for()
    missing = [name for name in build.comes_with(groups) if not build.licence(name)]
    assert missing == []
    asked = {name for texts in groups.values() for name in texts}
    assert asked == set(build.PURPOSES)


def test_a_stale_page_is_told_and_rewritten(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = tmp_path / "dependencies.md"
    stale.write_text("old")
    monkeypatch.setattr(build, "PAGE", stale)
    monkeypatch.setattr(build, "page", lambda: "new")
    assert build.main(["--check"]) == 1
    assert stale.read_text() == "old"
    monkeypatch.setattr(build, "ROOT", tmp_path)
    assert build.main([]) == 0
    assert build.main(["--check"]) == 0
