"""A checklist as a form of its page: what `site/assets/checklist.js` asks, counts and says, made from the checklist."""

from salesbook.book.item import Item
from salesbook.book.readable import one_line
from salesbook.core.language import Translations
from salesbook.models.training import Checklist
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool, common_words
from salesbook.scoring.checklists.sheet import Mark, checklist_edition


def checklist_form(item: Item, checklist: Checklist, sayings: Sayings, labels: Translations) -> Tool:
    """Return the form of a checklist, the data of `item`."""
    data = {
        "words": _words(labels),
        "command": f"salesbook score ../call.json --card {item.name}",
        "comma": "," if labels.language == "ru" else ".",
        "checklist": {"name": item.name, "digest": checklist_edition(checklist, sayings.book.facts)},
        "title": checklist.title,
        "pass_percent": checklist.pass_percent,
        "marks": [mark.value for mark in Mark],
        "items": [
            {
                "check": check,
                "line": one_line(check),
                "weight": each.weight,
                "critical": each.critical,
                "regulation": sayings.link(each.regulation),
            }
            for each in checklist.items
            for check in (sayings.says(each.check),)
        ],
    }
    return Tool("checklist-form", ("checklist.js",), data)


def _words(labels: Translations) -> dict[str, str]:
    """Return the words of the form; those of the text to be copied are the terminal's own."""
    _ = labels.gettext
    return common_words(labels) | {
        "heading": _("Fill in the checklist"),
        "about": _("Mark every item. Nothing is sent or kept: copy the result before you leave."),
        "to_reading": _("To the checklist itself"),
        "label": _("Label of the call or deal"),
        "label_hint": _("A number or a word to find it by: no names, no phones."),
        "manager": _("Manager"),
        "manager_hint": _("Whose work it is."),
        "optional": _("may stay empty"),
        "yes": _("yes"),
        "no": _("no"),
        "n/a": _("does not apply"),
        "weight": _("Weight: {n}."),
        "critical": _("critical"),
        "marked": _("{n} of {all} marked"),
        "counted": _("{points} of {possible} points, {percent}; passes from {least} on"),
        "points": _("{points} of {possible} points, {percent}"),
        "passes_from": _("Passes from {least} on."),
        "passed": _("passed"),
        "failed": _("not passed"),
        "failed_critical": _("not passed: a critical item is not done"),
        "missed": _("Not done"),
        "left_out": _("Does not apply and is not counted: {names}"),
        "nothing": _("no item applies: there is nothing to score"),
        "next_open": _("To the next item without a mark"),
        "copy_words": _("Copy the result"),
        "copy_data": _("Copy as data"),
        "data_hint": _("Data go into a file outside the book, and are scored by:"),
        "again": _("Begin anew"),
    }
