"""The line that says what machine a figure was taken on."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_perf.measure import load


def test_it_names_load_cores_system_and_versions() -> None:
    text = load.describe(("numpy", "no-such-package-here"))
    assert text.startswith("load ")
    for part in (" cores", "Python 3.", "numpy "):
        assert part in text
    assert "no-such-package-here" not in text


def test_a_governor_is_shown_where_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "GOVERNOR", tmp_path / "governor")
    assert load.governor() == []
    (tmp_path / "governor").write_text("powersave\n")
    assert load.governor() == ["governor powersave"]
