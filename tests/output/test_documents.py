"""A letter as a Word document, read back by python-docx."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest

from salesbook.core.errors import UserError
from salesbook.output.documents import word_document
from tests.letters.test_writing import FACTS, written

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def document(**changes: object) -> "docx.document.Document":
    letter = written(FACTS | changes)
    return docx.Document(io.BytesIO(word_document(letter, now=NOW)))


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


def test_nothing_in_it_leads_anywhere() -> None:
    letter = written(FACTS | {"client": "https://example.com <a href='https://example.com'>x</a>"})
    with zipfile.ZipFile(io.BytesIO(word_document(letter, now=NOW))) as parts:
        relations = parts.read("word/_rels/document.xml.rels").decode()
        assert "hyperlink" not in relations and "External" not in relations
        assert not {name for name in parts.namelist() if "vba" in name.lower()}


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesbook.output.documents.find_spec", lambda _name: None)
    with pytest.raises(UserError, match="needs python-docx"):
        word_document(written(FACTS), now=NOW)
