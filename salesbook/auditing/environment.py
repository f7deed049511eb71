"""What every row depends on beside its own file: the program, the language, the company, settings, envelopes.

Defaults count as the files of a book do: a newer version of the program may bring others.
"""

import sys
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from salesbook import __version__
from salesbook.core import language
from salesbook.core.bases import layers
from salesbook.core.defaults import folders
from salesbook.core.door import is_link, read_inside
from salesbook.core.settings import Settings
from salesbook.core.source import MAX_BYTES
from salesbook.models.kinds import KINDS
from salesbook.reading.files import COMPANY, CONTENT, PRESS
from salesbook.reading.overrides import RECORD

_MERGED = tuple(PurePosixPath(CONTENT, kind.folder) for kind in KINDS if kind.merged and kind.name != "company")
_PACKAGE = Path(__file__).parents[1]


def environment_digest(root: Path, settings: Settings) -> str:
    """Return a digest that changes whenever the same file could make another row."""
    words = [__version__, sys.version, language.spoken(), repr(settings.looks), *_stamps(_PACKAGE, (".py", ".mo"))]
    words += _stamps_of(root, "templates/letters")
    # An address of the academy's is told by its site_url.
    words += [word for path in folders(root, PRESS) if path.is_file() for word in _stamp(path)]
    for package in ("pydantic", "yaml", "jinja2", "holidays"):
        # An upgraded package is a new file in a new folder; asking its metadata would cost more than the audit.
        found = find_spec(package)
        words += _stamp(Path(found.origin)) if found is not None and found.origin else []
    digest = blake2b("\0".join(words).encode(), digest_size=16)
    for layer in layers(root):
        # A file of a kind that is merged says in each book what those of the books beneath say as well.
        for name in (COMPANY, *_MERGED) if layer != root else (COMPANY,):
            try:
                digest.update(read_inside(layer / CONTENT, layer / name, MAX_BYTES))
            except OSError:
                digest.update(b"\0")
    return digest.hexdigest()


def with_templates(root: Path, environment: str) -> str:
    """Return a digest that changes whenever the same rows could make another audit: it tries templates."""
    words = [environment, *_stamps_of(root, "templates"), *_stamps_of(root, "site")]
    words += [word for name in (RECORD, "mkdocs.yaml") if (root / name).is_file() for word in _stamp(root / name)]
    return blake2b("\0".join(words).encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _stamps_of(root: Path, name: str) -> list[str]:
    """Return the stamps of the files of a folder beside content/, those of the book and the defaults."""
    own, *defaults = folders(root, name)
    path = PurePosixPath(name)
    # A link in place of a folder is found by `check`; it may lead to any other.
    if not any(is_link(root / folder) for folder in (path, *path.parents[:-1])):
        defaults.append(own)
    return [word for folder in defaults for word in _stamps(folder, ("",))]


def _stamps(folder: Path, endings: tuple[str, ...]) -> list[str]:
    files = (path for path in sorted(folder.rglob("*")) if path.name.endswith(endings) and path.is_file())
    return [word for path in files for word in _stamp(path)]


def _stamp(path: Path) -> list[str]:
    status = path.stat()
    return [str(path), str(status.st_mtime_ns), str(status.st_size)]
