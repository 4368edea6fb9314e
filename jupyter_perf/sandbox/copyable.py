"""What must not be copied, although pickling it would seem to work."""

from __future__ import annotations

import functools
import io
import sys
import types
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Blocked:
    """Types (`module:Name`, subclasses too) that stand for more than their data."""

    types: tuple[str, ...]
    what: str
    """What such a value is, to follow "it is" or "it holds"."""


BLOCKED = (
    Blocked(
        ("_io:_IOBase", "_io:TextIOWrapper", "_io:BufferedReader", "_io:BufferedWriter",
         "_io:BufferedRandom", "_io:FileIO", "tempfile:_TemporaryFileWrapper"),
        "an open file",
    ),
    Blocked(
        ("weakref:ReferenceType", "weakref:WeakSet", "_weakrefset:WeakSet",
         "weakref:WeakValueDictionary", "weakref:WeakKeyDictionary", "weakref:ProxyType",
         "weakref:CallableProxyType"),
        "a set of weak references",
    ),
    Blocked(
        ("socket:socket", "asyncio:StreamReader", "asyncio:StreamWriter"), "a network connection"
    ),
    Blocked(
        ("_thread:lock", "_thread:LockType", "_thread:RLock", "threading:Condition",
         "threading:Semaphore", "threading:Event", "threading:Barrier", "asyncio:Lock"),
        "a lock",
    ),
    Blocked(
        ("threading:Thread", "threading:local", "_thread:_local"), "what belongs to a thread"
    ),
    Blocked(
        ("multiprocessing.pool:Pool", "concurrent.futures:Executor", "concurrent.futures:Future",
         "multiprocessing.process:BaseProcess", "subprocess:Popen", "joblib:Parallel",
         "multiprocessing.managers:BaseManager", "queue:SimpleQueue", "_queue:SimpleQueue",
         "queue:Queue", "asyncio:Queue", "asyncio:Task", "asyncio:Future"),
        "a handle on running threads or processes",
    ),
    Blocked(
        ("sqlite3:Connection", "sqlite3:Cursor", "sqlalchemy.engine:Engine",
         "sqlalchemy.engine:Connection", "sqlalchemy.orm:Session", "psycopg:Connection",
         "psycopg:Cursor", "psycopg2.extensions:connection", "psycopg2.extensions:cursor",
         "duckdb:DuckDBPyConnection", "pymongo:MongoClient", "redis:Redis",
         "pymysql.connections:Connection", "h5py:File", "h5py:Dataset"),
        "a connection to a database",
    ),
    Blocked(
        ("distributed:Client", "pyspark.sql:SparkSession", "pyspark:SparkContext",
         "pyspark.sql:DataFrame", "ray:ObjectRef"),
        "a connection to a cluster",
    ),
    Blocked(
        ("requests:Session", "httpx:Client", "httpx:AsyncClient", "aiohttp:ClientSession",
         "openai:OpenAI", "openai:AsyncOpenAI", "urllib3:PoolManager"),
        "a network client",
    ),
    Blocked(("cupy:ndarray", "cudf:DataFrame", "cudf:Series"), "data on a GPU"),
)  # fmt: skip
GENERATORS = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)


def blocked_as(value: object) -> str | None:
    """What `value` itself (not what it holds) is that can't be copied; None where it can."""
    if isinstance(value, GENERATORS):
        return "a generator, which can be used only once"
    if isinstance(value, types.FrameType | types.TracebackType):
        return "a part of running code"
    kind: Any = type(value)
    reason = _type_blocked_as(kind)
    if reason is None and _on_gpu(value):
        return "data on a GPU"
    return reason


@functools.lru_cache(maxsize=4096)
def _type_blocked_as(kind: Any) -> str | None:
    if issubclass(kind, (io.StringIO, io.BytesIO)):
        return None
    for entry in BLOCKED:
        for name in entry.types:
            blocked = _loaded(name)
            if blocked is not None and blocked in kind.__mro__:
                return entry.what
    return None


def _loaded(name: str) -> type | None:
    """The type `module:Name`, where the module is loaded: nothing is imported for a look."""
    module, _, attribute = name.partition(":")
    found = vars(sys.modules[module]).get(attribute) if module in sys.modules else None
    return found if isinstance(found, type) else None


def _on_gpu(value: object) -> bool:
    """A tensor (torch, jax) whose device is not the processor."""
    root = type(value).__module__.split(".")[0]
    if root == "torch":
        # A TypedStorage warns the user of its own age when it is asked itself.
        device = getattr(getattr(value, "_untyped_storage", value), "device", None)
        return getattr(device, "type", "cpu") not in ("cpu", "meta")
    if root in ("jax", "jaxlib") and hasattr(value, "devices"):
        return any(getattr(d, "platform", "cpu") != "cpu" for d in value.devices())
    return False
