"""Exact counts of tokens where a tokenizer is at hand; nothing is ever downloaded for it."""

from __future__ import annotations

import hashlib
import importlib
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .interfaces import OPENAI

# Vocabulary → SHA-256 of its file, as tiktoken itself checks it. A file with another one would be
# fetched anew, so it isn't opened at all.
_FILES = {
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}
_ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
Count = Callable[[str], float]


def exact(model: str, host: str, namespace: Mapping[str, object]) -> tuple[Count, str] | None:
    """How to count the tokens of `model`, and with what; None where no tokenizer is at hand."""
    own = _in_namespace(model, namespace)
    if own is not None:
        return own
    return _tiktoken(model) if host == OPENAI else None


def _in_namespace(model: str, namespace: Mapping[str, object]) -> tuple[Count, str] | None:
    """A tokenizer among the kernel's names that is said to be that model's."""
    wanted = model.rpartition("/")[2].lower()
    for name, found in namespace.items():
        package = str(type(found).__module__).partition(".")[0]
        if package not in ("transformers", "tokenizers") or not wanted:
            continue
        path = getattr(found, "name_or_path", "")
        if isinstance(path, str) and path.rpartition("/")[2].lower() == wanted:
            return _counting(found), f"the tokenizer `{name}`"
    return None


def _tiktoken(model: str) -> tuple[Count, str] | None:
    """OpenAI's own, where it is installed and its vocabulary lies on this machine."""
    try:
        tiktoken: Any = importlib.import_module("tiktoken")
        registry: Any = importlib.import_module("tiktoken.registry")
    except ImportError:
        return None
    try:
        vocabulary = tiktoken.encoding_name_for_model(model)
    except KeyError:
        return None
    if vocabulary not in getattr(registry, "ENCODINGS", {}) and not _is_here(vocabulary):
        return None
    try:
        encoding = tiktoken.get_encoding(vocabulary)
    except (OSError, ValueError):
        return None
    return _counting(encoding), f"tiktoken {tiktoken.__version__} ({vocabulary})"


def _is_here(vocabulary: str) -> bool:
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder == "":  # which turns the cache off
        return False
    place = Path(folder or os.path.join(tempfile.gettempdir(), "data-gym-cache"))
    address = _ADDRESS.format(vocabulary)
    file = place / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == _FILES.get(vocabulary)


def _counting(tokenizer: Any) -> Count:
    def count(text: str) -> float:
        # Special tokens in a text are a text here.
        options = (
            {"disallowed_special": ()} if type(tokenizer).__module__.startswith("tiktoken") else {}
        )
        found = tokenizer.encode(text, **options)
        return float(len(getattr(found, "ids", found)))

    return count
