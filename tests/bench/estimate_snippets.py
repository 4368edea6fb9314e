"""Snippets whose cost grows in known and less known ways: what the fit is developed and judged on.

`setup` makes the inputs from `n` (and `m`), `run` is what a cell would hold. `start` is a size at
which it takes well under a millisecond or two; `step` is by how much the collector multiplies the
size (or, below 0, how much it adds), chosen so that the time grows by about √2 each time.
Neighbours are alike: the even ones tune, the odd ones judge.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Snippet:
    """A cell in two texts; `second` is the start of `m` where there are two sizes."""

    name: str
    setup: str
    run: str
    start: int
    step: float = 1.4142
    second: int = 0


_NUMPY = "import numpy as np\nrng = np.random.default_rng(n)\n"
_PANDAS = _NUMPY + "import pandas as pd\n"
_TABLE = _PANDAS + (
    "df = pd.DataFrame({'k': rng.integers(0, 1000, n), 'g': rng.integers(0, max(2, n // 10), n),"
    " 'x': rng.random(n)})\n"
)
_TEXTS = _TABLE + "df['s'] = np.array(['red', 'green', 'blue'])[df['k'] % 3]\n"
_NUMBERS = "import random\nr = random.Random(n)\nxs = [r.random() for _ in range(n)]\n"
_INTS = "import random\nr = random.Random(n)\nks = [r.randrange(n) for _ in range(n)]\n"
_WORDS = (
    "import random\nr = random.Random(n)\n"
    "words = [''.join(r.choices('abcdefghij', k=6)) for _ in range(n)]\n"
)
_FIT = _NUMPY + "X = rng.random((n, 10)); y = (X.sum(axis=1) + rng.random(n) > 5.5).astype(int)\n"

SNIPPETS: tuple[Snippet, ...] = (
    Snippet("groupby_few", _TABLE, "out = df.groupby('k')['x'].mean()", 30_000),
    Snippet("groupby_many", _TABLE, "out = df.groupby('g')['x'].sum()", 20_000),
    Snippet("value_counts", _TABLE, "out = df['g'].value_counts()", 15_000),
    Snippet(
        "merge_unique",
        _TABLE + "right = pd.DataFrame({'g': rng.permutation(n), 'y': rng.random(n)})\n",
        "out = df.merge(right, on='g')",
        8_000,
    ),
    Snippet("frame_sort", _TABLE, "out = df.sort_values('x')", 4_000),
    Snippet("frame_sort_two", _TABLE, "out = df.sort_values(['k', 'x'])", 4_000),
    Snippet("apply_rows", _TABLE, "out = df.apply(lambda row: row['x'] + row['k'], axis=1)", 60),
    Snippet("rolling", _TABLE, "out = df['x'].rolling(50).mean()", 20_000),
    Snippet("drop_duplicates", _TEXTS, "out = df.drop_duplicates(['g', 's'])", 4_000),
    Snippet(
        "elementwise",
        _NUMPY + "a = rng.random(n); b = rng.random(n)\n",
        "out = a * 2 + b * a - b / 3",
        60_000,
    ),
    Snippet(
        "gather",
        _NUMPY + "a = rng.random(n); i = rng.integers(0, n, n)\n",
        "out = a[i].sum()",
        60_000,
    ),
    Snippet(
        "bincount",
        _NUMPY + "i = rng.integers(0, n, n); a = rng.random(n)\n",
        "out = np.bincount(i, weights=a)",
        60_000,
    ),
    Snippet("array_sort", _NUMPY + "a = rng.random(n)\n", "out = np.sort(a)", 10_000),
    Snippet("array_unique", _NUMPY + "a = rng.integers(0, n, n)\n", "out = np.unique(a)", 8_000),
    Snippet("matmul", _NUMPY + "a = rng.random((n, n))\n", "out = a @ a", 120, 1.15),
    Snippet(
        "solve",
        _NUMPY + "a = rng.random((n, n)) + n * np.eye(n); b = rng.random(n)\n",
        "out = np.linalg.solve(a, b)",
        130,
        1.15,
    ),
    Snippet(
        "distances",
        _NUMPY + "a = rng.random((n, 3))\n",
        "out = ((a[:, None, :] - a[None, :, :]) ** 2).sum(axis=2)",
        80,
        1.19,
    ),
    Snippet(
        "loop_sum",
        _NUMBERS,
        "total = 0.0\nfor x in xs:\n    total += x * 2.0\n",
        12_000,
    ),
    Snippet("squares", _NUMBERS, "out = [x * x + 1.0 for x in xs if x > 0.2]", 10_000),
    Snippet("dict_build", _INTS, "d = {}\nfor k in ks:\n    d[k] = d.get(k, 0) + 1", 6_000),
    Snippet(
        "dict_lists",
        _INTS,
        "d = {}\nfor i, k in enumerate(ks):\n    d.setdefault(k % 5000, []).append(i)",
        6_000,
    ),
    Snippet("dict_words", _WORDS, "d = {}\nfor w in words:\n    d[w] = d.get(w, 0) + 1", 6_000),
    Snippet("join_text", _WORDS, "out = ' '.join(w.upper() for w in words)", 6_000),
    Snippet("list_sort", _NUMBERS, "out = sorted(xs)", 5_000),
    Snippet("sort_by_key", _WORDS, "out = sorted(words, key=lambda w: (w[-1], w))", 2_000),
    Snippet(
        "regex",
        _WORDS + "import re\nt = ' '.join(words)\n",
        "out = re.findall(r'a[bc]+\\w', t)",
        5_000,
    ),
    Snippet(
        "regex_each",
        _WORDS + "import re\np = re.compile('([a-c]+)([d-f]+)')\n",
        "out = [p.sub('<\\\\1>', w) for w in words]",
        1_200,
    ),
    Snippet(
        "pairs",
        _INTS,
        "c = 0\nfor i in range(n):\n    for j in range(i):\n        if ks[i] == ks[j]:\n"
        "            c += 1",
        150,
        1.19,
    ),
    Snippet("member_of_list", _INTS, "out = [k for k in range(n) if k in ks]", 300, 1.19),
    Snippet(
        "triples",
        _INTS,
        "c = 0\nfor i in range(n):\n    for j in range(i):\n        for k in range(j):\n"
        "            c += i ^ j ^ k",
        45,
        1.122,
    ),
    Snippet(
        "floyd",
        _NUMPY + "d = rng.random((n, n)).tolist()\n",
        "for k in range(n):\n    for i in range(n):\n        a = d[i][k]\n        row = d[k]\n"
        "        d[i] = [min(x, a + y) for x, y in zip(d[i], row)]",
        22,
        1.122,
    ),
    Snippet(
        "fibonacci",
        "def fib(k):\n    return k if k < 2 else fib(k - 1) + fib(k - 2)\n",
        "out = fib(n)",
        16,
        -1,
    ),
    Snippet(
        "subsets",
        "xs = list(range(1, n + 1))\n"
        "def count(i, rest):\n    if i == len(xs):\n        return rest == 0\n"
        "    return count(i + 1, rest) + count(i + 1, rest - xs[i])\n",
        "out = count(0, n * 2)",
        11,
        -1,
    ),
    Snippet(
        "sieve",
        "",
        "f = bytearray([1]) * n\nfor i in range(2, int(n ** 0.5) + 1):\n    if f[i]:\n"
        "        f[i * i :: i] = bytes(len(range(i * i, n, i)))\nout = sum(f)",
        50_000,
    ),
    Snippet(
        "logistic",
        _FIT + "from sklearn.linear_model import LogisticRegression\n",
        "LogisticRegression(max_iter=50, tol=1e-12).fit(X, y)",
        1_000,
    ),
    Snippet(
        "tree",
        _FIT + "from sklearn.tree import DecisionTreeClassifier\n",
        "DecisionTreeClassifier(max_depth=8).fit(X, y)",
        150,
    ),
    Snippet(
        "kmeans",
        _FIT + "from sklearn.cluster import KMeans\n",
        "KMeans(8, n_init=1, max_iter=10, tol=0, init='random', random_state=0).fit(X)",
        1_000,
    ),
    Snippet(
        "neighbours",
        _FIT + "from sklearn.neighbors import KNeighborsClassifier\n",
        "KNeighborsClassifier().fit(X, y).predict(X)",
        120,
        1.3,
    ),
    Snippet(
        "json_text",
        _WORDS + "import json\nrows = [{'w': w, 'i': i} for i, w in enumerate(words)]\n",
        "out = json.loads(json.dumps(rows))",
        800,
    ),
    Snippet(
        "grid_loop",
        "",
        "c = 0\nfor i in range(n):\n    for j in range(m):\n        c += i ^ j",
        120,
        1.6,
        80,
    ),
    Snippet(
        "edit_distance",
        "import random\nr = random.Random(n)\n"
        "a = r.choices('abcd', k=n); b = r.choices('abcd', k=m)\n",
        "p = list(range(m + 1))\nfor i, x in enumerate(a, 1):\n    q = [i]\n"
        "    for j, y in enumerate(b, 1):\n"
        "        q.append(min(q[-1] + 1, p[j] + 1, p[j - 1] + (x != y)))\n    p = q",
        40,
        1.6,
        50,
    ),
    Snippet(
        "lookup_sorted",
        _NUMPY + "a = np.sort(rng.random(m)); b = rng.random(n)\n",
        "out = np.searchsorted(a, b)",
        15_000,
        2.0,
        20_000,
    ),
    Snippet(
        "two_lists",
        _NUMBERS + "ys = [r.random() for _ in range(m)]\n",
        "out = sum(x * x for x in xs) + len(sorted(ys))",
        6_000,
        2.0,
        5_000,
    ),
    Snippet(
        "isin",
        _PANDAS
        + "a = pd.Series(rng.integers(0, m, n)); b = pd.Series(rng.integers(0, 2 * m, m))\n",
        "out = a.isin(b).sum()",
        20_000,
        2.0,
        10_000,
    ),
)
