"""salesbook.toml: how this book wants to be checked. Every field has a default; a book needs no such file."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from salesbook.diagnostics import Severity

FILE = "salesbook.toml"
YO = ("keep", "always", "never")


@dataclass(frozen=True, slots=True)
class Exception_:  # noqa: N801 - `Exception` is taken
    """Checks that are not asked of some files: `paths` are patterns from the book's folder (`content/faq/*.yml`)."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...]

    def covers(self, path: PurePosixPath, slug: str) -> bool:
        """Tell whether a finding of the check `slug` in the file is not wanted."""
        return slug in self.ignore and any(fnmatchcase(path.as_posix(), pattern) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class Settings:
    """What salesbook.toml says.

    `yo`: whether ё is asked for (`always`), forbidden (`never`) or left to the author (`keep`). `public`: phones,
    e-mail addresses, numbers and domains (`@example.com`) of the company itself, which are not personal data.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = field(default_factory=dict)
    exceptions: tuple[Exception_, ...] = ()
    baseline: str | None = None
    yo: str = "keep"
    public: tuple[str, ...] = ()

    @property
    def looks(self) -> tuple[str, tuple[str, ...]]:
        """What the checks of single files read; the rest sifts what they have found."""
        return self.yo, self.public
