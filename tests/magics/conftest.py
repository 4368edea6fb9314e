import importlib.util
import sys
from pathlib import Path

import pytest


def _load(name):
    """A helper module beside the tests, which aren't a package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


kernels = _load("kernels")
front_end = _load("front_end")
_FAKE = (
    "import fake_engine as fake, jupyter_perf.magics.preparing as _m\n"
    "_m.engine = lambda: fake\n"
    "_clean_plan = dict(fake.PLAN)\n"
    "import fake_estimates as costs, jupyter_perf.magics.estimating as _e\n"
    "_e.engine = lambda: costs\n"
    "import fake_frontiers as weighs, jupyter_perf.magics.weighing as _w\n"
    "_w.engine = lambda: weighs\n"
    "import fake_reports as trains, jupyter_perf.magics.sparsifying as _t\n"
    "_t.engine = lambda: trains"
)


@pytest.fixture(scope="session")
def _kernel(tmp_path_factory):
    kernel = kernels.Kernel(tmp_path_factory.mktemp("kernel"))
    assert kernel.run("%load_ext jupyter_perf").reply["status"] == "ok"
    assert kernel.run(_FAKE).reply["status"] == "ok"
    yield kernel
    kernel.close()


@pytest.fixture
def kernel(_kernel):
    """A kernel with the magics over an engine that finds what `fake.PLAN` says."""
    _kernel.run(
        "fake.PLAN.update(_clean_plan)\n"
        "for _n in (fake.ASKED, fake.SEEN, fake.STOPPED, costs.ASKED, costs.STARTED): _n.clear()\n"
        "costs.PLAN.update(costs.CLEAN)\n"
        "weighs.PLAN.update(weighs.CLEAN); weighs.ASKED.clear(); weighs.ANSWERED.clear()\n"
        "trains.PLAN.update(trains.CLEAN)\n"
        "for _n in (trains.ASKED, trains.COPIED, trains.ANSWERED): _n.clear()\n"
        "get_ipython().ast_node_interactivity = 'last_expr'\n"
        "from jupyter_perf.records import store as _s; _s._opened.cache_clear()\n"
        "_s.store().file.unlink(); _s._opened.cache_clear()\n"
        # IPython sets `_` no more once a cell has set it, until it is deleted.
        "for _n in ('x', 'y', 'calls', '_'): globals().pop(_n, None)"
    )
    return _kernel


@pytest.fixture
def front(kernel):
    """A front end with our extension, connected to the kernel under test."""
    end = front_end.FrontEnd(kernel)
    try:
        end.hello = end.open()
        yield end
        kernel.run("fake.PLAN['endless'] = costs.PLAN['endless'] = False")
        kernel.run("weighs.PLAN['endless'] = trains.PLAN['endless'] = False")
        kernel.run("%perf stop")
    finally:
        end.close()
