"""Files and folders that a command makes for a while: what a killed one has left, the next one sweeps.

Their names hold the number of the process they belong to.
"""

import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path

_LIMITED = 0x1000


def own_name(path: Path, ending: str) -> Path:
    """Return a hidden name beside `path` for something of this process: `.academy.4711.tmp`."""
    return path.with_name(f".{path.name}.{os.getpid()}.{ending}")


def leftovers(path: Path, ending: str) -> list[Path]:
    """Return what processes that are no more have left beside `path` under their own names."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.(\d{{1,9}})\.{re.escape(ending)}")
    entries = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    matches = [(entry, pattern.fullmatch(entry.name)) for entry in entries]
    return [entry for entry, match in matches if match is not None and not runs(int(match[1]))]


def sweep(path: Path, ending: str) -> None:
    """Delete what `leftovers` finds; what cannot be deleted stays."""
    for entry in leftovers(path, ending):
        with suppress(OSError):
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def runs(process: int) -> bool:
    """Tell whether a process is running, as far as the system says so."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - of Windows alone

        handle = ctypes.windll.kernel32.OpenProcess(_LIMITED, False, process)
        return bool(handle) and bool(ctypes.windll.kernel32.CloseHandle(handle))
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True
