"""What git knows of the repository that a book stands in; it is asked and never told anything."""

import os
import subprocess
from pathlib import Path

_SECONDS = 60


def commit_of(root: Path, revision: str) -> str:
    """Return the commit that a revision names; raises `UserError` when git knows none."""
    from salesbook.core.errors import UserError
    from salesbook.core.language import gettext as _

    commit = git_answer(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        message = _("git knows no revision “{name}” of this book").format(name=revision[:100])
        raise UserError(message, _("name a commit, a branch or a tag; the book must stand in a git repository"))
    return commit.decode().strip()


def git_answer(root: Path, *arguments: str) -> bytes | None:
    """Return what git answers; None when it refuses or is not there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment["GIT_NO_LAZY_FETCH"] = "1"  # a clone without all of its files would ask its server for them
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), "-c", "core.fsmonitor=false", *arguments],  # noqa: S607
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False,
            env=environment, timeout=_SECONDS,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
