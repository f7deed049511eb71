"""How long a message may be: characters, and parts of an SMS."""

import pytest

from salesbook.letters.lengths import sms_parts, too_long
from salesbook.models.company import Channel


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 134, 2),
        ("я" * 135, 3),
        ("я" * 201, 3),
        ("a" * 70 + "я", 2),
        ("a" * 70 + "\u00a0", 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the euro of two units begins the second part, where 151 more fit
        ("🙂" * 35, 1),
        ("🙂" * 36, 2),
        ("🙂" * 66, 2),  # 33 in a part: the 67th unit of each stays empty
        ("🙂" * 67, 3),
        ("\uffff" * 70, 1),
    ],
)
def test_parts(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("я" * 134, None),
        ("я" * 134 + "\n", None),
        ("я" * 133 + " \n", None),
        ("я" * 134 + " \n", "the letter has 135 characters and takes 3 parts of an SMS; СМС takes 2"),
        ("я" * 134 + "X", "the letter has 135 characters and takes 3 parts of an SMS; СМС takes 2"),
        ("я" * 135, "the letter has 135 characters and takes 3 parts of an SMS; СМС takes 2"),
    ],
)
def test_a_channel_takes_so_many_parts(text: str, message: str | None) -> None:
    unfit = too_long(text, Channel(id="sms", name="СМС", format="text", parts=2))
    assert (unfit and unfit.message) == message
    assert unfit is None or unfit.field == ""


def test_a_channel_may_bound_both() -> None:
    channel = Channel(id="sms", name="СМС", format="text", parts=2, max_length=100)
    unfit = too_long("я" * 101, channel)
    assert unfit is not None
    assert (unfit.field, unfit.message) == ("", "the letter has 101 characters; СМС takes 100")
    assert too_long("я" * 100, channel) is None
    assert too_long("я" * 10_000, Channel(id="email", name="Почта", format="html")) is None
