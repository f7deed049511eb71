"""The table of kinds: what else is true of a kind follows from its row and its model."""

import pytest

from salesbook.core import language
from salesbook.models.base import Summary, fields_marked
from salesbook.models.kinds import BY_NAME, KINDS, Kind, kind_of
from salesbook.models.schemas import files
from salesbook.models.sections import SECTIONS, Section
from tests.academy.tiny import TEMPLATES

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.folder)


def test_names_folders_and_models_are_each_of_one_kind() -> None:
    for facts in ([kind.name for kind in KINDS], [kind.folder for kind in KINDS], [kind.source for kind in KINDS]):
        assert len(set(facts)) == len(facts)


@each_kind
def test_a_file_of_a_kind_is_known_by_its_place(kind: Kind) -> None:
    name = files(kind).removeprefix("content/").replace("*/", "sales/").replace("*", "some")
    assert kind_of(name) is kind


@each_kind
def test_a_kind_with_a_section_has_pages(kind: Kind) -> None:
    assert (kind.section is not None) == (kind.page is not None)
    if kind.page is not None:
        assert kind.section in SECTIONS
        assert (TEMPLATES / "pages" / kind.page).is_file()
        # A list of the section says in a sentence what each item is.
        assert fields_marked(kind.model, Summary) or kind.markdown_body


@each_section
def test_a_section_holds_a_kind(section: Section) -> None:
    assert any(kind.section is section for kind in KINDS)


def test_a_letter_has_a_template_for_a_body_and_no_headings() -> None:
    assert BY_NAME["regulation"].markdown_body
    assert not BY_NAME["letter"].markdown_body
    assert BY_NAME["letter"].suffix == ".md"
    assert not BY_NAME["pipeline"].markdown_body


@each_kind
def test_every_kind_has_a_russian_name(kind: Kind) -> None:
    english = [language.gettext(name) for name in (kind.one, kind.many)]
    language.speak("ru")
    russian = [language.gettext(name) for name in (kind.one, kind.many)]
    assert russian != english
    assert all(word and not word.isascii() for word in russian)
