"""The model that can be worked out by hand lies beside the tests of the magics."""

import importlib.util
import sys
from pathlib import Path

_FILE = Path(__file__).parents[2] / "magics" / "fake_cycles.py"
_SPEC = importlib.util.spec_from_file_location("fake_cycles", _FILE)
_module = sys.modules["fake_cycles"] = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_module)
