"""The instruction-level network with numpy alone: what `lean.network` computes, without torch."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .batches import Batch
from .chains import growth
from .tokens import SLOTS

_SLOPE = np.float32(0.1)
_UP, _DOWN, _APART = np.float32(0.3), np.float32(0.05), np.float32(1.5)
_EPSILON = np.float32(1e-5)
Array = np.ndarray


@dataclass(frozen=True)
class Outcome:
    """Of B blocks with N instructions and E dependences.

    `cycles` (B, heads); `spread` (B, 2): logarithms of low and high over the prediction;
    `summary` (B, …): what a head sees; `bounds` (B, 1 + resources): cycles, the chain's first;
    `taken` (N, resources) and `latency` (E,): what these are made of; `power` of their norm;
    `own` (N, …): what latencies are read from.
    """

    cycles: Array
    spread: Array
    summary: Array
    bounds: Array
    taken: Array
    latency: Array
    power: float
    own: Array


class Inference:
    """The network of `weights`: names of `lean.network.Lean`'s state → float32 arrays."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._weights = weights
        self._rounds = sum(name.endswith(".gates") for name in weights)
        self.power = float(weights["power"])

    def __call__(self, batch: Batch) -> Outcome:
        """All of `batch` at once."""
        own, embedded = self._embedded(batch)
        own = self._hidden(own)
        latency = self._latency(own, batch, batch.destination)
        vectors = self._normed("norm", self._vectors(embedded, batch))
        taken = self._taken(vectors)
        used = np.add.reduceat(taken, batch.starts, axis=0)
        chain = growth(batch.schedule, latency.astype(np.float64))
        bounds = np.concatenate([chain[:, None], used], 1).astype(np.float32)
        logs = np.log(bounds + np.float32(1e-3))
        base = _log_sum_exp(self.power * logs) / np.float32(self.power)
        size = np.log(batch.counts).astype(np.float32)[:, None]
        mean = np.add.reduceat(vectors, batch.starts, axis=0) / batch.counts[:, None]
        most = np.maximum.reduceat(vectors, batch.starts, axis=0)
        summary = np.concatenate([mean, most, logs - base[:, None], size], 1, dtype=np.float32)
        wanted = self._perceptron("correct", summary)
        cycles = np.exp(base[:, None] + _limit(wanted) * np.tanh(wanted))
        spread = _softplus(self._perceptron("spread", summary) - np.float32(3))
        spread[:, 0] *= -1
        return Outcome(cycles, spread, summary, bounds, taken, latency, self.power, own)

    def alone(self, own: Array, batch: Batch) -> Array:
        """(E,) cycles of each dependence if an instruction like its source waited for it.

        Around a loop only the sum of latencies can be learnt, not whose they are. In a chain of
        alike instructions the sum is theirs.
        """
        return self._latency(own, batch, batch.source)

    def _embedded(self, batch: Batch) -> tuple[Array, Array]:
        """Of every instruction by itself, and where it stands."""
        embedding = self._weights["embedding.weight"]
        own: Array = embedding[batch.tokens[:, 0]].copy()
        for slot in range(1, len(SLOTS)):
            own += embedding[batch.tokens[:, slot]]
        embedded = own.copy()
        for slot in range(len(SLOTS), batch.tokens.shape[1]):
            embedded += embedding[batch.tokens[:, slot]]
        return own, embedded

    def _vectors(self, embedded: Array, batch: Batch) -> Array:
        vectors = embedded
        orders = _Orders(batch)
        for number in range(self._rounds):
            vectors += self._round(f"rounds.{number}", vectors, batch, orders)
        return vectors

    def _round(self, name: str, vectors: Array, batch: Batch, orders: _Orders) -> Array:
        width = vectors.shape[1]
        x = self._normed(f"{name}.norm", vectors)
        sent = x @ self._weights[f"{name}.send.weight"].T
        gates = self._weights[f"{name}.gates"]
        into = orders.into.summed(np.ascontiguousarray(sent[:, :width]), gates[:, :width])
        back = orders.back.summed(np.ascontiguousarray(sent[:, width:]), gates[:, width:])
        mean = orders.blocks.summed(x) / batch.counts[:, None].astype(np.float32)
        mix = self._weights[f"{name}.mix.weight"].T
        mixed = x @ mix[:width] + into @ mix[width : 2 * width]
        mixed += back @ mix[2 * width : 3 * width]
        mixed += (mean @ mix[3 * width :])[batch.block]
        mixed += self._weights[f"{name}.mix.bias"]
        np.maximum(mixed, _SLOPE * mixed, out=mixed)
        return self._linear(f"{name}.out", mixed)

    def _hidden(self, own: Array) -> Array:
        own = self._linear("own.1", self._normed("own.0", own))
        return np.asarray(np.maximum(own, _SLOPE * own))

    def _latency(self, own: Array, batch: Batch, waiting: Array) -> Array:
        n = batch.schedule.edges
        kind = batch.type[:n]
        w = self._weights
        logit = np.einsum("ed,ed->e", own[batch.source[:n]], w["from_source"][kind])
        logit += np.einsum("ed,ed->e", own[waiting[:n]], w["from_destination"][kind])
        return _softplus(logit + w["latency"][kind])

    def _taken(self, vectors: Array) -> Array:
        return _softplus(self._linear("resources", vectors))

    def _linear(self, name: str, x: Array) -> Array:
        return np.asarray(x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"])

    def _perceptron(self, name: str, x: Array) -> Array:
        hidden = self._linear(f"{name}.0", x)
        return self._linear(f"{name}.2", np.maximum(hidden, _SLOPE * hidden))

    def _normed(self, name: str, x: Array) -> Array:
        centred = x - x.mean(1, keepdims=True)
        variance = np.einsum("nd,nd->n", centred, centred) / np.float32(x.shape[1])
        centred *= (1 / np.sqrt(variance + _EPSILON))[:, None]
        centred *= self._weights[f"{name}.weight"]
        centred += self._weights[f"{name}.bias"]
        return np.asarray(centred)


class _Sums:
    """Sums of rows by group, the k-th row of every group at once: groups are small."""

    def __init__(self, group: Array, groups: int, row: Array, kind: Array | None = None) -> None:
        order = np.argsort(group, kind="stable")
        sorted_group = group[order]
        starts = np.searchsorted(sorted_group, np.arange(groups))
        rank = np.arange(len(group)) - starts[sorted_group]
        by_rank = np.argsort(rank, kind="stable")
        bounds = np.searchsorted(rank[by_rank], np.arange(int(rank.max(initial=-1)) + 2))
        self._groups = groups
        self._parts = []
        for first, last in itertools.pairwise(bounds):
            places = by_rank[first:last]
            which = order[places]
            kinds = None if kind is None else kind[which]
            self._parts.append((sorted_group[places], row[which], kinds))

    def summed(self, rows: Array, gates: Array | None = None) -> Array:
        """(groups, D) of `rows`, each times the gate of its kind."""
        total = np.zeros((self._groups, rows.shape[1]), rows.dtype)
        for groups, row, kinds in self._parts:
            part = rows[row]
            if gates is not None and kinds is not None:
                part *= gates[kinds]
            total[groups] += part
        return total


def _limit(wanted: Array) -> Array:
    """(B, heads): logarithms by which heads may correct the bounds; the first least."""
    limit = np.full_like(wanted, _APART)
    limit[:, 0] = np.where(wanted[:, 0] > 0, _UP, _DOWN)
    return limit


class _Orders:
    """Who hears whom: along edges, against them, and of each block."""

    def __init__(self, batch: Batch) -> None:
        nodes = len(batch.block)
        self.into = _Sums(batch.destination, nodes, batch.source, batch.type)
        self.back = _Sums(batch.source, nodes, batch.destination, batch.type)
        self.blocks = _Sums(batch.block, len(batch.counts), np.arange(nodes))


def _softplus(x: Array) -> Array:
    return np.asarray(np.logaddexp(x, np.float32(0)))


def _log_sum_exp(x: Array) -> Array:
    most = x.max(1)
    return np.asarray(most + np.log(np.exp(x - most[:, None]).sum(1)))
