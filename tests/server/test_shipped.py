"""What a server reads at its start names what is there."""

import json
import tomllib
from pathlib import Path

import jupyter_perf

ROOT = Path(__file__).resolve().parents[2]


def test_the_configuration_in_the_wheel_enables_the_extension():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    shared = wheel["targets"]["wheel"]["shared-data"]
    assert shared["jupyter-config/server-config"] == "etc/jupyter/jupyter_server_config.d"
    (file,) = (ROOT / "jupyter-config" / "server-config").iterdir()
    enabled = json.loads(file.read_text("utf-8"))["ServerApp"]["jpserver_extensions"]
    assert enabled == {"jupyter_perf": True}
    assert jupyter_perf._jupyter_server_extension_points() == [{"module": "jupyter_perf.server"}]
