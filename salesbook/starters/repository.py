"""A new book as a git repository with its first commit, where git is there and knows who commits."""

import os
import shutil
import subprocess
from enum import Enum
from pathlib import Path

from salesbook.core.language import gettext as _

_SECONDS = 60
_QUIET = ("-c", "init.defaultBranch=main", "-c", f"core.hooksPath={os.devnull}", "-c", "commit.gpgsign=false")
"""Nothing of the user's own settings may ask or run something: the files are ours and have just been written."""


class Kept(Enum):
    """How far a book has come into git."""

    COMMITTED = "committed"
    NO_IDENTITY = "no identity"
    NO_GIT = "no git"
    INSIDE = "inside"
    FAILED = "failed"


def commit_all(folder: Path, place: Path, words: str) -> Kept:
    """Make a folder a repository with all its files in a first commit, whose message is `words`; never fails.

    `place` is where the folder will stand: a folder inside a repository becomes none of its own.
    """
    program = shutil.which("git")
    if any((above / ".git").exists() for above in place.parents):
        return Kept.INSIDE
    if program is None:
        return Kept.NO_GIT
    git = _Git(program, folder)
    if not (git.runs("init", "--quiet", "--template=") and git.runs("add", "--all")):
        shutil.rmtree(folder / ".git", ignore_errors=True)
        return Kept.FAILED
    # A name made of the machine's would be wrong in the history for ever.
    if not all(git.runs("-c", "user.useConfigOnly=true", "var", f"GIT_{who}_IDENT") for who in ("AUTHOR", "COMMITTER")):
        return Kept.NO_IDENTITY
    return Kept.COMMITTED if git.runs("commit", "--quiet", "--message", words) else Kept.FAILED


def remarks(kept: Kept) -> list[str]:
    """Say what is still to be done for git, when something is."""
    commit = 'git add --all && git commit -m "…"'
    match kept:
        case Kept.COMMITTED:
            return []
        case Kept.NO_IDENTITY:
            return [
                _("git does not know who you are yet, so the first commit is still to be made. In the book's folder:"),
                '  git config --global user.name "…"',
                '  git config --global user.email "…"',
                f"  {commit}",
            ]
        case Kept.NO_GIT:
            return [_("there is no git here: install it from git-scm.com, then in the book's folder: {command}").format(
                command=f"git init && {commit}"
            )]  # fmt: skip
        case Kept.INSIDE:
            return [
                _("the folder lies in a git repository already; add the book to it: {command}").format(command=commit)
            ]
        case Kept.FAILED:
            return [_("git could not make a repository; in the book's folder: {command}").format(
                command=f"git init && {commit}"
            )]  # fmt: skip


class _Git:
    """git in a folder, whatever repository the environment means."""

    def __init__(self, program: str, folder: Path) -> None:
        self._command = (program, "-C", str(folder), *_QUIET)
        own = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in _IDENTITY}
        self._environment = own | {"GIT_TERMINAL_PROMPT": "0"}

    def runs(self, *arguments: str) -> bool:
        """Run a command; tell whether it has ended well."""
        try:
            done = subprocess.run(  # noqa: S603 - the program that the user's own PATH names, our own arguments
                [*self._command, *arguments], env=self._environment, stdin=subprocess.DEVNULL, capture_output=True,
                check=False, timeout=_SECONDS,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


_IDENTITY = frozenset(
    (
        *("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"),
        *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
    )
)
