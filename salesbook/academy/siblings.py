"""What editions that are built together have of one another: a page, a file that is made of the same is made once."""

import os
import shutil
from collections.abc import Container
from pathlib import Path

from salesbook.academy.record import PageFacts


class Siblings:
    """The editions that this build has printed by now, in a folder where they lie until the last one is printed."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[Path, PageFacts]] = {}
        self._files: dict[tuple[str, str], Path] = {}

    def page(self, made: str, uris: Container[str]) -> tuple[bytes, PageFacts] | None:
        """Return a page of another edition, and what is known of it; None when there is none.

        `made` is the digest of all that the page is made of but the navigation, `uris` are the files of this edition.
        """
        printed = self._pages.get(made)
        if printed is None or not all(uri in uris for uri in printed[1].targets):
            return None
        return printed[0].read_bytes(), printed[1]

    def note_page(self, made: str, file: Path, facts: PageFacts) -> None:
        """Remember a page that lies in `file` from now on."""
        self._pages.setdefault(made, (file, facts))

    def has_put(self, name: str, key: str, site: Path) -> bool:
        """Give a file of another edition a second name in the folder `site`; False when there is none made of that.

        Otherwise it is remembered: whoever asks makes it.
        """
        target = site / name
        made = self._files.setdefault((name, key), target)
        if made == target or not key or not made.is_file():
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(made, target, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copyfile(made, target, follow_symlinks=False)
        return True
