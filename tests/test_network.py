"""The suite itself: no test reaches another machine."""

import socket
import urllib.request

import pytest

from tests.conftest import NetworkRefused


def test_connections_are_refused() -> None:
    with socket.socket() as plug, pytest.raises(NetworkRefused):
        plug.connect(("127.0.0.1", 9))
    with socket.socket() as plug, pytest.raises(NetworkRefused):
        plug.connect_ex(("127.0.0.1", 9))


def test_names_are_not_looked_up() -> None:
    with pytest.raises(NetworkRefused):
        urllib.request.urlopen("http://example.com", timeout=1)


def test_a_pair_of_sockets_is_no_network() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.sendall(b"x")
        assert there.recv(1) == b"x"
    with socket.socket() as plug, pytest.raises(NetworkRefused):
        plug.connect(("127.0.0.1", 9))
