"""Links that open a program with a letter typed in, read back by the standard library."""

from urllib.parse import parse_qs, urlsplit

import pytest

from salesbook.letters.links import MAX_LINK, share_link

TEXT = "Анна, ждём вас & мужа 12%! +7 900\nАдрес: https://example.com/a?b=c#d\n"
WORDS = TEXT.rstrip("\n")


@pytest.mark.parametrize(
    ("program", "address", "key"),
    [
        ("telegram", "https://t.me/share/url", "url"),
        ("whatsapp", "https://wa.me/", "text"),
        ("max", "https://max.ru/:share", "text"),
        ("sms", "sms:", "body"),
    ],
)
def test_a_chat_gets_the_text(program: str, address: str, key: str) -> None:
    link = share_link(program, TEXT, "Тема")
    assert link is not None
    assert link.isascii()
    assert link.partition("?")[0] == address
    assert parse_qs(urlsplit(link).query, strict_parsing=True) == {key: [WORDS]}
    assert urlsplit(link).fragment == ""


def test_mail_gets_the_subject_and_lines_that_mail_ends() -> None:
    link = share_link("email", TEXT, "Тема: да & нет")
    assert link is not None
    assert parse_qs(urlsplit(link).query) == {"subject": ["Тема: да & нет"], "body": [WORDS.replace("\n", "\r\n")]}
    assert "%0D%0A" in link
    assert "subject" not in str(share_link("email", TEXT))


@pytest.mark.parametrize("program", [None, "zoom", "phone", "vk"])
def test_nothing_opens_a_channel_without_a_link(program: str | None) -> None:
    assert share_link(program, TEXT) is None


@pytest.mark.parametrize("program", MAX_LINK)
def test_a_link_has_an_end(program: str) -> None:
    room = MAX_LINK[program] - len(str(share_link(program, "")))
    assert len(str(share_link(program, "a" * room))) == MAX_LINK[program]
    assert share_link(program, "a" * (room + 1)) is None
    assert share_link(program, "я" * (room // 6 + 1)) is None
