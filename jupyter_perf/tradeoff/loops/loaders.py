"""A batch as a data loader would give it, and how many examples an epoch has.

Nothing of the loader itself runs: no worker is started, no sampler asked, and the state of random
numbers is as before.
"""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def is_loader(thing: Any) -> bool:
    """Whether it has the parts of a `torch.utils.data.DataLoader`."""
    return all(hasattr(thing, name) for name in ("dataset", "collate_fn", "batch_size"))


def batch_of(loader: Any, size: int | None = None) -> Any:
    """The first examples of its dataset, put together as it does. Raises UsageError for a dataset
    that is empty, or that refuses.

    Their order is the dataset's, so a loader that shuffles or sorts by length gives others.
    """
    wanted = size or batch_size(loader)
    with _random_numbers_kept():
        try:
            if wanted is None:
                return loader.collate_fn(_first(loader.dataset, 1)[0])
            return loader.collate_fn(_first(loader.dataset, wanted))
        except UsageError:
            raise
        # The user's own dataset and collate function ran.
        except Exception as error:
            raise UsageError(
                "no batch can be made of the data loader's dataset "
                f"({type(error).__name__}: {error}): give a sample batch"
            ) from error


def batch_size(loader: Any) -> int | None:
    """Examples in one batch; None where each item of the dataset is a batch by itself."""
    size = loader.batch_size
    if size is None:
        size = getattr(getattr(loader, "batch_sampler", None), "batch_size", None)
    return None if size is None else int(size)


def epoch_examples(loader: Any) -> int | None:
    """Examples in an epoch; None where the dataset doesn't tell."""
    try:
        whole = len(loader.dataset)
    except (TypeError, NotImplementedError):
        return None
    size = batch_size(loader)
    return whole // size * size if size and getattr(loader, "drop_last", False) else whole


def _first(dataset: Any, count: int) -> list[Any]:
    items: Iterable[Any]
    if hasattr(dataset, "__getitem__") and hasattr(dataset, "__len__"):
        items = (dataset[at] for at in range(min(count, len(dataset))))
    else:
        items = itertools.islice(iter(dataset), count)
    found = list(items)
    if not found:
        raise UsageError("the data loader's dataset is empty: give a sample batch")
    return found


@contextlib.contextmanager
def _random_numbers_kept() -> Iterator[None]:
    """Augmentation and masking draw some."""
    import numpy
    import torch

    python, legacy = random.getstate(), numpy.random.get_state()
    try:
        with torch.random.fork_rng(devices=[]):
            yield
    finally:
        random.setstate(python)
        numpy.random.set_state(legacy)
