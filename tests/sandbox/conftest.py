"""Puts the helper modules of this folder within reach of `import`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

HELPERS = ("attack_ground", "attack_table", "confined", "sandboxes")


def load(name: str) -> None:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


for helper in HELPERS:
    load(helper)
