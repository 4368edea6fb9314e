"""Run a shell command."""

import subprocess


def attack(target):
    return subprocess.run("echo ran", shell=True, capture_output=True, check=True).stdout.decode()
