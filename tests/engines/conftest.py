"""A PostgreSQL of the tests' own, in a temporary folder and under another user: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

PASSWORD = "p@ss:w/ord#1"


class Server(NamedTuple):
    """Where it listens, on a socket of its folder: whoever is `tests` needs no password, everybody else does."""

    folder: Path
    port: int

    def url(self, user: str = "tests", password: str = "", database: str = "postgres") -> str:
        """Return the address of a database."""
        secret = f":{quote(password, safe='')}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={self.folder}&port={self.port}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    folder = Path(tempfile.mkdtemp(prefix="salesbook-pg-"))
    listening = Server(folder, 54329)
    as_root = os.geteuid() == 0
    user = pwd.getpwnam("nobody").pw_name if as_root else pwd.getpwuid(os.geteuid()).pw_name
    if as_root:
        shutil.chown(folder, user)

    def program(name: str, *arguments: str) -> None:
        command = [str(programs[-1] / name), *arguments]
        subprocess.run(command, check=True, user=user if as_root else None, cwd=folder, stdout=subprocess.DEVNULL)

    data = folder / "data"
    program("initdb", "-D", str(data), "--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", "-U", "tests", "-N")
    rules = data / "pg_hba.conf"
    rules.write_text("local all tests trust\nlocal all all scram-sha-256\n", encoding="utf-8")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c port={listening.port} -c fsync=off"
    program("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start")
    try:
        yield listening
    finally:
        program("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
