"""A letter as a Word document, read back by python-docx."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.shared import RGBColor

from salesbook.core.errors import UserError
from salesbook.output.documents import word_document
from tests.letters.test_writing import FACTS, written
from tests.output.everything import everything

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def document(**changes: object) -> "docx.document.Document":
    letter = written(FACTS | changes)
    return docx.Document(io.BytesIO(word_document(letter, now=NOW, language="ru")))


def test_paragraphs_lists_and_bold_words() -> None:
    read = document()
    paragraphs = [(p.style.name if p.style else None, p.text) for p in read.paragraphs]
    assert paragraphs == [
        ("Normal", "Итоги встречи 25\u00a0ноября"),
        ("Normal", "Анна, спасибо за встречу 25\u00a0ноября 2026\u00a0года!"),
        ("Normal", "Что понравилось"),
        ("List Bullet", "вид на море"),
        ("List Bullet", "первая линия"),
        ("Normal", "Следующий шаг: бронь\u00a0— 27\u00a0ноября, 09:30 по\u00a0Москве."),
        ("Normal", "Берег"),
    ]
    assert [run.text for p in read.paragraphs[1:] for run in p.runs if run.bold] == [
        "Что понравилось",
        "Следующий шаг:",
    ]


def test_the_paper_and_what_is_said_of_the_file() -> None:
    read = document()
    section = read.sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    about = read.core_properties
    assert (about.title, about.author, about.comments) == ("Итоги встречи 25\u00a0ноября", "", "")
    assert about.created == about.modified == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def test_the_language_is_that_of_the_book_and_the_font_is_one() -> None:
    for language, locale in (("ru", "ru-RU"), ("en", "en-US")):
        with zipfile.ZipFile(io.BytesIO(word_document(everything(), now=NOW, language=language))) as parts:
            styles = parts.read("word/styles.xml").decode()
        assert set(re.findall(r'<w:lang w:val="([^"]+)"', styles)) == {locale}
        assert set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', styles)) >= {"Arial"}
        assert set(re.findall(r'<w:rFonts[^>]* w:ascii="([^"]+)"', styles)) == {"Arial"}
        assert "Theme=" not in "".join(re.findall(r"<w:rFonts[^>]*>", styles))


def test_margins_leave_room_on_the_left() -> None:
    section = document().sections[0]
    margins = [section.left_margin, section.right_margin, section.top_margin, section.bottom_margin]
    assert [round(margin.mm) for margin in margins if margin is not None] == [25, 15, 20, 20]


def test_headings_lists_in_lists_and_quotations() -> None:
    read = docx.Document(io.BytesIO(word_document(everything(), now=NOW, language="ru")))
    styles = [paragraph.style.name for paragraph in read.paragraphs if paragraph.style is not None]
    number, bullet = "List Number", "List Bullet 2"
    assert styles == [
        "Normal", "Heading 1", "Normal", "Heading 2", number, number, bullet, bullet, number, "Normal", number, number,
        "Quote", "Normal",
    ]  # fmt: skip
    assert [read.styles[f"Heading {n}"].font.color.rgb for n in (1, 2)] == [RGBColor(0, 0, 0)] * 2


def test_every_numbered_list_begins_at_one() -> None:
    read = docx.Document(io.BytesIO(word_document(everything(), now=NOW, language="ru")))
    numbered = [p for p in read.paragraphs if p.style is not None and p.style.name == "List Number"]
    elements: list[Any] = [paragraph._p for paragraph in numbered]
    numberings = [element.pPr.numPr.numId.val for element in elements]
    first, second = dict.fromkeys(numberings)
    assert numberings == [first] * 3 + [second] * 2
    numbering = read.part.numbering_part.element
    for each in (first, second):
        (level,) = numbering.num_having_numId(each).lvlOverride_lst
        assert (level.ilvl, level.startOverride.val) == (0, 1)


def test_nothing_in_it_leads_anywhere() -> None:
    letter = written(FACTS | {"client": "https://example.com <a href='https://example.com'>x</a>"})
    with zipfile.ZipFile(io.BytesIO(word_document(letter, now=NOW, language="ru"))) as parts:
        relations = parts.read("word/_rels/document.xml.rels").decode()
        assert "hyperlink" not in relations and "External" not in relations
        assert not {name for name in parts.namelist() if "vba" in name.lower()}


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesbook.output.documents.find_spec", lambda _name: None)
    with pytest.raises(UserError, match="needs python-docx"):
        word_document(written(FACTS), now=NOW, language="ru")
