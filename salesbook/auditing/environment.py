"""What every row depends on beside its own file: the program, the language, the company, settings, envelopes."""

import sys
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from salesbook import __version__
from salesbook.core import language
from salesbook.core.door import is_link, read_inside
from salesbook.core.settings import Settings
from salesbook.core.source import MAX_BYTES
from salesbook.reading.files import COMPANY, CONTENT, PRESS

_PACKAGE = Path(__file__).parents[1]


def environment(root: Path, settings: Settings) -> str:
    """Return a digest that changes whenever the same file could make another row."""
    words = [__version__, sys.version, language.spoken(), repr(settings.looks), *_stamps(_PACKAGE, (".py", ".mo"))]
    envelopes = root / "templates" / "letters"
    if not is_link(envelopes.parent) and not is_link(envelopes):  # found by `check`, and led to any folder
        words += _stamps(envelopes, ("",))
    # An address of the academy's is told by its site_url.
    words += _stamp(root / PRESS) if (root / PRESS).is_file() else []
    for package in ("pydantic", "yaml", "jinja2", "holidays"):
        # An upgraded package is a new file in a new folder; asking its metadata would cost more than the audit.
        found = find_spec(package)
        words += _stamp(Path(found.origin)) if found is not None and found.origin else []
    digest = blake2b("\0".join(words).encode(), digest_size=16)
    try:
        digest.update(read_inside(root / CONTENT, root / COMPANY, MAX_BYTES))
    except OSError:
        digest.update(b"\0")
    return digest.hexdigest()


def with_templates(root: Path, surroundings: str) -> str:
    """Return a digest that changes whenever the same rows could make another audit: it tries page templates."""
    words = [surroundings, *_stamps(root / "templates" / "pages", ("",)), *_stamps(root / "site" / "theme", ("",))]
    return blake2b("\0".join(words).encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _stamps(folder: Path, endings: tuple[str, ...]) -> list[str]:
    files = (path for path in sorted(folder.rglob("*")) if path.name.endswith(endings) and path.is_file())
    return [word for path in files for word in _stamp(path)]


def _stamp(path: Path) -> list[str]:
    status = path.stat()
    return [str(path), str(status.st_mtime_ns), str(status.st_size)]
