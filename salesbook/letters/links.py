"""Links that open a program with a letter already typed in: whoever sends it chooses to whom.

They name no address: a letter has no field for one. Which link a program reads:

- mail: `mailto:` with subject and body, lines ended by CR LF (RFC 6068);
- SMS: `sms:` with a body (RFC 5724);
- Telegram: `t.me/share/url`, whose `url` it puts into the message as it stands (core.telegram.org/api/links);
- WhatsApp: `wa.me` with a text; MAX: `max.ru/:share` with a text (dev.max.ru, deep links).
"""

from urllib.parse import quote

MAX_LINK = {"email": 2_000, "sms": 2_000, "telegram": 8_000, "whatsapp": 8_000, "max": 8_000}
"""Characters that a link may have. Windows hands a program 2,083 at the most (INTERNET_MAX_URL_LENGTH); a server of
the web commonly reads a line of 8,192 bytes. A Cyrillic letter takes six."""


def share_link(program: str | None, text: str, subject: str | None = None) -> str | None:
    """Return the link that opens a program with a text; None for a program without one, or too long a link."""
    words = text.rstrip("\n")
    match program:
        case "email":
            parts = [f"subject={_quoted(subject)}"] if subject else []
            lines = words.replace("\n", "\r\n")
            link = f"mailto:?{'&'.join([*parts, f'body={_quoted(lines)}'])}"
        case "sms":
            link = f"sms:?body={_quoted(words)}"
        case "telegram":
            link = f"https://t.me/share/url?url={_quoted(words)}"
        case "whatsapp":
            link = f"https://wa.me/?text={_quoted(words)}"
        case "max":
            link = f"https://max.ru/:share?text={_quoted(words)}"
        case _:
            return None
    return link if len(link) <= MAX_LINK[program] else None


def _quoted(text: str) -> str:
    """Return text as a part of a query: nothing of it ends the part, begins another one or is a mark."""
    return quote(text, safe="")
