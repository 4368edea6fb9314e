"""Write `docs/dependencies.md`, what gets installed and under which licence (`make dependencies`).

Read from the metadata of what is installed, so that it needs no network, and from
`pyproject.toml`. `--check` writes nothing and ends with status 1 where the page is out of date.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
BASE = "always"
_APPROVED = "License :: OSI Approved :: "
_LONGEST_NAME = {"License-Expression": 1000, "License": 40}
"""Of a licence, by field: where it holds more, it is the text of one and not its name."""

PURPOSES = {
    "anywidget": "results as a widget, where our extension is missing",
    "cloudpickle": "copies of functions and classes of the notebook",
    "dask": "searches and training on a cluster",
    "distributed": "searches and training on a cluster",
    "hypothesis": "generated inputs",
    "iced-x86": "reading machine code",
    "ipython": "the magics",
    "ipywidgets": "results as a widget, where our extension is missing",
    "jax": "sparse training in JAX",
    "jupyter-client": "kernels for `jupyter perf` on notebooks",
    "jupyter-server": "records for front ends",
    "jupyterlab": "JupyterLab itself",
    "libcst": "rewrites that keep comments and layout",
    "nbformat": "reading and writing notebooks",
    "numba": "compiled rewrites",
    "numpy": "everything with numbers",
    "openai": "asking models, where a search is to",
    "optax": "sparse training in JAX",
    "pandas": "rewrites of frames; results as frames",
    "psutil": "memory and processors that are free",
    "pyarrow": "copies of columns with strings",
    "safetensors": "packed models in files",
    "scipy": "intervals and fits",
    "torch": "models of PyTorch",
}
_HEAD = """# Dependencies

What `pip install jupyter-perf` installs, and each extra beside it, with their licences, as the
metadata of the versions in `constraints.txt` says them ({where}). Other versions and systems may
bring others. `make dependencies` writes this page.

Libraries that are compiled into the extension of JupyterLab stand, with their licences, in its
`third-party-licenses.json`.
"""
_CUDA = """
PyTorch is listed as its build for processors. On Linux `pip install torch` takes the build for
NVIDIA's GPUs, which brings NVIDIA's libraries under NVIDIA's own terms, and some gigabytes; `pip
install torch --index-url` with the address that PyTorch's site names for "CPU" takes the small one.
"""


def page() -> str:
    """The whole page. Raises PackageNotFoundError where a dependency isn't installed."""
    groups = asked_for()
    users = comes_with(groups)
    direct = {name: text for texts in groups.values() for name, text in texts.items()}
    first = [
        (f"`{direct[name]}`", licence(name), users[name], PURPOSES[name]) for name in sorted(direct)
    ]
    others = [(name, licence(name), users[name]) for name in sorted(set(users) - set(direct))]
    where = f"Python {sys.version_info[0]}.{sys.version_info[1]}, {sys.platform}"
    return "\n".join(
        [
            _HEAD.format(where=where),
            "## Asked for\n",
            *_table(("Package", "Licence", "With", "For"), first),
            _CUDA,
            "## Brought by those\n",
            *_table(("Package", "Licence", "With"), others),
            "",
        ]
    )


def asked_for() -> dict[str, dict[str, str]]:
    """Extra (or `BASE`) → canonical name → the requirement, as `pyproject.toml` says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups: dict[str, Any] = {BASE: project["dependencies"], **project["optional-dependencies"]}
    groups.pop("all")  # names the others
    return {
        group: {canonicalize_name(Requirement(text).name): text for text in texts}
        for group, texts in groups.items()
    }


def comes_with(groups: dict[str, dict[str, str]]) -> dict[str, str]:
    """Canonical name → `BASE`, or the extras that bring it."""
    reached = {group: reachable(texts.values()) for group, texts in groups.items()}
    always = reached.pop(BASE)
    found = dict.fromkeys(always, BASE)
    for name in sorted(set().union(*reached.values()) - always):
        found[name] = ", ".join(f"`[{extra}]`" for extra in reached if name in reached[extra])
    return found


def reachable(requirements: Iterable[str]) -> set[str]:
    """Canonical names of all packages that these need here, themselves among them."""
    todo = [(Requirement(text), "") for text in requirements]
    seen: set[tuple[str, str]] = set()
    while todo:
        wanted, of = todo.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": of}):
            continue
        name = canonicalize_name(wanted.name)
        for extra in ("", *wanted.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                needed = metadata.requires(name) or []
                todo.extend((Requirement(text), extra) for text in needed)
    return {name for name, _ in seen}


def licence(name: str) -> str:
    """As the package's metadata says it: an expression, classifiers, or a short field."""
    about = metadata.metadata(name)
    for field in ("License-Expression", "License"):
        said = str((about.get_all(field) or [""])[0]).strip()
        if said and said != "UNKNOWN" and "\n" not in said and len(said) <= _LONGEST_NAME[field]:
            return said
    said_of_it = about.get_all("Classifier") or []
    return "; ".join(
        each.removeprefix(_APPROVED) for each in said_of_it if each.startswith(_APPROVED)
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    options = parser.parse_args(arguments)
    now = page()
    if PAGE.exists() and PAGE.read_text("utf-8") == now:
        return 0
    if options.check:
        print("docs/dependencies.md is out of date: run `make dependencies`", file=sys.stderr)
        return 1
    PAGE.write_text(now, "utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
