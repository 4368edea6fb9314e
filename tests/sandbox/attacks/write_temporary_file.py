"""Let the standard library find a directory that can be written."""

import tempfile


def attack(target):
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
        file.flush()
    return "tempfile found a place"
