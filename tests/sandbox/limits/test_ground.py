"""The ground must see what an attack that got out would leave: here the test itself leaves it."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import attack_table
import pytest
from attack_ground import Ground


@pytest.fixture
def ground() -> Iterator[Ground]:
    with Ground() as ground:
        yield ground


def test_nothing_is_seen_where_nothing_happened(ground: Ground) -> None:
    assert attack_table.check(ground, "all is well") == ""


@pytest.mark.parametrize("place", ["/tmp", "/dev/shm", "notebook"])
def test_a_planted_file_is_seen_and_removed(ground: Ground, place: str) -> None:
    folder = Path(ground.notebook if place == "notebook" else place)
    (folder / ground.token).touch()
    assert any("exists" in trace for trace in ground.traces())
    assert not (folder / ground.token).exists()


def test_changed_content_mode_and_time_are_seen(ground: Ground) -> None:
    data = Path(ground.notebook) / "data.txt"
    data.chmod(0o666)
    assert ground.traces() == ["files changed"]
    data.chmod(0o644)
    os.utime(data, (1, 1))
    assert ground.traces() == ["files changed"]


def test_connections_and_datagrams_are_seen(ground: Ground) -> None:
    target = ground.target
    socket.create_connection(("127.0.0.1", target["tcp"])).close()
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("127.0.0.1", target["udp"]))
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect("\0" + target["abstract"])
    assert len(ground.traces()) == 3
    assert ground.traces() == []


def test_a_stopped_victim_and_a_changed_memory_are_seen(ground: Ground) -> None:
    with open(f"/proc/{ground.target['victim']}/mem", "r+b", buffering=0) as memory:
        memory.seek(ground.target["address"])
        memory.write(b"CHANGED")
    assert ground.traces() == ["the victim's memory changed"]
    os.kill(ground.target["victim"], signal.SIGSTOP)
    os.waitid(os.P_PID, ground.target["victim"], os.WSTOPPED)
    assert "the victim changed" in ground.traces()


def test_what_an_attack_says_and_a_secret_in_the_output_are_seen(ground: Ground) -> None:
    assert attack_table.check(ground, "BREACH: got out\n") == "BREACH: got out"
    assert "secret" in attack_table.check(ground, f"…{ground.secret}…")
