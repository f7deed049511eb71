"""Compiles the message catalogues and packs the defaults: the hook of hatchling for wheels and editable installs.

As a program, for `make`, it compiles the catalogues alone.

Compiled catalogues are not committed: two branches that each add a message would conflict in a file that nobody reads.
"""

import io
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SOURCES = "salesbook/locale/*/LC_MESSAGES/*.po"


DEFAULTS = ("templates", "site/theme", "site/assets", "mkdocs.yml")
"""What of the checkout is the default of every book: see salesbook/core/defaults.py."""
DEMO = ("content", "salesbook/starters/books/developer/ru/content")
"""The demo book, and where it is packed as a starter: see salesbook/starters/catalogue.py."""


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles the catalogues before anything is packed or linked to, and adds the defaults to what is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and add, unless a source distribution is made: it carries the sources alone."""
        if self.target_name == "wheel":
            compile_catalogues(Path(self.root))
            if version != "editable":  # a link to the checkout finds them there
                build_data["force_include"] |= {
                    str(Path(self.root, name)): f"salesbook/defaults/{name}" for name in DEFAULTS
                } | {str(Path(self.root, DEMO[0])): DEMO[1]}


def compile_catalogues(root: Path) -> None:
    """Write every catalogue's `.mo` beside its `.po`, unless it says the same already."""
    for source in sorted(root.glob(SOURCES)):
        target = source.with_suffix(".mo")
        compiled = mo_bytes(source.read_bytes())
        if not target.exists() or target.read_bytes() != compiled:
            # Another process may be reading the catalogue.
            beside = target.with_name(f"{target.name}.{os.getpid()}")
            beside.write_bytes(compiled)
            beside.replace(target)


def mo_bytes(po: bytes) -> bytes:
    """Return a catalogue, the text of a `.po`, compiled; the same text gives the same bytes."""
    catalog = read_po(io.BytesIO(po))
    # Babel would put the minute of the compilation into the file.
    catalog.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


if __name__ == "__main__":
    compile_catalogues(ROOT)
