"""Cells that are carried over between settings of one machine: setup, then what is timed.

Half of them the widths of `estimation.here.transfer` may be tuned on, the other half judges.
"""

from __future__ import annotations

IMPORTS = "import math, random, re\nimport numpy as np\nimport pandas as pd\n"
TUNING: dict[str, tuple[str, str]] = {
    "loop sum of squares": (
        "xs = list(range(400_000))",
        "total = 0\nfor x in xs:\n    total += x * x\n",
    ),
    "dictionary of lists": (
        "rows = [(i % 1009, i) for i in range(150_000)]",
        "groups = {}\nfor key, value in rows:\n    groups.setdefault(key, []).append(value)\n",
    ),
    "clean strings": (
        "names = [f'  Name {i} ; x' for i in range(60_000)]",
        "done = [name.strip().lower().replace(';', ',') for name in names]\n",
    ),
    "elementwise": ("a = np.ones(4_000_000); b = np.ones(4_000_000)", "c = a * 2 + b * 3\n"),
    "reductions": (
        "a = np.random.default_rng(0).random(6_000_000)",
        "s = a.sum() + a.max() + a.mean()\n",
    ),
    "groupby mean": (
        "df = pd.DataFrame({'k': np.arange(700_000) % 5000, 'v': np.arange(700_000.0)})",
        "out = df.groupby('k')['v'].mean()\n",
    ),
    "merge": (
        "a = pd.DataFrame({'k': np.arange(400_000) % 20_000, 'v': 1.0})\n"
        "b = pd.DataFrame({'k': np.arange(20_000), 'w': 2.0})",
        "out = a.merge(b, on='k')\n",
    ),
    "sort values": (
        "df = pd.DataFrame({'v': np.random.default_rng(0).random(500_000)})",
        "out = df.sort_values('v')\n",
    ),
    "matrix product": ("a = np.ones((900, 900)); b = np.ones((900, 900))", "c = a @ b\n"),
    "transcendental": ("a = np.linspace(0.1, 5, 2_000_000)", "b = np.exp(a) + np.sin(a)\n"),
    "small arrays in a loop": (
        "rows = [np.ones(12) for _ in range(20_000)]",
        "out = []\nfor row in rows:\n    out.append(np.sqrt(row + 1))\n",
    ),
    "random gather": (
        "a = np.ones(8_000_000); at = np.random.default_rng(0).integers(0, 8_000_000, 1_500_000)",
        "b = a[at]\n",
    ),
}
JUDGING: dict[str, tuple[str, str]] = {
    "primes": (
        "n = 60_000",
        "primes = []\nfor i in range(2, 3000):\n    if all(i % p for p in primes if p * p <= i):\n"
        "        primes.append(i)\n",
    ),
    "class instances": (
        "class P:\n    def __init__(self, x):\n        self.x = x\n    def move(self, d):\n"
        "        self.x += d\nps = [P(i) for i in range(80_000)]",
        "for p in ps:\n    p.move(1.5)\nleft = [p for p in ps if p.x > 100]\n",
    ),
    "parse lines": (
        "lines = [f'{i},{i * 0.5:.3f},word{i % 97}' for i in range(60_000)]",
        "parsed = []\nfor line in lines:\n    a, b, c = line.split(',')\n"
        "    parsed.append((int(a), float(b), c.upper()))\n",
    ),
    "regex": (
        "text = ' '.join(f'user{i}@example.org, tel {i:07d}' for i in range(30_000))",
        "found = re.findall(r'\\w+@\\w+\\.org', text)\n",
    ),
    "standardize": (
        "x = np.random.default_rng(0).random((300_000, 12))",
        "z = (x - x.mean(axis=0)) / x.std(axis=0)\n",
    ),
    "boolean filter": (
        "df = pd.DataFrame({'a': np.arange(2_000_000.0), 'b': np.arange(2_000_000) % 7})",
        "out = df[(df.a > 10) & (df.b != 3)]\n",
    ),
    "pivot": (
        "df = pd.DataFrame({'r': np.arange(300_000) % 365, 'c': np.arange(300_000) % 24})\n"
        "df['v'] = 1.0",
        "out = df.pivot_table(index='r', columns='c', values='v', aggfunc='mean')\n",
    ),
    "rolling": ("s = pd.Series(np.arange(1_500_000.0))", "out = s.rolling(50).mean()\n"),
    "least squares": (
        "x = np.random.default_rng(0).random((60_000, 60)); y = x.sum(axis=1)",
        "beta = np.linalg.solve(x.T @ x, x.T @ y)\n",
    ),
    "distances": (
        "p = np.random.default_rng(0).random((1_200, 3))",
        "d = np.sqrt(((p[:, None, :] - p[None, :, :]) ** 2).sum(axis=2))\n",
    ),
    "apply by row": (
        "df = pd.DataFrame({'a': np.arange(15_000.0), 'b': np.arange(15_000.0)})",
        "out = df.apply(lambda row: row['a'] * 2 + row['b'], axis=1)\n",
    ),
    "unique and counts": (
        "s = pd.Series(np.random.default_rng(0).integers(0, 90_000, 900_000))",
        "out = s.value_counts()\n",
    ),
    "monte carlo": (
        "rng = np.random.default_rng(0)",
        "paths = np.exp(rng.standard_normal((2_000, 400)).cumsum(axis=1) * 0.01).mean(axis=0)\n",
    ),
    "sorted by key": (
        "words = [f'w{i * 7919 % 100_003}' for i in range(90_000)]",
        "out = sorted(words, key=len) + sorted(words)\n",
    ),
}
