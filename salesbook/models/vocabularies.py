"""The vocabularies of a company: words that company.yml defines and the rest of the book names by their ids.

Some have words by default, for books that list none of their own; their names are messages, in the book's language.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from salesbook.core.language import Translations, mark
from salesbook.models.base import Names
from salesbook.models.company import AcademySection, Channel, Company, Department, Fact, Role, Term
from salesbook.models.kinds import KINDS
from salesbook.models.sections import SECTIONS

Word = Role | Channel | Fact | Department | Term | AcademySection


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A kind of words; the mark of a field names it: `Names(("role",))`.

    `field` is the list of company.yml that defines the words; without one the words are the program's alone. `one` and
    `unknown` are message ids: what a word of the kind is called, and what is said where there is none. `defaults` are
    the words that a company has when it lists none, by id, with message ids of their names; where they are `lasting`,
    the listed words come before them instead of taking their place.
    """

    name: str
    field: str
    one: str
    unknown: str
    defaults: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    lasting: bool = False

    def listed(self, company: Company) -> tuple[Word, ...]:
        """Return the words that company.yml itself lists, as they stand there."""
        words: tuple[Word, ...] = getattr(company, self.field) if self.field else ()
        return words

    def of(self, company: Company, language: str | None = None) -> tuple[Word, ...]:
        """Return the words that a company has, in its order, each with a name: its id when it has no other.

        Names by default are in a `language`, that of the book when not said.
        """
        words = self.listed(company)
        if not self.defaults:
            return words
        say = Translations(language or company.language).gettext
        named = tuple(
            word if word.name else word.model_copy(update={"name": say(self.defaults.get(word.id, "")) or word.id})
            for word in words
        )
        if words and not self.lasting:
            return named
        ids = {word.id for word in words}
        rest = ((name, title) for name, title in self.defaults.items() if name not in ids)
        return named + tuple(Term.model_construct(id=name, name=say(title)) for name, title in rest)

    def names(self, company: Company, language: str | None = None) -> dict[str, str]:
        """Return what the words of a company are called, by their ids; see `of`."""
        return {word.id: word.name or word.id for word in self.of(company, language)}


PIPELINE_GROUPS = {"sales": mark("sales"), "warmup": mark("warm-up"), "production": mark("work after the sale")}
MATERIAL_KINDS = {
    "presentation": mark("presentation"), "exterior": mark("exterior"), "interior": mark("interior"),
    "price_list": mark("price list"), "yield": mark("yield calculation"), "video": mark("video"),
    "plan": mark("plan"), "document": mark("document"),
}  # fmt: skip
CHECKLIST_SUBJECTS = {
    "call": mark("a call"), "meeting": mark("a meeting"), "deal": mark("a deal"), "letter": mark("a letter"),
}  # fmt: skip
QUESTION_KINDS = {
    "open": mark("open"), "situation": mark("situation"), "problem": mark("problem"),
    "implication": mark("implication"), "benefit": mark("benefit"), "closing": mark("closing"),
}  # fmt: skip

VOCABULARIES = {
    vocabulary.name: vocabulary
    for vocabulary in (
        Vocabulary("role", "roles", mark("role"), mark("there is no role “{name}”")),
        Vocabulary("channel", "channels", mark("channel"), mark("there is no channel “{name}”")),
        Vocabulary("fact", "facts", mark("figure"), mark("there is no figure “{name}”")),
        Vocabulary("department", "departments", mark("department"), mark("there is no department “{name}”")),
        Vocabulary(
            "pipeline_group", "pipeline_groups", mark("group of pipelines"),
            mark("there is no group of pipelines “{name}”"), PIPELINE_GROUPS,
        ),
        Vocabulary(
            "material_kind", "material_kinds", mark("kind of material"), mark("there is no kind of material “{name}”"),
            MATERIAL_KINDS,
        ),
        Vocabulary(
            "checklist_subject", "checklist_subjects", mark("subject of a checklist"),
            mark("there is no subject of a checklist “{name}”"), CHECKLIST_SUBJECTS,
        ),
        Vocabulary(
            "question_kind", "question_kinds", mark("kind of question"), mark("there is no kind of question “{name}”"),
            QUESTION_KINDS,
        ),
        Vocabulary(
            "section", "sections", mark("section of the academy"), mark("there is no section “{name}”"),
            {section.folder: section.title for section in SECTIONS}, lasting=True,
        ),
        Vocabulary(
            "kind", "", mark("kind of content with pages"), mark("there is no kind of content “{name}” with pages"),
            {kind.name: kind.many for kind in KINDS if kind.section is not None},
        ),
    )
}  # fmt: skip
"""The vocabularies of a company by name; everything else that a reference names is an item of the book."""


def vocabulary_of(names: Names | None) -> Vocabulary | None:
    """Return the vocabulary from which a marked field takes its words; None for one that names items, or nothing."""
    return VOCABULARIES.get(names.kinds[0]) if names is not None and names.kinds else None
