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

_FONT = "Arial"
_SIZES = {"Heading 1": 16, "Heading 2": 14, "Heading 3": 12, "Heading 4": 11, "Heading 5": 11, "Heading 6": 11}
"""Points of the headings; the text has eleven."""
_LOCALES = {"ru": "ru-RU", "en": "en-US"}
_DEEPEST = 3
"""Levels of a list that Word's own template has a style for."""
_HEADINGS = {f"h{n}": f"Heading {n}" for n in range(1, 7)}
_BOLD, _ITALIC = frozenset(("strong", "b")), frozenset(("em", "i"))
_A4 = (210, 297)
_MARGINS = {"left": 25, "right": 15, "top": 20, "bottom": 20}
"""Millimetres, as letters on paper have them in Russia: more on the left, where they are filed."""


def word_document(rendered: RenderedLetter, *, now: datetime, language: str) -> bytes:
    """Return a letter, whose HTML was asked for, as the bytes of a .docx file, written at the moment `now`.

    `language` is that of the book: Word looks for mistakes of spelling by it. A link stands as its words and its
    address: nothing in the file leads anywhere by itself. Raises `UserError` when the library is not installed.
    """
    if find_spec("docx") is None:
        message = _("a Word document needs python-docx, which is not installed")
        raise UserError(message, _("run: pip install 'salesbook[letters]'"))
    from docx import Document

    assert rendered.body is not None, "the HTML was asked for"
    document = Document()
    _lay_out(document)
    _choose_styles(document, language)
    about = document.core_properties
    about.title, about.author, about.comments = rendered.subject or rendered.title, "", ""
    about.created = about.modified = now.astimezone(UTC).replace(tzinfo=None)
    if rendered.subject:
        subject = document.add_paragraph()
        subject.add_run(rendered.subject).bold = True
        subject.paragraph_format.keep_with_next = True
    _Writer(document).feed(rendered.body)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_out(document: "WordDocument") -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(_A4[0]), Mm(_A4[1])
    for side, millimetres in _MARGINS.items():
        setattr(section, f"{side}_margin", Mm(millimetres))


def _choose_styles(document: "WordDocument", language: str) -> None:
    """Set one font, black headings and the language: the template has two fonts, blue headings, and is in English."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    for fonts in styles.element.iter(qn("w:rFonts")):
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.attrib.pop(qn(f"w:{script}Theme"), None)
            fonts.set(qn(f"w:{script}"), _FONT)
    for told in styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), _LOCALES.get(language, language))
    styles["Normal"].font.name, styles["Normal"].font.size = _FONT, Pt(11)
    for name, points in _SIZES.items():
        font = styles[name].font
        font.name, font.size, font.bold, font.italic = _FONT, Pt(points), True, False
        font.color.rgb = RGBColor(0, 0, 0)
        styles[name].paragraph_format.space_after = Pt(6)
    styles["Quote"].paragraph_format.left_indent = Pt(18)


class _Writer(HTMLParser):
    """Writes the elements that a letter's Markdown makes as paragraphs of a document."""

    def __init__(self, document: "WordDocument") -> None:
        super().__init__(convert_charrefs=True)
        self._document = document
        self._paragraph: Paragraph | None = None
        self._bold = self._italic = 0
        self._lists: list[tuple[str, int | None]] = []
        """The lists that are open, by their styles; a numbered one with its own numbering."""
        self._quotes = 0
        self._address: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(self._begun_list(numbered=tag == "ol"))
        elif tag == "li":
            self._begin_entry()
        elif tag == "p" and not (self._lists and self._paragraph is not None and not self._paragraph.text):
            style = self._of_level("List Continue") if self._lists else "Quote" if self._quotes else None
            self._paragraph = self._document.add_paragraph(style=style)
        elif tag in _HEADINGS:
            self._paragraph = self._document.add_paragraph(style=_HEADINGS[tag])
        elif tag == "br" and self._paragraph is not None:
            self._paragraph.add_run().add_break()
        elif tag == "a":
            self._address = dict(attrs).get("href")
        self._quotes += tag == "blockquote"
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
        self._quotes -= tag == "blockquote"
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

    def _begun_list(self, *, numbered: bool) -> tuple[str, int | None]:
        """Return the style of a list that begins here, and of a numbered one the numbering, which begins at one."""
        style = self._of_level("List Number" if numbered else "List Bullet", below=1)
        if not numbered:
            return style, None
        numbering: Any = self._document.part.numbering_part.element
        styles: Any = self._document.styles
        template = numbering.num_having_numId(styles[style].element.pPr.numPr.numId.val).abstractNumId.val
        begun = numbering.add_num(template)
        begun.add_lvlOverride(ilvl=0).add_startOverride(1)
        return style, int(begun.numId)

    def _begin_entry(self) -> None:
        style, numbering = self._lists[-1] if self._lists else (None, None)
        self._paragraph = self._document.add_paragraph(style=style)
        if numbering is not None:
            properties: Any = self._paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = numbering

    def _of_level(self, style: str, *, below: int = 0) -> str:
        """Return the style of a list at the level that is open, or so many `below` it."""
        level = min(len(self._lists) + below, _DEEPEST)
        return style if level <= 1 else f"{style} {level}"
