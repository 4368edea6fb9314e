"""What repo2docker would do in the working directory, as JSON; nothing is built.

Run by an interpreter that has `jupyter-repo2docker`, in a copy of the repository.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from repo2docker.app import Repo2Docker
from repo2docker.buildpacks import conda

PLATFORM = "linux/amd64"
FROM_PYPI = {"jupyterhub-singleuser": "jupyterhub"}
"""Packages of conda-forge that PyPI has under another name."""
NOT_OF_PYTHON = ("python", "nodejs", "pip")


def main() -> None:
    pack = detected()
    print(
        json.dumps(
            {
                "buildpack": type(pack).__name__,
                "python": pack.python_version,
                "base": base_packages(pack.python_version),
                "environment": dict([*pack.get_build_env(), *pack.get_env()]),
                "steps": [*pack.get_preassemble_scripts(), *pack.get_assemble_scripts()],
                "post_build": pack.get_post_build_scripts(),
            }
        )
    )


def detected() -> conda.CondaBuildPack:
    """The first buildpack that wants the folder, as `jupyter-repo2docker` chooses."""
    for kind in Repo2Docker().buildpacks:
        pack = kind("base")
        pack.platform = PLATFORM
        if pack.detect():
            return pack
    raise SystemExit("No buildpack of repo2docker detects anything here.")


def base_packages(python: str) -> list[str]:
    """What the base environment names, at the versions of its lock file, for pip."""
    folder = Path(conda.__file__).parent
    named = (folder / f"environment.py-{python}.yml").read_text("utf-8")
    locked = (folder / f"environment.py-{python}-linux-64.lock").read_text("utf-8")
    found = []
    for name in re.findall(r"^- ([a-z][\w-]*)", named.partition("dependencies:")[2], re.M):
        version = re.search(rf"/{re.escape(name)}-(\d[\w.]*)-", locked)
        if name not in NOT_OF_PYTHON and version:
            found.append(f"{FROM_PYPI.get(name, name)}=={version[1]}")
    return found


if __name__ == "__main__":
    main()
