"""Fetch a page from a server on this machine."""

import urllib.request


def attack(target):
    urllib.request.urlopen(f"http://127.0.0.1:{target.tcp}/", timeout=1).close()
    return "fetched"
