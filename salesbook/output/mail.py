"""A letter as a draft that any mail program opens: plain text and HTML under one subject, without an address."""

from email.message import EmailMessage
from email.policy import SMTP

from salesbook.letters.writing import RenderedLetter


def mail_draft(rendered: RenderedLetter) -> bytes:
    """Return a letter as the bytes of an .eml file; `X-Unsent` makes mail programs open it for writing."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = rendered.subject or ""
    message["X-Unsent"] = "1"
    message.set_content(rendered.text)
    if rendered.html is not None:
        message.add_alternative(rendered.html, subtype="html")
    return message.as_bytes()
