"""The place of a page where a learner sends his results to the company's record store, if the book names one."""

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.pages.tools import Tool, common_words

SCRIPTS = ("statements.js", "records.js")
"""What sends; every page of an academy whose book names a store loads it."""


def records_form(book: Book, position: Item, labels: Translations) -> Tool | None:
    """Return the form, which shows to whoever has said that he holds the position; None where nothing is sent."""
    if book.company.learning is None:
        return None
    data = {"words": common_words(labels) | _words(labels), "language": labels.language, "position": position.name}
    return Tool("learning-records", ("records_form.js",), data)


def _words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "heading": _("Send my results to the head"),
        "where": _("The company records what is learnt in a store of its own: {store}. Nothing goes there by itself."),
        "what": _(
            "What is sent once you switch it on: your name, your position and first day, lessons opened and read, "
            "how exams ended and which questions you got wrong, the ticks of your plan. Answers, cards to repeat and "
            "what you look for stay in this browser."
        ),
        "stays_there": _("You can stop at any time. What has been sent stays: whoever keeps the store can delete it."),
        "learner": _("Your name in the store"),
        "learner_hint": _("The same one each time and on each device: results are put together by it."),
        "no_learner": _("Write your name: results without one are nobody's."),
        "key": _("Name of the key"),
        "key_hint": _("Whoever keeps the store gives it to you, with the secret. A token has no name: leave it empty."),
        "secret": _("Secret"),
        "no_secret": _("Write the secret of the key."),
        "remember": _("Remember the key on this computer"),
        "remember_hint": _("Only where nobody else uses it. Otherwise it is forgotten when the tab is closed."),
        "turn_on": _("Switch the sending on"),
        "turn_off": _("Switch it off"),
        "send_now": _("Send now"),
        "forget_key": _("Switch off and forget the key"),
        "is_off": _("Switched off: nothing is sent."),
        "is_on": _("Switched on."),
        "no_key": _("Switched on, and the key is not known here: type it once more."),
        "problem_key": _("The store does not take the key. Check its name and secret, and type them once more."),
        "problem_address": _("There is no record store at that address. Tell whoever keeps the academy."),
        "problem_unreached": _(
            "The store cannot be reached, or does not let this academy ask it. What you do is kept and sent as soon as "
            "it can be."
        ),
        "waiting": _("To be sent: {n}."),
        "sent": _("Sent: {n}."),
        "refused": _("Not taken by the store: {n}."),
        "last": _("Last on {when}."),
    }  # fmt: skip
