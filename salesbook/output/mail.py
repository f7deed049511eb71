"""A letter as a draft that any mail program opens: plain text and HTML under one subject, without an address."""

from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

from salesbook.letters.writing import RenderedLetter

_SHORT = 60
"""A subject of ASCII that need not be folded."""


def mail_draft(rendered: RenderedLetter) -> bytes:
    """Return a letter as the bytes of an .eml file; `X-Unsent` makes mail programs open it for writing."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message.set_content(rendered.text)
    if rendered.html is not None:
        message.add_alternative(rendered.html, subtype="html")
    # The policy folds a long subject between encoded words where a space stood: whoever reads it joins the words.
    subject = rendered.subject or ""
    plain = subject.isascii() and len(subject) <= _SHORT
    header = Header(subject, None if plain else "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {header}\r\n".encode() + message.as_bytes()
