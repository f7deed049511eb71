"""How far a command has come, on a terminal."""

import sys

import pytest

from salesbook.output.progress import counted_progress
from tests.cli.ran import Terminal


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with counted_progress("trying points", 20) as advance:
        for _trial in range(20):
            advance(1)
    assert "trying points" in screen.getvalue()
    assert "100%" in screen.getvalue()


def test_nothing_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with counted_progress("trying points", 20) as advance:
        advance(20)
    assert capsys.readouterr() == ("", "")
