import importlib.util
import sys
from pathlib import Path

spec = importlib.util.spec_from_file_location("examples", Path(__file__).parent / "examples.py")
examples = sys.modules["examples"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(examples)
