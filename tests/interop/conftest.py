"""A real kernel that asks a server which isn't ours."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[1]


def _load(name: str, file: Path) -> ModuleType:
    """A helper module beside the tests, which aren't a package."""
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_load("interop_tools", Path(__file__).with_name("tools.py"))
kernels = sys.modules.get("kernels") or _load("kernels", TESTS / "magics" / "kernels.py")


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A kernel with the magics, the data of the slow cell, and no setting of whoever runs this."""
    unset = dict.fromkeys(("OPENAI_API_KEY", "OPENAI_BASE_URL", "JUPYTER_PERF_MODEL"), "")
    started = kernels.Kernel(tmp_path_factory.mktemp("interop"), **unset)
    try:
        assert started.run("%load_ext jupyter_perf").reply["status"] == "ok"
        started.run("data = [(7 * i) % 2500 for i in range(3000)]")
        yield started
    finally:
        started.close()
