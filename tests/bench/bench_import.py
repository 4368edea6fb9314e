"""CPU time that `import jupyter_perf` and `%load_ext jupyter_perf` add to the start of IPython.

Interleaved fresh interpreters: one starts an IPython shell, the next does so and loads the
extension. Children are charged by the operating system (`wait4`), so what counts is CPU time of
the whole process, its exit included, whatever else the machine does meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

AIM_SECONDS = 0.2
ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / ".bench" / "import.json"

START = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
"""
PIECES = {
    "IPython": START,
    "IPython + import": START + "import jupyter_perf\n",
    "IPython + import + %load_ext": START
    + "import jupyter_perf\nshell.run_line_magic('load_ext', 'jupyter_perf')\n",
}


def cpu_seconds(source: str, environment: dict[str, str]) -> float:
    """User and system CPU seconds of a fresh interpreter that runs `source`."""
    process = subprocess.Popen(
        [sys.executable, "-c", source], env=environment, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed with status {process.returncode}:\n{source}")
    return usage.ru_utime + usage.ru_stime


def measure(rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each piece, `rounds` times, interleaved; one unmeasured round goes first."""
    with tempfile.TemporaryDirectory() as home:
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        # A profile of its own: the user's start-up files aren't what is measured.
        environment = {**os.environ, "PYTHONPATH": path, "IPYTHONDIR": home}
        for source in PIECES.values():
            cpu_seconds(source, environment)
        seconds: dict[str, list[float]] = {name: [] for name in PIECES}
        for _ in range(rounds):
            for name, source in PIECES.items():
                seconds[name].append(cpu_seconds(source, environment))
    return seconds


def added(seconds: dict[str, list[float]], name: str) -> float:
    """Median over the rounds of what `name` took beyond plain IPython in the same round."""
    return statistics.median(
        each - base for each, base in zip(seconds[name], seconds["IPython"], strict=True)
    )


def machine() -> dict[str, object]:
    return {
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs",
        "load": [round(value, 2) for value in os.getloadavg()],
        "python": platform.python_version(),
        "ipython": version("ipython"),
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args(arguments)
    before = machine()
    seconds = measure(options.rounds)
    base = statistics.median(seconds["IPython"])
    print(f"{'':<30} {'median CPU':>10} {'added':>9} {'ratio':>6}")
    for name, values in seconds.items():
        median = statistics.median(values)
        print(f"{name:<30} {median:>8.3f} s {added(seconds, name):>7.3f} s {median / base:>6.2f}")
    total = added(seconds, list(PIECES)[-1])
    verdict = "met" if total < AIM_SECONDS else "MISSED"
    print(f"aim: under {AIM_SECONDS} s of CPU added: {verdict}")
    print(", ".join(f"{key}: {value}" for key, value in before.items()))
    record = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        **before,
        "load_after": machine()["load"],
        "added_cpu_seconds": total,
        "aim_cpu_seconds": AIM_SECONDS,
        "cpu_seconds": seconds,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return 0 if total < AIM_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
