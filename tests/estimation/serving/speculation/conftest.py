"""The simulated server lies beside the benchmark that prints how well it is predicted."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "bench"))
