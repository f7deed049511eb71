"""The settings of a book, every check that they name known to exist. Where they name none, no check is loaded."""

from pathlib import Path

from salesbook.core import settings as toml
from salesbook.core.settings import Settings


def load_settings(root: Path) -> Settings:
    """Return the settings of the book at `root`; raises `UserError` for a mistake in salesbook.toml."""
    settings = toml.load(root)
    if not any(settings.named):
        return settings
    from salesbook.auditing.sifting import vouch_for

    return vouch_for(settings)
