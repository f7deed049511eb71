"""Draws the README's pictures: what a check prints, and the academy as a reader sees it.

python -m docs.pictures      (needs Debian's chromium and a built academy)
"""

import functools
import http.server
import io
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "img"
BREAKS = (
    # What people do to a book: a Latin letter in a number, a wrong stage, a number that nobody has.
    ("content/regulations/sales/push.md", "[[script:push-call]]", "[[script:push-cal]]"),
    ("content/pipelines/main.yml", "[ОП-008, ОП-009", "[ОП-008, OП-009"),
    ("content/pipelines/main.yml", "- to: meeting-set", "- to: meeting"),
)
CHECK = ("check", "content/pipelines", "content/regulations")
"""The folders of what was broken: elsewhere quizzes say that their sources have changed."""


def main() -> None:
    """Write both pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / "check.svg").write_text(check_picture(), encoding="utf-8")
    academy_picture(IMAGES / "academy.png")


def check_picture() -> str:
    """Break a copy of the book, check it for real, and draw what was printed."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book"
        for name in ("content", "templates"):
            shutil.copytree(ROOT / name, book / name)
        for name, before, after in BREAKS:
            text = (book / name).read_text("utf-8")
            if before not in text:
                sys.exit(f"{name} has no {before!r} to break")
            (book / name).write_text(text.replace(before, after, 1), "utf-8")
        command = [sys.executable, "-m", "salesbook", *CHECK]
        done = subprocess.run(  # the book's own language; colours as on a terminal
            command, cwd=book, capture_output=True, text=True, encoding="utf-8", check=False,
            env={"PATH": "", "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "110"},
        )  # fmt: skip
    console = Console(record=True, width=110, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ salesbook {' '.join(CHECK)}", style="bold"))
    console.print(Text.from_ansi(done.stdout + done.stderr))
    svg = console.export_svg(title="salesbook check")
    # Rich points to fonts on another server; a picture of ours asks nobody for anything.
    svg = re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family: (?:Fira Code|[\w-]+-matrix), ?monospace", "font-family: monospace", svg)


def academy_picture(path: Path) -> None:
    """Photograph a pipeline's page of the built academy."""
    handler = functools.partial(Quiet, directory=str(ROOT / "build" / "academy"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/pipelines/main.html#meeting-held")
            page.wait_for_timeout(500)
            page.screenshot(path=path)
            browser.close()
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


if __name__ == "__main__":
    main()
