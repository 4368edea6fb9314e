"""Start a pool of worker processes."""

import concurrent.futures


def attack(target):
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return f"a worker answered {pool.submit(int).result(timeout=2)}"
