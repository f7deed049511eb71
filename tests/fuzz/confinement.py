"""What no input may reach: secrets that lie outside of the book, other files, programs, the network.

`confined` watches everything that Python itself does (`sys.addaudithook`): what would leave is refused, and told even
if somebody has caught the refusal. `say` is handed whatever an input has brought out: a secret in it has leaked.
An input names the folder of the secrets as `@OUTSIDE@`, or `../outside` from the folder of any book.
"""

import mimetypes
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.fuzz.target import CHECKOUT, room

OUTSIDE = b"@OUTSIDE@"
VARIABLE = "SALESBOOK_FUZZ_SECRET"
_ENDINGS = ("txt", "yml", "md", "html", "svg", "json", "png", "css", "js", "toml")
_IN_THE_MACHINE = "root:x:0:0:"
"""The beginning of /etc/passwd."""

_HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR")

_NEVER = frozenset(
    "subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty os.startfile pty.spawn os.kill "
    "socket.connect socket.bind socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr socket.sendto "
    "socket.sendmsg urllib.Request http.client.connect ftplib.connect smtplib.connect webbrowser.open".split()
)
_CHANGES = {
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.mkdir": (0,),
    "os.link": (0, 1),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.utime": (0,),
    "sqlite3.connect": (0,),
}
_LOOKS = frozenset(("os.listdir", "os.scandir"))
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Escape(BaseException):
    """An input has got out, or would have; no `except Exception` holds it up."""


class _State:
    armed = False
    hooked = False
    escapes: tuple[str, ...] = ()


@contextmanager
def confined() -> Iterator[None]:
    """Refuse whatever would leave the book; raises `Escape` for what has left, or was refused."""
    before = _outside_state()
    if not _State.hooked:
        _State.hooked = True
        sys.addaudithook(_look)
    _State.escapes, _State.armed = (), True
    try:
        with _at_home():
            yield
    finally:
        _State.armed = False
    if _State.escapes:
        raise Escape(_State.escapes[0])
    if _outside_state() != before:
        _outside.cache_clear()
        raise Escape("a file outside of the book has changed")


@contextmanager
def _at_home() -> Iterator[None]:
    """Let the user's folders be in the room, and let no import write anything."""
    before = dict(os.environ), tempfile.tempdir, sys.dont_write_bytecode
    home = str(room() / "home")
    os.makedirs(home, exist_ok=True)  # noqa: PTH103
    os.environ.update(dict.fromkeys(_HOMES, home))
    tempfile.tempdir, sys.dont_write_bytecode = home, True
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        tempfile.tempdir, sys.dont_write_bytecode = before[1:]


def say(words: str | bytes) -> None:
    """Take what an input has brought out; raises `Escape` for a secret in it."""
    data = words.encode("utf-8", "surrogatepass") if isinstance(words, str) else words
    for secret in _secrets():
        if secret in data:
            at = data.index(secret)
            raise Escape(f"a secret has leaked: {data[max(0, at - 60) : at + 20]!r}")


def with_outside(data: bytes) -> bytes:
    """Return an input with the address of the secrets in the place of its sign."""
    return data.replace(OUTSIDE, os.fsencode(_outside())) if OUTSIDE in data else data


@cache
def _outside() -> Path:
    folder = room() / "outside"
    folder.mkdir(exist_ok=True)
    os.environ[VARIABLE] = _words()[0]
    for ending in _ENDINGS:
        (folder / f"secret.{ending}").write_text(_words()[1] + "\n", encoding="utf-8")
    return folder


@cache
def _words() -> tuple[str, str]:
    return f"variable-{secrets.token_hex(8)}", f"file-{secrets.token_hex(8)}"


@cache
def _secrets() -> tuple[bytes, ...]:
    return (*(word.encode() for word in _words()), _IN_THE_MACHINE.encode())


def _outside_state() -> tuple[object, ...]:
    folder = _outside()
    with os.scandir(folder) as entries:
        stats = sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in entries)
    now = folder.stat()
    return now.st_mtime_ns, now.st_mode, [(name, s.st_mtime_ns, s.st_size, s.st_mode) for name, s in stats]


@cache
def _readable() -> tuple[str, ...]:
    folders = [sys.prefix, sys.base_prefix, str(CHECKOUT), str(room()), "/usr/share", "/usr/lib", "/proc/self"]
    files = ["/dev/null", "/dev/urandom", "/etc/localtime", "/etc/timezone", "/proc/cpuinfo", *mimetypes.knownfiles]
    return tuple({os.path.realpath(path) for path in folders} | {str(file) for file in files})


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    if not _State.armed:
        return
    if event == "open":
        path, mode, flags = arguments
        if isinstance(path, int):
            return
        writing = any(sign in mode for sign in "wax+") if isinstance(mode, str) else bool((flags or 0) & _WRITING)
        # A link at the end of the path is refused by the system itself where it must not be followed.
        refused = bool((flags or 0) & getattr(os, "O_NOFOLLOW", 0))
        _judge(event, path, writing=writing, itself=refused)
    elif event in _NEVER:
        _refuse(f"{event} {arguments!r:.200}")
    elif event in _CHANGES:
        if event != "sqlite3.connect" and arguments[-1] != -1 and isinstance(arguments[-1], int) and len(arguments) > 1:
            return  # below a folder that was opened, and judged then
        for n in _CHANGES[event]:
            _judge(event, arguments[n], writing=True, itself=event != "os.truncate")
    elif event in _LOOKS and not isinstance(arguments[0], int):
        _judge(event, arguments[0] or ".", writing=False)


def _judge(event: str, path: Any, *, writing: bool, itself: bool = False) -> None:
    """Refuse a path that is not of those that may be touched; `itself`: a link is not followed."""
    if isinstance(path, int):
        return
    name = os.fsdecode(path)
    if "\0" in name or name.startswith(":memory:"):
        return
    if not writing and name.startswith((sys.prefix, sys.base_prefix)) and ".." not in name:
        return
    head, tail = os.path.split(os.path.abspath(name))  # noqa: PTH100 - paths are hot here
    real = os.path.join(os.path.realpath(head), tail) if itself else os.path.realpath(name)  # noqa: PTH118
    allowed = (str(room()),) if writing else _readable()
    outside = str(_outside())
    if _below(real, outside) or not any(_below(real, folder) for folder in allowed):
        if real in ("/dev/null", "/dev/tty"):
            return
        _refuse(f"{event} {real} {'to write' if writing else 'to read'}")


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _refuse(what: str) -> None:
    _State.escapes += (what,)
    raise Escape(what)
