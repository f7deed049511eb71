"""Checks of figures in prose: a deadline or a threshold lives in company.yml, and prose does not say another one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.book.wording import prose_of
from salesbook.core.diagnostics import Finding, Route, Span
from salesbook.core.language import gettext as _
from salesbook.models.base import Prose
from salesbook.models.company import Company, Fact
from salesbook.text.naming import folded
from salesbook.text.quantities import Quantity, quantities, shared, stems

# The words before a figure that make a limit of it, with a word or two between at most.
_LIMIT = re.compile(
    r"(?:в[ \u00a0]течение|не[ \u00a0](?:поздн?е[ей]|позже|дольше|долее|более|больше|чаще|реже)(?:[ \u00a0]чем)?"
    r"|максимум|в[ \u00a0]пределах|срок(?:ом)?|лимит)[ \u00a0:—-]{0,3}(?:[^\W\d]{1,12}[ \u00a0]){0,2}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…;|\n]")
_BEFORE, _BEHIND, _LIMIT_LENGTH = 200, 120, 60
_ENOUGH = 1_000
"""So many amounts of an item are looked at: more of them are no text that anybody reads."""


def written_figure(item: Item, context: Context) -> Iterator[Finding]:
    """A deadline or a threshold is written out, although company.yml has it as a figure.

    When the figure changes, company.yml changes and the sentence does not: the book then promises two things. Found
    are numbers in digits and in words, beside words that make a limit of them («в течение», «не позднее», «не чаще»
    …) or in a sentence that speaks of the figure by its name. Products, letters, scripts and the like are left out:
    their figures are not promises of the company. The book must be in Russian.

    Bad: `Первый звонок — в течение 15 минут.`

    Good: `Первый звонок — в течение {{ fact.first_contact }}.`
    """
    if context.company.language != "ru" or not item.kind.promises:
        return
    by_value = _by_value(context)
    for route, text, quantity in _amounts(item, context):
        facts = by_value.get((quantity.value, quantity.unit), [])
        sentence = _sentence(text, quantity)
        fitting = [f for f in facts if shared(stems(f.name), sentence) * 2 >= len(stems(f.name))]
        if fitting or (facts and _is_limit(text, quantity)):
            yield _written(item, route, quantity, facts, fitting, context)


def contradictory_figure(item: Item, context: Context) -> Iterator[Finding]:
    """Prose speaks of a figure of company.yml by its name and gives it another value; or company.yml gives it two.

    Readers follow what they have read last. A sentence is taken to speak of a figure when it has all the significant
    words of the figure's name, at least two of them, and does not take the figure itself.

    Bad: `Первый звонок — через 20 минут.` where company.yml has «Первый звонок», 15 minutes.

    Good: `Первый звонок — {{ fact.first_contact }}.`
    """
    if isinstance(item.data, Company):
        yield from _named_twice(item, item.data)
    elif context.company.language == "ru" and item.kind.promises:
        names = [(fact, stems(fact.name)) for fact in context.company.facts]
        names = [(fact, name) for fact, name in names if len(name) > 1]
        for route, text, quantity in _amounts(item, context):
            sentence = _sentence(text, quantity)
            for fact, name in names:
                if fact.unit != quantity.unit or fact.value == quantity.value or f"fact.{fact.id}" in sentence:
                    continue
                if shared(name, sentence) == len(name):
                    yield _contradiction(item, route, quantity, fact, context)


def _is_limit(text: str, quantity: Quantity) -> bool:
    """Tell whether words before an amount of time make a limit of it; shares have limits in every target."""
    before = text[max(0, quantity.start - _LIMIT_LENGTH) : quantity.start]
    return quantity.unit != "percent" and _LIMIT.search(before) is not None


@lru_cache(maxsize=1)
def _amounts(item: Item, context: Context) -> tuple[tuple[Route, str, Quantity], ...]:
    """Return the amounts of an item's prose in the units of the company's figures, each with the text it stands in.

    Code and addresses are left out. The checks of an item come one after another: they are gathered once for both.
    """
    # Nearly all items have none of most units, which one look at the whole tells.
    units = frozenset(quantity.unit for quantity in quantities(item.words, _units(context)))
    amounts = (
        (string.route, string.value, quantity)
        for string in (item.strings if units else ())
        if isinstance(string.mark, Prose) and any(True for _found in quantities(string.value, units))
        for quantity in quantities(prose_of(string.value), units)
    )
    return tuple(islice(amounts, _ENOUGH))


@lru_cache(maxsize=1)
def _units(context: Context) -> frozenset[str]:
    """Return the units in which prose can say what a figure of the company says, or contradict it."""
    return frozenset(fact.unit for fact in context.company.facts)


@lru_cache(maxsize=1)
def _by_value(context: Context) -> dict[tuple[float, str], list[Fact]]:
    by_value: dict[tuple[float, str], list[Fact]] = {}
    for fact in context.company.facts:
        by_value.setdefault((fact.value, fact.unit), []).append(fact)
    return by_value


def _sentence(text: str, quantity: Quantity) -> str:
    """Return the sentence around an amount, cut where it is longer than anybody writes."""
    end = quantity.start + len(quantity.text)
    before = _SENTENCE_END.split(text[max(0, quantity.start - _BEFORE) : quantity.start])[-1]
    return before + quantity.text + _SENTENCE_END.split(text[end : end + _BEHIND])[0]


def _written(
    item: Item, route: Route, quantity: Quantity, facts: list[Fact], fitting: list[Fact], context: Context
) -> Finding:
    message = _("“{text}” is written out: company.yml has it as {facts}")
    names = ", ".join(f"«{fact.name}»" for fact in fitting or facts)
    tags = ", ".join(_tag(fact) for fact in fitting or facts)
    advice = _("write {tag}; mend the sentence if another case is needed").format(tag=tags)
    if len(fitting or facts) > 1 or not fitting:
        advice = _("write the one that is meant, or say it without a number: {tags}").format(tags=tags)
    said = context.company.amount(facts[0]).replace("\u00a0", " ")
    certain = len(facts) == 1 and fitting and said == quantity.text.replace("\u00a0", " ")
    replacement = _tag(facts[0]) if certain else None
    span = Span(quantity.start, quantity.text)
    return Finding(item.path, route, message.format(text=quantity.text, facts=names), advice, span, replacement)


def _contradiction(item: Item, route: Route, quantity: Quantity, fact: Fact, context: Context) -> Finding:
    message = _("“{text}” contradicts company.yml: “{name}” is {value}")
    message = message.format(text=quantity.text, name=fact.name, value=context.company.amount(fact))
    advice = _("write {tag}, or mend the figure in company.yml").format(tag=_tag(fact))
    return Finding(item.path, route, message, advice, Span(quantity.start, quantity.text))


def _named_twice(item: Item, company: Company) -> Iterator[Finding]:
    first: dict[str, Fact] = {}
    for n, fact in enumerate(company.facts):
        other = first.setdefault(folded(fact.name), fact)
        if (other.value, other.unit) != (fact.value, fact.unit):
            message = _("the figure “{name}” has two values: {first} and {second}")
            values = [company.amount(f) for f in (other, fact)]
            message = message.format(name=fact.name, first=values[0], second=values[1])
            yield Finding(item.path, ("facts", n, "name"), message, _("keep one of them, or say how they differ"))


def _tag(fact: Fact) -> str:
    return f"{{{{ fact.{fact.id} }}}}"
