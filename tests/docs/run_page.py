"""Run the blocks of one page in a real IPython shell: a process of its own, started by the tests.

Reads `[[place, setup, code], …]` from standard input; prints `{place: what went wrong}`.
"""

from __future__ import annotations

import json
import sys

TROUBLE = ("jupyter-perf: ", "jupyter-perf failed: ")
"""How sentences begin by which a magic says that something was wrong."""
SHORT = {"budget": 4.0, "estimate_budget": 1.0}
"""Searches and estimates that say no budget of their own take so many seconds."""


def main() -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.run_cell("%load_ext jupyter_perf\nimport jupyter_perf as jp")
    for name, value in SHORT.items():
        shell.run_line_magic("config", f"JupyterPerf.{name} = {value}")
    wrong = {}
    for place, setup, code in json.load(sys.stdin):
        for source in filter(None, (setup, code)):
            if said := trouble(shell, source):
                wrong[place] = said
                break
    print("\n" + json.dumps(wrong))


def trouble(shell, source: str) -> str:
    """Run a cell; what went wrong, or nothing."""
    from IPython.utils.capture import capture_output

    with capture_output() as captured:
        result = shell.run_cell(source)
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        return f"{type(error).__name__}: {error}"
    texts = [captured.stdout, *(str(each.data.get("text/plain", "")) for each in captured.outputs)]
    told = [line for text in texts for line in text.splitlines() if line.startswith(TROUBLE)]
    return "\n".join(told)


if __name__ == "__main__":
    main()
