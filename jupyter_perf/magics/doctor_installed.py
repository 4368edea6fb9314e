"""What is installed, as `%perf doctor` says it, and how to get what isn't."""

from __future__ import annotations

import platform
import sys
from importlib import metadata
from importlib.util import find_spec

from .._version import __version__
from .facts import EXTRAS

_PURPOSES = {
    "lab": "results, records and commands in JupyterLab",
    "numba": "rewrites of numeric loops as compiled code",
    "torch": "models of PyTorch",
    "jax": "models of JAX",
    "blocks": "reading compiled code, block by block",
    "dask": "searches on a cluster",
}
_VERSIONS = ("ipython", "ipykernel", "pandas", "numpy", "scipy", "libcst")


class Broken(str):
    """A finding that keeps something from working, where others only say what there is."""


def packages() -> list[tuple[str, str]]:
    """Ours, Python's, and those of the libraries that results depend on most."""
    found = [f"{name} {version}" for name in _VERSIONS if (version := _version(name))]
    return [
        ("jupyter-perf", __version__),
        ("Python", f"{platform.python_version()}, {sys.platform} {platform.machine()}"),
        ("packages", ", ".join(found)),
    ]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def extras() -> list[tuple[str, str]]:
    """Each with its version or the line that installs it."""
    rows = []
    for extra, module in EXTRAS.items():
        purpose = _PURPOSES[extra]
        if find_spec(module) is None:
            remedy = f"not installed: `pip install 'jupyter-perf[{extra}]'` for {purpose}"
            rows.append((f"extra {extra}", remedy))
        else:
            version = _version(module.replace("_", "-"))
            found = _unfit(extra, version) or f"{version or 'there'}: {purpose}"
            rows.append((f"extra {extra}", found))
    return rows


def _unfit(extra: str, version: str) -> str:
    """Why this version isn't the extra, in words; empty where it is, or nothing says."""
    from packaging.requirements import Requirement

    try:
        wanted = [Requirement(text) for text in metadata.requires("jupyter-perf") or []]
    except metadata.PackageNotFoundError:
        return ""
    names = {EXTRAS[extra], EXTRAS[extra].replace("_", "-")}
    for each in wanted:
        asked = each.name in names and each.marker and each.marker.evaluate({"extra": extra})
        if version and asked and not each.specifier.contains(version, prereleases=True):
            instead = f"`pip install --upgrade 'jupyter-perf[{extra}]'`"
            return Broken(f"{version} isn't what is needed ({each.specifier}): {instead}")
    return ""
