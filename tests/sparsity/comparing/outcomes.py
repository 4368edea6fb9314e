"""Runs cells as a run's process does, many in one process that has imported torch: a fork each.

python outcomes.py < jobs.json > results.json
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from typing import Any

from jupyter_perf.core import serial
from jupyter_perf.core.names import names_in
from jupyter_perf.sparsity.comparing import carrying, training
from jupyter_perf.sparsity.comparing.copying import copied
from jupyter_perf.sparsity.comparing.job import Job
from jupyter_perf.sparsity.comparing.plan import After, Task
from jupyter_perf.sparsity.recipes import recipe_of


def main() -> None:
    import torch
    import torch._dynamo  # the first optimizer imports it, which takes seconds

    from jupyter_perf.sparsity.backends.torch import session  # noqa: F401
    from jupyter_perf.sparsity.posttraining import pruning  # noqa: F401
    from jupyter_perf.sparsity.quantize import errors  # noqa: F401

    torch.set_num_threads(1)
    results = {name: in_a_fork(each) for name, each in json.load(sys.stdin).items()}
    os.write(1, json.dumps(results).encode())


def in_a_fork(asked: dict[str, Any]) -> str:
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        with os.fdopen(tells, "w") as out, tempfile.TemporaryDirectory() as folder:
            out.write(one(asked, folder))
        os._exit(0)
    os.close(tells)
    with os.fdopen(hears) as said:
        found = said.read()
    os.waitpid(child, 0)
    return found


def one(asked: dict[str, Any], folder: str) -> str:
    """The result of one cell, as JSON; `setup` makes the namespace it runs in."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (the process ends with it)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(asked.get("setup", ""), namespace)
    names = names_in(asked["cell"], namespace)
    space = copied(namespace, names)
    recipe, pattern = asked.get("recipe", "dense"), asked.get("pattern", "dense")
    after = tuple(After(*each) for each in asked.get("after", ()))
    job = Job(
        task=Task(recipe, pattern, asked.get("seed", 0), after=after),
        source=asked["cell"],
        names=tuple(sorted(names.writes | names.mutates)),
        layout=space.layout,
        digest=space.digest,
        recipe=carrying.pickled(recipe_of(recipe)[1]),
        patterns=(asked.get("asked_pattern", "2:4"),),
        steps=asked.get("steps"),
        pilot=asked.get("pilot"),
        alone=asked.get("alone", False),
        path=tuple(sys.path),
    )
    found = training.trained(job, space.fd, folder, lambda _: None)
    return serial.dumps(found)


if __name__ == "__main__":
    main()
