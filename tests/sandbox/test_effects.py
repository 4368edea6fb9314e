"""Obstacles: cells that can't be verified, and look-alikes that can."""

from __future__ import annotations

import io
import sqlite3
import textwrap
import time
import types
from pathlib import Path
from typing import Any

import pytest

from jupyter_perf.core.names import names_in
from jupyter_perf.sandbox.effects import obstacle
from jupyter_perf.sandbox.effects.checks import CHECKS
from jupyter_perf.sandbox.effects.table import EFFECTS


def said(source: str, namespace: dict[str, Any] | None = None) -> str | None:
    source = textwrap.dedent(source)
    space = {} if namespace is None else namespace
    return obstacle(source, names_in(source, space), space)


WRITES = [
    "open('x', 'w')", "open('x', mode='a')", "with open(p, 'rb+') as f: pass", "open(p, 'xb')",
    "from pathlib import Path\nPath('x').write_text('a')", "p.open('w')", "p.open(mode='wb')",
    "p.mkdir()", "df.to_csv('x.csv')", "df.to_csv(path)", "df.to_csv(path_or_buf='x')",
    "df.to_parquet('x')", "df.to_excel('x.xlsx')", "df.to_json('x.json')", "df.to_pickle(out)",
    "fig.savefig('x.png')", "import matplotlib.pyplot as plt\nplt.savefig('x.png')",
    "import numpy as np\nnp.save('x', a)", "import joblib\njoblib.dump(m, 'm.joblib')",
    "from joblib import dump\ndump(m, 'm')", "import torch\ntorch.save(m, 'm.pt')",
    "import os\nos.remove('x')", "import os\nos.makedirs('x', exist_ok=True)",
    "import shutil\nshutil.rmtree('x')", "import gzip\nwith gzip.open('x', 'wt') as f: pass",
    "import zipfile\nzipfile.ZipFile('x.zip', 'w')", "import tempfile\ntempfile.mkdtemp()",
    "def save(): df.to_csv('x')\nsave()", "for d in ds: d.to_csv(f'{d}.csv')",
]  # fmt: skip
TALKS = [
    "import requests\nrequests.get(u)", "import requests as r\nr.post(u)",
    "from requests import get\nget(u)", "from urllib.request import urlopen\nurlopen(u)",
    "import urllib.request\nurllib.request.urlopen(u)", "import httpx\nhttpx.Client()",
    "import socket\nsocket.create_connection(a)", "import boto3\nboto3.client('s3')",
    "from openai import OpenAI\nOpenAI()", "import pandas as pd\npd.read_csv('https://a.b/c.csv')",
    "import pandas as pd\nu = 'http://a'\npd.read_json(u)",
    "import pandas as pd\npd.read_parquet(f's3://b/{k}')",
    "from sklearn.datasets import fetch_openml\nfetch_openml('x')",
    "import seaborn as sns\nsns.load_dataset('x')",
]  # fmt: skip
DATABASES = [
    "import sqlite3\nsqlite3.connect('x.db')", "import sqlalchemy as sa\nsa.create_engine(u)",
    "import psycopg2\npsycopg2.connect(u)", "import pandas as pd\npd.read_sql(q, c)",
    "df.to_sql('t', c)",
]  # fmt: skip
PROCESSES = [
    "import subprocess\nsubprocess.run(['ls'])", "import os\nos.system('ls')",
    "from subprocess import check_output as co\nco('ls')",
    "from multiprocessing import Pool\nwith Pool(2) as p: pass",
    "import multiprocessing as mp\nmp.Process(target=f)",
    "from concurrent.futures import ProcessPoolExecutor\nProcessPoolExecutor()",
    "import concurrent.futures as cf\ncf.ProcessPoolExecutor()",
    "from joblib import Parallel, delayed\nParallel(n_jobs=-1)(delayed(f)(i) for i in x)",
    "from joblib import Parallel\nParallel(4)",
    "GridSearchCV(m, g, n_jobs=2)", "n = 4\ncross_val_score(m, X, n_jobs=n)",
]  # fmt: skip
GPUS = [
    "model.cuda()", "x.to('cuda')", "x.to('cuda:1')", "import torch\ntorch.zeros(3, device='cuda')",
    "import torch\nd = torch.device('cuda')", "d = 'cuda'\nx.to(d)",
    "import cupy as cp\ncp.arange(3)", "from numba import cuda\ncuda.to_device(a)",
]  # fmt: skip
KINDS = {
    "writes files": WRITES,
    "talks to a network": TALKS,
    "talks to a database": DATABASES,
    "starts other processes": PROCESSES,
    "uses a GPU": GPUS,
    "changes the process it runs in": ["import os\nos.chdir('..')"],
    "asks for input": ["input('?')", "def f(): return input()\nf()"],
    "uses `exec()`": ["exec('x = 1')"],
    "runs `!ls`": ["get_ipython().system('ls')"],
}


@pytest.mark.parametrize(
    ("does", "cell"), [(does, cell) for does, cells in KINDS.items() for cell in cells]
)
def test_effects_are_named(does: str, cell: str) -> None:
    found = said(cell)
    assert found is not None
    assert found.startswith(does)


HARMLESS = [
    "open('x')", "open('x', 'rb').read()", "with open(p, encoding='w') as f: pass",
    "p.open()", "p.open('r')", "p.read_text()", "df.to_csv()", "df.to_csv(None)",
    "df.to_csv(index=False)", "import io\nb = io.StringIO()\ndf.to_csv(b)",
    "from io import BytesIO\nwith BytesIO() as b: fig.savefig(b)",
    "import sys\ndf.to_csv(sys.stdout)", "import io, numpy as np\nnp.save(io.BytesIO(), a)",
    "df.to_string(max_rows=3)", "df.to_json(orient='records')", "df.to_parquet()",
    "import pandas as pd\npd.read_csv('data.csv')", "import pandas as pd\npd.read_csv(p)",
    "requests = [1]\nrequests.append(2)", "requests.append(2)", "socket.get('x')",
    "from urllib.parse import urlparse\nurlparse('https://a.b')", "url = 'https://a.b'",
    "import os\nos.path.join('a', 'b')\nos.listdir('.')\nos.getcwd()",
    "import sqlite3\nc = sqlite3.connect(':memory:')\nimport pandas as pd\npd.read_sql(q, c)",
    "def save(): df.to_csv('x')", "class S:\n    def save(self): open('x', 'w')",
    "RandomForestClassifier(n_jobs=-1)", "GridSearchCV(m, g, n_jobs=1)", "Thing(n_jobs=None)",
    "from joblib import Parallel\nParallel(n_jobs=2, prefer='threads')", "x.to('cpu')",
    "from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor(2)",
    "import torch\ntorch.cuda.is_available()", "x.to(dtype)", "s.replace('cuda', 'x')",
    "from PIL import Image\nImage.open('a')", "import webcolors\nwebcolors.open('x')",
    "await f()", "import json\njson.dump(x, buffer)", "def open(x, mode): pass\nopen('a', 'w')",
    "x = 'open(1, \"w\")'  # os.remove('x')", "device = 'cuda' if c else 'cpu'",
    "", "def f(:",
]  # fmt: skip


@pytest.mark.parametrize("cell", HARMLESS[:-1])
def test_look_alikes_pass(cell: str) -> None:
    assert said(cell) is None


def notebook(source: str) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": "__main__"}
    exec(textwrap.dedent(source), space)
    return space


def test_values_of_the_namespace_decide() -> None:
    module = types.ModuleType("requests")
    assert said("requests.get(u)", {"requests": [1], "u": ""}) is None
    assert said("requests.get(u)", {"requests": module, "u": ""}) is not None
    assert said("df.to_csv(b)", {"df": 1, "b": io.StringIO()}) is None
    assert said("x.to(d)", {"x": 1, "d": "cuda:0"}) is not None
    assert said("x.to(d)", {"x": 1, "d": "cpu"}) is None
    connection = sqlite3.connect(":memory:")
    found = said("c.execute('select 1')", {"c": connection})
    connection.close()
    assert found == "talks to a database: `c.execute(…)` on line 1"


def test_methods_of_the_users_own_classes_are_judged_by_their_code() -> None:
    space = notebook("class A:\n    def to_csv(self, path): return path\na = A()")
    assert said("a.to_csv('x')", space) is None


def test_functions_that_the_cell_calls_count() -> None:
    source = """
    import os
    def clean(): os.remove('x')
    def outer(): return clean()
    def fine(): return os.getcwd()
    """
    space = notebook(source)
    assert said("outer()", space) == "writes files: `os.remove(…)` in `clean`"
    assert said("fine()", space) is None


def test_the_source_of_a_function_is_read_where_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / "cell.py"
    path.write_text("def save(df):\n    with open('x', 'w') as f: f.write(df)\ndef load():\n"
                    "    with open('x') as f: return f.read()\n")  # fmt: skip
    space: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(path.read_text(), str(path), "exec"), space)
    assert said("save(1)", space) == "writes files: `open(…)` in `save`"
    assert said("load()", space) is None


def test_functions_of_local_modules_count(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "helpers_for_effects.py").write_text(
        "import shutil\ndef inner(): shutil.rmtree('x')\ndef clean(): inner()\ndef fine(): pass\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    space = notebook("import helpers_for_effects as h\nfrom helpers_for_effects import clean, fine")
    assert said("clean()", space) == "writes files: `shutil.rmtree(…)` in `inner`"
    assert said("h.clean()", space) is not None
    assert said("fine()", space) is None
    assert said("h.fine()", space) is None


def test_a_message_says_where() -> None:
    assert said("x = 1\ny = 2\nopen('f', 'w')") == "writes files: `open(…)` on line 3"


def test_it_takes_little_time_however_long_the_cell_is() -> None:
    cell = "\n".join(f"x{i} = df.groupby('a').apply(f, {i}).sum()" for i in range(300))
    names = names_in(cell)
    before = time.process_time()
    assert obstacle(cell, names, {}) is None
    assert time.process_time() - before < 5


def test_every_row_of_the_table_can_apply() -> None:
    for effect in EFFECTS:
        assert effect.does
        assert effect.calls or effect.methods
        assert {effect.when, effect.unless} - {""} <= set(CHECKS)
