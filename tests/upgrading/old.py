"""Books of format 1 for tests: the base book without its format, and with `limits`."""

from collections.abc import Mapping
from pathlib import Path

from tests.books import base_text, write_book

LIMITS = """\
limits:
  first_contact: first_contact
  last_contact: first_contact
  mailing_frequency: first_contact
"""


def company(limits: str = LIMITS) -> str:
    """Return company.yml of the base book as format 1 had it, `limits` at its end."""
    return base_text("company.yml").replace("format: 2\n", "", 1) + limits


def write_old(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the base book as a book of format 1, with changes made; see `write_book`."""
    return write_book(root, {"company.yml": company(), **(changes or {})})


def files_of(root: Path) -> dict[str, bytes]:
    """Return the files of a book by their paths, without the state of the program."""
    every = (path for path in root.rglob("*") if path.is_file() and ".salesbook" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in every}
