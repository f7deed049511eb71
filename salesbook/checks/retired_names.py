"""Names that the company no longer says: of old stages, roles, programs."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.passages import ENOUGH, passages
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.models.house_style import RetiredName
from salesbook.text.endings import Names


def retired_name(item: Item, context: Context) -> Iterator[Finding]:
    """A text says a name that company.yml has among `retired_names`.

    Stages, roles and programs get new names, and the old ones live on in texts: a newcomer looks for what is not there
    any more. Russian endings are understood; a name with a capital is found where it is written with one. What is
    retired itself is not asked, and neither are comments and code.

    Bad: `retired_names: [{name: Горячие, instead: Готовы решить}]` in company.yml, and «переведите в „Горячие“»

    Good: «переведите в „Готовы решить“»
    """
    retired = context.company.retired_names
    if not retired or item.retired:
        return
    names = _names(retired)
    if not names.may_be_in(item.words):
        return
    for route, text, clear in passages(item):
        for start, end, retired_name in islice(names.find(clear), ENOUGH):
            words = text[start:end]
            message = _("“{words}” is not said any more").format(words=" ".join(words.split()))
            if retired_name.instead:
                advice = _("now it is “{name}”").format(name=retired_name.instead)
            else:
                advice = _("there is no such thing any more: say it without that name")
            yield Finding(item.path, route, message, advice, Span(start, words))


@lru_cache(maxsize=4)
def _names(retired: tuple[RetiredName, ...]) -> Names[RetiredName]:
    return Names((spelling, each) for each in retired for spelling in (each.name, *each.forms))
