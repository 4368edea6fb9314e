"""Checks on a call's arguments: what tells an effect from a harmless use of the same function."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable

from .call import UNKNOWN, Call

_MODE = re.compile(r"[rwaxbtU+:]{1,4}[a-z]*\Z")
_ADDRESS = re.compile(r"(https?|ftps?|s3a?|gs|gcs|abfss?|az|hdfs|sftp|ssh)://", re.IGNORECASE)
_THREADED = re.compile(
    r"RandomForest|ExtraTrees|RandomTrees|IsolationForest|KNeighbors|NearestNeighbors|XGB|LGBM"
    r"|pairwise|cdist|cKDTree|KDTree|LogisticRegression\b|LinearRegression\b"
)
_SAFE_NAMES = frozenset({"urllib.request.Request", "urllib.request.quote", "openai.types"})
_ASKS = frozenset({
    "torch.cuda.is_available", "torch.cuda.device_count", "torch.cuda.manual_seed",
    "torch.cuda.manual_seed_all", "torch.cuda.empty_cache", "torch.cuda.is_initialized",
    "numba.cuda.is_available",
})  # fmt: skip


def opens_for_writing(call: Call) -> bool:
    modes = [call.value(9, "mode")]
    if call.method == "open" and not call.full_name:
        modes.append(call.value(0))
    else:
        modes.append(call.value(1))
    texts = [m for m in modes if isinstance(m, str) and _MODE.match(m)]
    return any(set(text) & set("wax+") for text in texts)


def names_a_target(call: Call) -> bool:
    """`df.to_csv()` and `df.to_csv(None)` return text; a buffer is no file."""
    names = ("path_or_buf", "path", "buf", "fname", "excel_writer", "file", "path_or_buffer")
    target = call.argument(0, *names)
    if target is None or call.context.value(target) is None:
        return False
    # `to_string`, `to_json` and the like of other libraries take other things than a path first.
    if call.method in ("to_string", "to_json", "to_html", "to_latex", "to_markdown", "to_xml"):
        given = call.context.value(target)
        if not isinstance(given, str) and not _looks_like_path(target):
            return False
    return not call.context.is_memory_file(target)


def _looks_like_path(node: ast.expr) -> bool:
    text = ast.unparse(node).lower()
    return isinstance(node, (ast.JoinedStr, ast.BinOp)) or any(
        word in text for word in ("path", "file", "fname", "out", "dir")
    )


def into_memory(call: Call) -> bool:
    return any(call.context.is_memory_file(argument) for argument in call.node.args[:2])


def reads_an_address(call: Call) -> bool:
    names = ("filepath_or_buffer", "path", "path_or_buf", "io", "source", "fname", "uri")
    value = call.value(0, *names)
    return isinstance(value, str) and _ADDRESS.match(value) is not None


def downloads(call: Call) -> bool:
    return call.value(99, "download") is True


def only_data_types(call: Call) -> bool:
    """`requests.Response` is data by now; a request that isn't sent yet harms no one."""
    return call.kind.endswith((".Response", ".Request", "Error")) or call.full_name in _SAFE_NAMES


def in_memory_database(call: Call) -> bool:
    if call.full_name == "sqlalchemy.create_engine":
        return str(call.value(0, "url")) in ("sqlite://", "sqlite:///:memory:")
    return bool(call.value(0, "database") == ":memory:")


def only_in_memory_databases(call: Call) -> bool:
    return ":memory:" in call.context.text or '"sqlite://"' in call.context.text


def harmless_process_call(call: Call) -> bool:
    return call.full_name.rpartition(".")[2] in ("list2cmdline", "cpu_count", "CalledProcessError")


def many_jobs(call: Call) -> bool:
    jobs = call.value(
        98 if call.method != "Parallel" and call.written != "Parallel" else 0, "n_jobs"
    )
    if jobs is UNKNOWN or jobs in (None, 1, 0, "-0"):
        return False
    if call.value(97, "prefer") == "threads" or call.value(97, "backend") == "threading":
        return False
    return isinstance(jobs, (int, str)) and not _THREADED.search(call.written)


def method_of_module(call: Call) -> bool:
    return bool(call.full_name)


def only_asks(call: Call) -> bool:
    return call.full_name in _ASKS


def on_a_gpu(call: Call) -> bool:
    """`.to("cuda")`, `device="cuda:0"`, `torch.device("cuda")`, or a name that holds one."""
    places = [call.value(99, "device")]
    if call.method in ("to", "device", "set_default_device", "to_device") or (
        call.full_name in ("torch.device", "torch.set_default_device")
    ):
        places.append(call.value(0))
    return any(_is_gpu(place) for place in places if place is not UNKNOWN)


def _is_gpu(place: object) -> bool:
    if isinstance(place, str):
        return re.match(r"(cuda|gpu|mps|xpu)(:\d+)?\Z", place) is not None
    return getattr(place, "type", "") in ("cuda", "mps", "xpu") and type(place).__name__ == "device"


def jax_has_a_gpu(_: Call) -> bool:
    """Without asking jax, which would start it: are its GPU plug-ins loaded?"""
    return any(
        name.startswith(("jax_cuda", "jax_rocm", "jax_plugins.xla_")) for name in sys.modules
    )


CHECKS: dict[str, Callable[[Call], bool]] = {
    check.__name__: check
    for check in (
        opens_for_writing, names_a_target, into_memory, reads_an_address, downloads,
        only_data_types, in_memory_database, only_in_memory_databases, harmless_process_call,
        many_jobs, method_of_module, only_asks, on_a_gpu, jax_has_a_gpu,
    )
}  # fmt: skip
