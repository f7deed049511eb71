"""Windows as far as Linux can play it: what only POSIX systems have is taken away, and `salesbook` is run without it.

`python -m tests.windows BOOK` imports every module of salesbook and runs commands on a book; what is missed ends it.
"""

import importlib
import os
import pathlib
import pkgutil
import signal
import sys
from types import ModuleType

import salesbook

MODULES = frozenset("crypt fcntl grp nis ossaudiodev posix pty pwd readline resource spwd syslog termios tty".split())
"""Modules that Windows has not."""

FUNCTIONS = frozenset(
    "chown chroot ctermid fchdir fchmod fchown fork forkpty fpathconf getegid geteuid getgid getgrouplist getgroups "
    "getloadavg getpgid getpgrp getpriority getresgid getresuid getsid getuid initgroups killpg lchmod lchown "
    "listxattr lockf major makedev memfd_create minor mkfifo mknod nice openpty pathconf pipe2 posix_fadvise "
    "posix_fallocate posix_spawn posix_spawnp pread preadv pwrite pwritev readv removexattr sched_getaffinity "
    "sched_getscheduler sched_setaffinity sched_yield sendfile setegid seteuid setgid setgroups setpgid setpriority "
    "setregid setresgid setresuid setreuid setsid setuid setxattr splice statvfs sync sysconf tcgetpgrp tcsetpgrp "
    "uname unshare wait wait3 wait4 waitid writev O_ASYNC O_CLOEXEC O_DIRECTORY O_DSYNC O_NDELAY O_NOATIME O_NOCTTY "
    "O_NOFOLLOW O_NONBLOCK O_PATH O_SYNC O_TMPFILE WEXITSTATUS WIFEXITED WIFSIGNALED WNOHANG WTERMSIG".split()
)
"""Names of `os` that Windows has not."""

SIGNALS = frozenset(
    "SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSTOP SIGTSTP SIGTTIN SIGTTOU "
    "SIGURG SIGUSR1 SIGUSR2 SIGVTALRM SIGWINCH alarm getitimer pause pthread_kill pthread_sigmask setitimer "
    "siginterrupt sigpending sigwait".split()
)
"""Names of `signal` that Windows has not."""

COMMANDS = (
    "check --no-cache",
    "check",
    "check --fix",
    "list",
    "show ОП-001",
    "letter",
    "pipeline",
    "articles assign",
    "schema letter",
)

_STANDARD_LIBRARY_S = frozenset("O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK listxattr sendfile waitid".split())
"""What Python's own modules, written for Linux here, cannot do without."""


def modules() -> list[str]:
    """Return the names of all modules of salesbook but the one that runs it."""
    walked = pkgutil.walk_packages(salesbook.__path__, "salesbook.")
    return ["salesbook", *(module.name for module in walked if not module.name.endswith(".__main__"))]


def become_windows() -> None:
    """Take away what Windows lacks, and say that this is Windows; for a process that does nothing else afterwards."""
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]  # so Python spells “there is no such module”
    _strip(os, FUNCTIONS - _STANDARD_LIBRARY_S)
    _strip(signal, SIGNALS)
    for holder in (pathlib, sys.modules.get("pathlib._local")):
        if holder is not None:
            # Paths go on naming the files of this machine.
            holder.WindowsPath = pathlib.PosixPath  # type: ignore[attr-defined]
    sys.platform = "win32"
    os.name = "nt"


def _strip(module: ModuleType, names: frozenset[str]) -> None:
    for name in names & set(vars(module)):
        delattr(module, name)


def main(book: str) -> None:
    """Import salesbook on this Windows, run commands on a book, and say how each has ended."""
    names = modules()
    # The other libraries are those of this machine: they are loaded before it is taken for another one.
    for name in names:
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "salesbook"]:
        del sys.modules[name]
    become_windows()
    for name in names:
        importlib.import_module(name)
    cli = importlib.import_module("salesbook.cli")
    importlib.import_module("salesbook.core.language").speak("en")
    for words in COMMANDS:
        print(words, cli.run(["--book", book, *words.split()]), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
    sys.stdout.flush()
    # Not `sys.exit`: what Python does as it ends is for the machine that this one is.
    os._exit(0)
