"""What is driven: a function bytes → None that raises for anything but the promised outcome, and where it starts."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from random import Random

from tests.books import BASE, OTHER

CHECKOUT = Path(__file__).parents[2]
OF_TESTS = (BASE, OTHER)
"""Books that the gate's short run starts from: the same inputs whatever stands in content/."""
ALL_BOOKS = (*OF_TESTS, CHECKOUT)
"""Books that `make fuzz` starts from."""

LINK, PIPE = b"\x1clink ", b"\x1cpipe"
_FILE = b"\n\x1cfile "


@dataclass(frozen=True)
class Target:
    """A target: what it runs, the inputs that mutation starts from (out of some books), how many inputs `make fuzz`
    gives it; `generate` makes inputs out of nothing.

    `guided`: inputs that reach new code are kept and changed further; it is for what runs in a few milliseconds.
    `carries`: how many hostile files one input holds. `allowance`: seconds that the work takes without them.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[Sequence[Path]], list[bytes]]
    runs: int
    generate: Callable[[Random], bytes] | None = None
    guided: bool = True
    carries: int = 1
    allowance: float = 0

    @property
    def name(self) -> str:
        """The name of folders and of the command line."""
        return self.run.__name__.replace("_", "-")


@cache
def room() -> Path:
    """Return a folder of this process, deleted when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def base_book(name: str = "base") -> Path:
    """Return a copy of the base book, the target's own by its name, that it may change and put right again."""
    root = room() / name
    shutil.copytree(BASE, root)
    return root


@cache
def base_names() -> tuple[str, ...]:
    """Return the paths of the base book's content files."""
    return tuple(contents(BASE))


def contents(root: Path, pattern: str = "*") -> list[str]:
    """Return the paths of a book's content files."""
    found = sorted(p for p in (root / "content").rglob(pattern) if p.suffix in {".md", ".yml", ".svg"})
    return [p.relative_to(root).as_posix() for p in found]


def headed(name: str, data: bytes) -> bytes:
    """Return an input: the name of a file on a line, then what is in it."""
    return name.encode() + b"\n" + data


def parted(data: bytes, names: tuple[str, ...]) -> tuple[str, bytes]:
    """Return the name and the rest of an input; a name that is none of `names` chooses one by its bytes."""
    head, _line_end, rest = data.partition(b"\n")
    name = head.decode("utf-8", "replace")
    return (name if name in names else names[sum(head) % len(names)]), rest


def several(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an input of several files: each begins with its path behind a sign of its own."""
    return b"".join(_FILE + name.encode("utf-8", "surrogatepass") + b"\n" + data for name, data in files)


def files_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an input of several; a path that leads out of the book, or is none, is left out."""
    for part in data.split(_FILE)[1:]:
        head, _line_end, content = part.partition(b"\n")
        name = head.decode("utf-8", "replace")
        path = PurePosixPath(name)
        leaves = path.is_absolute() or ".." in path.parts or "\0" in name
        # No path of a test's own may leave the book: what is tried are links.
        if name and len(head) < 200 and not leaves:
            yield path.as_posix(), content


@contextmanager
def laid(root: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[None]:
    """Lay files over a book for a while; content that begins with `LINK` is a link to what follows, `PIPE` is one."""
    before: dict[Path, bytes | None] = {}
    try:
        for name, content in files:
            path = root / name
            if os.path.isdir(path) or not _makes_room(path.parent, root):  # noqa: PTH112 - links of any length
                continue
            if path not in before:
                is_file = os.path.isfile(path) and not path.is_symlink()  # noqa: PTH113
                before[path] = path.read_bytes() if is_file else None
            path.unlink(missing_ok=True)
            if content.startswith(LINK):
                path.symlink_to(os.fsdecode(content[len(LINK) :].split(b"\n")[0].replace(b"\0", b"")[:500] or b"x"))
            elif content == PIPE:
                os.mkfifo(path)
            else:
                path.write_bytes(content)
        yield
    finally:
        for path, original in reversed(before.items()):
            path.unlink(missing_ok=True)
            if original is not None:
                path.write_bytes(original)


def _makes_room(folder: Path, root: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return folder.resolve().is_relative_to(root.resolve())
