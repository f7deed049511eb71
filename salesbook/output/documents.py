"""A letter as a Word document: what its page says, in paragraphs, lists and bold words."""

import io
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.letters.writing import RenderedLetter

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_HEADINGS = {f"h{n}": f"Heading {n}" for n in range(1, 7)}
_BOLD, _ITALIC = frozenset(("strong", "b")), frozenset(("em", "i"))
_A4 = (210, 297)


def word_document(rendered: RenderedLetter, *, now: datetime) -> bytes:
    """Return a letter, whose HTML was asked for, as the bytes of a .docx file, written at the moment `now`.

    A link stands as its words and its address: nothing in the file leads anywhere by itself. Raises `UserError` when
    the library is not installed.
    """
    if find_spec("docx") is None:
        message = _("a Word document needs python-docx, which is not installed")
        raise UserError(message, _("run: pip install 'salesbook[letters]'"))
    from docx import Document
    from docx.shared import Mm, Pt

    assert rendered.body is not None, "the HTML was asked for"
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(_A4[0]), Mm(_A4[1])
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    about = document.core_properties
    about.title, about.author, about.comments = rendered.subject or rendered.title, "", ""
    about.created = about.modified = now.astimezone(UTC).replace(tzinfo=None)
    if rendered.subject:
        document.add_paragraph().add_run(rendered.subject).bold = True
    _Writer(document).feed(rendered.body)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _Writer(HTMLParser):
    """Writes the elements that a letter's Markdown makes as paragraphs of a document."""

    def __init__(self, document: "WordDocument") -> None:
        super().__init__(convert_charrefs=True)
        self._document = document
        self._paragraph: Paragraph | None = None
        self._bold = self._italic = 0
        self._lists: list[str] = []
        self._address: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append("List Bullet" if tag == "ul" else "List Number")
        elif tag == "li":
            self._paragraph = self._document.add_paragraph(style=self._lists[-1] if self._lists else None)
        elif tag == "p" and not (self._lists and self._paragraph is not None and not self._paragraph.text):
            self._paragraph = self._document.add_paragraph(style="List Continue" if self._lists else None)
        elif tag in _HEADINGS:
            self._paragraph = self._document.add_paragraph(style=_HEADINGS[tag])
        elif tag == "br" and self._paragraph is not None:
            self._paragraph.add_run().add_break()
        elif tag == "a":
            self._address = dict(attrs).get("href")
        self._bold += tag in _BOLD
        self._italic += tag in _ITALIC

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag == "a" and self._address and self._paragraph is not None:
            if self._address not in self._paragraph.text:
                self._paragraph.add_run(f": {self._address}")
            self._address = None
        if tag in ("p", "li", "ul", "ol", *_HEADINGS):
            self._paragraph = None
        self._bold -= tag in _BOLD
        self._italic -= tag in _ITALIC

    def handle_data(self, data: str) -> None:
        words = data.replace("\n", " ")
        if self._paragraph is None:
            if not words.strip():
                return
            self._paragraph = self._document.add_paragraph()
        begins = self._paragraph.text[-1:] in ("", "\n")
        run = self._paragraph.add_run(words.lstrip(" ") if begins else words)
        run.bold, run.italic = (True if self._bold else None), (True if self._italic else None)
