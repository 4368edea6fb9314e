"""`python -m jupyter_perf.cli`: where the script isn't on the path."""

import sys

from . import main

if __name__ == "__main__":
    sys.exit(main())
