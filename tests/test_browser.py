"""Where no browser is, one is installed if that can be done, and nothing fails if it can't."""

import sys

import pytest

from .ui import browser


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with nothing but what a test adds; gives the function that adds a program."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "_of_playwright", lambda: None)

    def add(name):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        return str(program)

    return add


def test_the_systems_browser_is_used(machine):
    assert browser.find() is None
    other = machine("google-chrome")
    assert browser.find() == other
    chromium = machine("chromium")
    assert browser.find() == chromium
    assert browser.ensure(lambda command: pytest.fail(f"{command} was run")) == ""


def test_another_can_be_named(machine, monkeypatch):
    machine("chromium")
    monkeypatch.setenv("CHROMIUM", machine("mine"))
    assert browser.find().endswith("mine")


def test_the_superuser_gets_one(machine):
    machine("apt-get")
    ran = []

    def run(command):
        ran.append(command)
        if "install" in command:
            machine("chromium")
        return 0

    assert browser.ensure(run, is_root=True) == ""
    assert ran[0][-1] == "update"
    assert "chromium" in ran[1]


def test_without_a_network_it_is_only_said(machine, capsys):
    machine("apt-get")
    said = browser.ensure(lambda command: 100, is_root=True)
    assert "sudo apt-get install chromium" in said
    assert "network" in capsys.readouterr().out


def test_who_may_not_install_is_told_what_to_run(machine):
    def never(command):
        raise AssertionError(command)

    assert f"`{sys.executable} -m playwright install" in browser.ensure(never, is_root=False)
    machine("apt-get")
    assert "sudo apt-get install chromium" in browser.ensure(never, is_root=False)


def test_a_command_that_fails_or_is_missing_is_no_error(machine, capsys):
    assert browser._quietly(["no-such-program"]) == 1
    script = machine("apt-get")
    with open(script, "a") as file:
        file.write("exit 3\n")
    assert browser._quietly([script]) == 3
    assert "no-such-program" in capsys.readouterr().out
