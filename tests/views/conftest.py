import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent
FILES = {name: HERE / f"{name}.py" for name in ("estimates", "examples", "pages")}
FILES["frontiers"] = HERE.parent / "tradeoff" / "frontiers.py"
FILES["reports"] = HERE.parent / "sparsity" / "reports.py"
for name, file in FILES.items():
    spec = importlib.util.spec_from_file_location(name, file)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
