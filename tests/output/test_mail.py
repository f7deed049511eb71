"""A letter as a mail draft: what another's library reads of it is what was written."""

import email
import email.policy

import pytest

from salesbook.letters.writing import RenderedLetter
from salesbook.output.mail import mail_draft

SUBJECTS = [
    "Итоги встречи 28 ноября и следующий шаг — «Белая гавань»",
    "Слово " * 40,
    "Meeting",
    "word " * 80,
    "x" * 300,
    "«" * 200,
    "Встреча " + "x" * 90 + " завтра",
    "",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_comes_back_as_it_was(subject: str) -> None:
    subject = subject.strip()
    raw = mail_draft(
        RenderedLetter("thanks", "Спасибо", "email", "Почта", "email", subject, "Текст.", "<p>Текст.</p>", "", None)
    )
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Subject"] == subject
    assert message["X-Unsent"] == "1"
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    plain = message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().strip() == "Текст."
