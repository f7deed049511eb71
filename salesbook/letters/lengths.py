"""How long a message may be, and how many parts of an SMS it takes."""

from dataclasses import dataclass

from salesbook.core.errors import Unfit
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.models.company import Channel

# GSM 03.38 (3GPP TS 23.038): letters of one septet, and those that take two.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED = frozenset("^{}\\[~]|€\f")
GSM_ONE, GSM_EACH = 160, 153
UCS2_ONE, UCS2_EACH = 70, 67

TABLES = {
    "gsm": "".join(sorted(_GSM)),
    "extended": "".join(sorted(_GSM_EXTENDED)),
    "parts": (GSM_ONE, GSM_EACH, UCS2_ONE, UCS2_EACH),
}
"""By what an SMS is measured here, for whoever measures it elsewhere in the same way (`site/assets/letter_text.js`)."""


@dataclass(frozen=True, slots=True)
class SmsSize:
    """What an SMS takes: its characters, the parts that are paid for, whether they hold Latin letters of GSM alone."""

    characters: int
    parts: int
    is_gsm: bool


def sms_size(text: str) -> SmsSize:
    """Return what a text takes as an SMS: 160 Latin letters or 70 of any others in one part, 153 or 67 in each of more.

    One letter outside the Latin alphabet of GSM makes the whole message one of the short kind.
    """
    is_gsm = (_GSM | _GSM_EXTENDED).issuperset(text)
    if is_gsm:
        parts = _parts([2 if letter in _GSM_EXTENDED else 1 for letter in text], GSM_ONE, GSM_EACH)
    else:
        parts = _parts([1 if letter <= "\uffff" else 2 for letter in text], UCS2_ONE, UCS2_EACH)
    return SmsSize(len(text), parts, is_gsm)


def sms_parts(text: str) -> int:
    """Return how many parts an SMS takes; see `sms_size`."""
    return sms_size(text).parts


def too_long(text: str, channel: Channel) -> Unfit | None:
    """Say when a message does not fit its channel."""
    text = text.rstrip("\n")
    advice = _("shorten what you have filled in, or choose another channel")
    if channel.parts is not None and (parts := sms_parts(text)) > channel.parts:
        message = ngettext(
            "the letter has {n} characters and takes {parts} part of an SMS; {channel} takes {limit}",
            "the letter has {n} characters and takes {parts} parts of an SMS; {channel} takes {limit}",
            parts,
        )
        message = message.format(n=len(text), parts=parts, channel=channel.name, limit=channel.parts)
        return Unfit("", message, advice)
    if channel.max_length is not None and len(text) > channel.max_length:
        message = _("the letter has {n} characters; {channel} takes {limit}")
        message = message.format(n=len(text), channel=channel.name, limit=channel.max_length)
        return Unfit("", message, advice)
    return None


def _parts(widths: list[int], one: int, each: int) -> int:
    """Count the parts; a letter of two units is never torn between them."""
    if sum(widths) <= one:
        return 1
    parts, room = 1, each
    for width in widths:
        if width > room:
            parts, room = parts + 1, each
        room -= width
    return parts
