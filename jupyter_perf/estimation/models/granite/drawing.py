"""From a block's bytes to its graph."""

from __future__ import annotations

from .accesses import Address, Operands, operands
from .decoding import decode
from .graph import EdgeKind, Extensions, NodeKind, Sketch
from .register_names import full, is_partial


def sketch(code: bytes, extensions: Extensions | None = None) -> Sketch:
    """The graph of a block's bytes, x86-64; the extended one unless told. Raises Undecodable."""
    drawing = _Drawing(extensions or Extensions())
    for instruction in decode(code):
        drawing.add(operands(instruction))
    return drawing.done()


class _Drawing:
    """A graph while it grows, instruction by instruction."""

    _MEMORY = "memory"
    """Stands beside the registers' names, of which it is none."""

    def __init__(self, extensions: Extensions) -> None:
        self._extensions = extensions
        self._tokens: list[str] = []
        self._kinds: list[NodeKind] = []
        self._edges: list[tuple[int, int, EdgeKind]] = []
        self._entered: dict[str, int] = {}
        """Register or memory → the node of the value that it has before the block."""
        self._latest: dict[str, int] = {}
        self._previous: int | None = None

    def add(self, used: Operands) -> None:
        this = self._node(NodeKind.INSTRUCTION, used.mnemonic)
        if self._previous is not None:
            self._edge(self._previous, this, EdgeKind.STRUCTURE)
        self._previous = this
        for prefix in used.prefixes:
            self._edge(self._node(NodeKind.PREFIX, prefix), this, EdgeKind.PREFIX)
        for value in self._inputs(used):
            self._edge(value, this, EdgeKind.INPUT)
        for name in used.writes:
            self._edge(this, self._written(name, NodeKind.REGISTER), EdgeKind.OUTPUT)
        for _ in range(used.stores):
            self._edge(this, self._written(self._MEMORY, NodeKind.MEMORY), EdgeKind.OUTPUT)

    def done(self) -> Sketch:
        if self._extensions.loop_carried:
            for name, entered in self._entered.items():
                if self._latest[name] != entered:
                    self._edge(self._latest[name], entered, EdgeKind.LOOP_CARRIED)
        return Sketch(tuple(self._tokens), tuple(self._kinds), tuple(self._edges))

    def _inputs(self, used: Operands) -> list[int]:
        registers = list(used.reads)
        if self._extensions.full_registers:
            registers += [w for w in used.writes if is_partial(w) and w not in used.reads]
        return [
            *[self._read(name, NodeKind.REGISTER) for name in registers],
            *[self._node(NodeKind.IMMEDIATE) for _ in range(used.immediates)],
            *[self._address(address) for address in used.addresses],
            *[self._read(self._MEMORY, NodeKind.MEMORY) for _ in range(used.loads)],
        ]

    def _address(self, address: Address) -> int:
        this = self._node(NodeKind.ADDRESS)
        parts = zip(
            (EdgeKind.BASE, EdgeKind.INDEX, EdgeKind.SEGMENT),
            (address.base, address.index, address.segment),
            strict=True,
        )
        for kind, name in parts:
            if name is not None:
                self._edge(self._read(name, NodeKind.REGISTER), this, kind)
        if address.displaced:
            self._edge(self._node(NodeKind.IMMEDIATE), this, EdgeKind.DISPLACEMENT)
        return this

    def _read(self, name: str, kind: NodeKind) -> int:
        key = self._key(name)
        if key not in self._latest:
            self._entered[key] = self._latest[key] = self._node(kind, name)
        return self._latest[key]

    def _written(self, name: str, kind: NodeKind) -> int:
        self._latest[self._key(name)] = made = self._node(kind, name)
        return made

    def _key(self, name: str) -> str:
        return full(name) if self._extensions.full_registers else name

    def _node(self, kind: NodeKind, name: str = "") -> int:
        what = kind.name.lower()
        self._tokens.append(f"{what}:{name}" if name and name != what else what)
        self._kinds.append(kind)
        return len(self._tokens) - 1

    def _edge(self, sender: int, receiver: int, kind: EdgeKind) -> None:
        self._edges.append((sender, receiver, kind))
