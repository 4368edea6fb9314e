import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for cli_fakes.py, which pytest wouldn't find
