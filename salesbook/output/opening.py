"""A letter opened in a program for mail or chats, by a link that holds it: whoever sends it chooses to whom."""

import webbrowser

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.letters.links import share_link
from salesbook.letters.writing import RenderedLetter


def open_letter(rendered: RenderedLetter) -> None:
    """Open the program of the letter's channel with the letter typed in; raises `UserError` when that cannot be."""
    link = link_of(rendered)
    if link is None:
        if share_link(rendered.program, "") is None:
            message = _("there is no link that opens the channel “{channel}”").format(channel=rendered.channel_name)
            raise UserError(message, _("copy the letter, or save it to a file"))
        message = _("the letter is too long for a link that opens “{channel}”").format(channel=rendered.channel_name)
        raise UserError(message, _("copy the letter and paste it there; mail opens a file that ends in .eml"))
    if not webbrowser.open(link):
        raise UserError(_("there is no program here that opens links"), _("copy the letter, or save it to a file"))


def link_of(rendered: RenderedLetter) -> str | None:
    """Return the link that opens the program of the letter's channel with the letter in it; None when there is none."""
    return share_link(rendered.program, rendered.text, rendered.subject)
