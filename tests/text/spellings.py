"""Numbers, addresses and accounts of nobody, spelled in every way that people spell theirs, in sentences of a book.

Digits are drawn, checksums counted: no number here is anybody's on purpose.
"""
# ruff: noqa: E501 - lists of spellings, one kind a line

import random
from collections.abc import Callable, Iterator

NBSP, NARROW, ZERO_WIDTH, SOFT = "\u00a0", "\u202f", "\u200b", "\u00ad"
SPACES = (" ", " ", " ", NBSP, NARROW, "\u2009")
DASHES = ("-", "-", "-", "–", "—", "‑", "−", "‒")
MOBILE = ("901", "903", "912", "916", "921", "925", "937", "950", "961", "977", "987", "999")
TOWN = ("495", "499", "812", "343", "383", "861", "862", "846", "831", "473")


class Spelling:
    """Draws values and ways to write them; the same seed draws the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def digits(self, n: int) -> str:
        """Return n digits, no example."""
        return "".join(self.random.choice("0123456789") for _ in range(n - 2)) + str(self.random.randint(11, 98))

    def one(self, *words: str) -> str:
        """Return one of several words."""
        return self.random.choice(words)

    # --- telephones

    def telephone(self) -> str:
        """Return a telephone of any spelling."""
        return self.random.choice(
            (
                self._russian,
                self._russian,
                self._russian,
                self._bare,
                self._foreign,
                self._bracketed,
                self._linked,
                self._odd,
                self._disguised,
            )
        )()

    def _national(self) -> tuple[str, str]:
        return self.one(*MOBILE, *MOBILE, *TOWN), self.digits(7)

    def _rest(self, rest: str, dash: str) -> str:
        cut = self.random.choice(((3, 2, 2), (3, 2, 2), (3, 4), (2, 2, 3), (2, 3, 2), (3, 2, 2)))
        parts, at = [], 0
        for n in cut:
            parts.append(rest[at : at + n])
            at += n
        return dash.join(parts)

    def _russian(self) -> str:
        code, rest = self._national()
        space, dash = self.one(*SPACES), self.one(*DASHES, *DASHES, ".", " ", NBSP, "/")
        prefix = self.one("+7", "+7", "8", "8", "7", "")
        if not prefix and code not in MOBILE:
            prefix = "8"
        if dash in "./":
            separator = dash
            return separator.join(filter(None, (prefix, code, self._rest(rest, dash))))
        code = self.one(code, f"({code})", f" {code} ".strip())
        separator = self.one(space, dash if dash not in "./" else space, "" if "(" in code or prefix == "+7" else space)
        after = self.one(space, dash, "" if "(" in code else space)
        return f"{prefix}{separator if prefix else ''}{code}{after}{self._rest(rest, dash)}"

    def _bare(self) -> str:
        code, rest = self.one(*MOBILE), self.digits(7)
        return self.one("+7", "8", "7", "") + code + rest

    def _bracketed(self) -> str:
        rest = self.digits(7)
        code = self.one(*TOWN)
        return self.one(
            f"({code}) {rest[:3]}-{rest[3:5]}-{rest[5:]}", f"8 ({code}) {rest[:3]}-{rest[3:5]}-{rest[5:]}",
            f"8({code}){rest}", f"({code}){rest[:3]}-{rest[3:]}", f"+7[{code}]{rest[:3]}-{rest[3:5]}-{rest[5:]}",
            f"8 (48622) {rest[0]}-{rest[1:3]}-{rest[3:5]}", f"8 ({code}) {rest[:3]} {rest[3:5]} {rest[5:]}",
        )  # fmt: skip

    def _foreign(self) -> str:
        n = self.digits(9)
        return self.one(
            f"+375 29 {n[:3]}-{n[3:5]}-{n[5:7]}", f"+375(33){n[:7]}", f"+380 67 {n[:3]} {n[3:5]} {n[5:7]}", f"+998 90 {n[:3]}-{n[3:5]}-{n[5:7]}",
            f"+7 701 {n[:3]} {n[3:5]} {n[5:7]}", f"+374 91 {n[:2]}-{n[2:4]}-{n[4:6]}", f"+995 599 {n[:2]} {n[2:4]} {n[4:6]}", f"+44 7911 {n[:6]}",
            f"+49 151 {n[:8]}", f"+1 (212) {self.random.randint(2, 9)}{n[:2]}-{n[2:6]}", f"+971 50 {n[:3]} {n[3:7]}", f"+90 532 {n[:3]} {n[3:5]} {n[5:7]}",
            f"+86 138 {n[:4]} {n[4:8]}", f"+972-54-{n[:3]}-{n[3:7]}", f"8 10 375 29 {n[:3]}-{n[3:5]}-{n[5:7]}", f"+33 6 {n[:2]} {n[2:4]} {n[4:6]} {n[6:8]}",
        )  # fmt: skip

    def _linked(self) -> str:
        code, rest = self.one(*MOBILE), self.digits(7)
        return self.one(
            f"wa.me/7{code}{rest}", f"https://wa.me/7{code}{rest}?text=hi", f"tel:+7{code}{rest}", f"[звонок](tel:+7-{code}-{rest[:3]}-{rest[3:]})",
            f"https://api.whatsapp.com/send?phone=7{code}{rest}", f"viber://chat?number=%2B7{code}{rest}", f"tel:8{code}{rest}", f"t.me/+7{code}{rest}",
        )  # fmt: skip

    def _odd(self) -> str:
        code, rest = self.one(*MOBILE), self.digits(7)
        return self.one(
            f"8{code} {rest[:3]} {rest[3:5]} {rest[5:]}", f"8-{code}{rest}", f"+7 {code}{rest[:3]} {rest[3:]}", f"8 {code} {rest}", f"+7  {code}  {rest[:3]} - {rest[3:5]} - {rest[5:]}",
            f"89 {code[1:]} {rest[:3]} {rest[3:5]} {rest[5:]}", f"+7 {code[0]} {code[1:]} {rest[:3]} {rest[3:]}", f"8 ({code} ) {rest[:3]} {rest[3:]}", f"{code} {rest[:3]} {rest[3:]}",
            f"8/{code}/{rest[:3]}/{rest[3:5]}/{rest[5:]}", f"8.{code}.{rest[:3]}.{rest[3:5]}.{rest[5:]}", f"7 {code} {rest[:3]} {rest[3:5]} {rest[5:]}",
            f"**+7 {code}** {rest[:3]}-{rest[3:5]}-{rest[5:]}", f"+7&nbsp;{code}&nbsp;{rest[:3]}&#8209;{rest[3:]}", f"+7 {code}\n  {rest[:3]}-{rest[3:5]}-{rest[5:]}",
        )  # fmt: skip

    def _disguised(self) -> str:
        code, rest = self.one(*MOBILE), "".join(self.random.choice("23456789") for _ in range(4)) + "0" + self.digits(2)
        plain = f"8 {code} {rest[:3]}-{rest[3:5]}-{rest[5:]}"
        return self.one(
            plain.translate(str.maketrans("0123456789", "０１２３４５６７８９")), ZERO_WIDTH.join(plain), plain.replace(rest[:3], f"{rest[0]}{SOFT}{rest[1]}\u2060{rest[2]}"),
            plain[:6] + plain[6:-1].replace("0", "О") + plain[-1], plain[:6] + plain[6:-1].replace("0", "O") + plain[-1], plain.replace(" ", "\u2003"), plain.replace("-", "\u2011"),
        )  # fmt: skip

    # --- addresses

    def address(self) -> str:
        """Return an e-mail address of any spelling."""
        name = self.one(
            "ivan.petrov",
            "anna_k",
            "o.smirnova88",
            "director",
            "petrov-sergey",
            "a.b.kuznetsova",
            "ольга.петрова",
            "info77",
            "sale+crm",
        )
        domain, top = (
            self.one("mail", "yandex", "gmail", "bk", "mail.sub", "xn--80a1acny", "почта", "company-x"),
            self.one("ru", "com", "рф", "org", "su", "xn--p1ai"),
        )
        if name[0] == "о":
            return f"{name}@почта.рф"
        at = self.one(
            "@",
            "@",
            "@",
            "@",
            "[at]",
            "(at)",
            " собака ",
            " (собака) ",
            " [at] ",
            " at ",
            "[собака]",
            "＠",
            "&#64;",
            " @ ",
            "{at}",
        )
        dot = (
            self.one(".", ".", ".", " точка ", "[dot]", "(dot)", " dot ")
            if at not in ("@", "＠", "&#64;", " @ ")
            else "."
        )
        if at in (" @ ", " at ", " собака "):
            domain, top = self.one("mail", "yandex", "gmail"), self.one("ru", "com")
        return f"{name}{at}{domain}{dot}{top}" if top != "xn--p1ai" or dot == "." else f"{name}{at}{domain}{dot}ru"

    def account(self) -> str:
        """Return an account at Telegram or VK."""
        name = self.one("ivan_petrov", "annakuz88", "sergey_vl", "olgasmirnova", "kate2001", "D_Volkov", "petrov77")
        return self.one(
            f"@{name}", f"@{name}", f"https://t.me/{name}", f"t.me/{name}", f"http://www.t.me/{name}", f"[Telegram](https://t.me/{name})", "https://t.me/+QmZ4kPqLr8w3YWEy", f"telegram.me/{name}",
            f"vk.com/id{self.random.randint(10**5, 10**8)}", f"https://vk.com/{name}", f"https://m.vk.com/id{self.random.randint(10**5, 10**8)}", f"vk.ru/{name}", f"<https://vk.com/{name}>", f"tg://resolve?domain={name}", f"Telegram: @{name}",
            f"телеграм: {self.one('ivan_petrov', 'annakuz88', 'kate2001')}",
        )  # fmt: skip

    # --- documents

    def passport(self) -> str:
        """Return a passport with the words that call it one."""
        a, b, number = (
            self.one("45", "03", "60", "92", "18", "65", "40"),
            self.one("99", "03", "09", "12", "18", "21"),
            self.digits(6),
        )
        return self.one(
            f"паспорт {a}{b} {number}", f"паспорт: {a}{b}-{number}", f"серия {a} {b} номер {number}", f"паспорта {a} {b} № {number}", f"ПАСПОРТ {a}{b}{number}", f"паспорт серии {a}{b} № {number}",
            f"Паспортные данные: {a} {b}, {number}", f"паспортом {a}{b} {number}", f"серия: {a}{b}, номер: {number}", f"СЕРИЯ {a} {b} НОМЕР {number}", f"сер. {a}{b} № {number}", f"паспорт РФ {a} {b} {number[:3]} {number[3:]}",
            f"{a} {b} № {number}", f"{a}{b} {number}, выдан ОВД", f"паспорт ({a}{b} {number})", f"passport {a}{b} {number}", f"паспорт гражданина: серия {a}{b}, № {number}", f"{a}{b} № {number}", f"{a}{b} {number}",
            f"passport: '{a} {b} {number}'", f"серия и номер паспорта: {a} {b} {number}", f"паспорт {a}–{b} {number}", f"паспорт {a}{NBSP}{b}{NBSP}{number}", f"№ {number} серия {a}{b}",
        )  # fmt: skip

    def snils(self) -> str:
        """Return a SNILS whose sum is right."""
        n = self.random.choice("123456") + self.digits(8)
        total = sum(int(d) * (9 - k) for k, d in enumerate(n)) % 101 % 100
        end = f"{total:02d}"
        return self.one(
            f"{n[:3]}-{n[3:6]}-{n[6:]} {end}", f"СНИЛС {n[:3]}-{n[3:6]}-{n[6:]} {end}", f"СНИЛС: {n}{end}", f"снилс клиента {n[:3]} {n[3:6]} {n[6:]} {end}", f"snils: '{n}{end}'", f"Снилс №{n[:3]}-{n[3:6]}-{n[6:]}-{end}",
            f"СНИЛС {n[:3]}–{n[3:6]}–{n[6:]} {end}", f"страховой номер {n[:3]}-{n[3:6]}-{n[6:]} {end}", f"{n[:3]}-{n[3:6]}-{n[6:]}{NBSP}{end}",
        )  # fmt: skip

    def inn(self) -> str:
        """Return a person's INN whose sums are right."""
        n = [int(d) for d in self.one("50", "77", "23", "66") + self.digits(8)]
        for weights in ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)):
            n.append(sum(w * d for w, d in zip(weights, n, strict=True)) % 11 % 10)
        value = "".join(map(str, n))
        return self.one(
            f"ИНН {value}",
            value,
            f"инн: {value}",
            f"inn: '{value}'",
            f"ИНН {value[:4]} {value[4:8]} {value[8:]}",
            f"ИНН физлица {value}",
            f"ИНН клиента — {value}",
        )

    def card(self) -> str:
        """Return a bank card whose last digit is right."""
        n = self.one("4276", "5469", "2202", "2200", "4817", "5536") + self.digits(11)
        total = sum(sum(divmod(2 * int(d), 10)) if k % 2 == 0 else int(d) for k, d in enumerate(reversed(n)))
        n += str(-total % 10)
        fours = [n[k : k + 4] for k in range(0, 16, 4)]
        return self.one(
            " ".join(fours),
            "-".join(fours),
            n,
            NBSP.join(fours),
            f"карта {n}",
            f"на карту {' '.join(fours)}",
            "–".join(fours),
        )

    def birthday(self) -> str:
        """Return a date of birth."""
        day, month, year = self.random.randint(1, 28), self.random.randint(1, 12), self.random.randint(1950, 2009)
        return self.one(
            f"дата рождения: {day:02d}.{month:02d}.{year}", f"Иванов Пётр, {day:02d}.{month:02d}.{year} г.р.", f"родился {day} марта {year}", f"birthday: {year}-{month:02d}-{day:02d}",
        )  # fmt: skip


AROUND = (
    "{}", "Клиент просил перезвонить: {}.", "{} — так он оставил контакт.", "- Анна, {}, ждёт расчёт", "| Пётр | {} | лид |", "comment: {}", "  note: '{}'", "<text x=\"10\">{}</text>",
    "> Записала: {}", "Иван ({}) спросил про рассрочку.", "**{}**", "Итог встречи: {}; дальше — показ.", "## Контакт {}", "<!-- {} -->", "После звонка менеджер отправил на {} презентацию.",
    "1. Уточнить, верно ли {}\n2. Записать", "Пример из практики: «{}», потом отказ.", "sample: {{who: Анна, where: \"{}\"}}", "В карточке сделки стоит {}, проверьте.", "Это {}", "{}, {{{{ client }}}}", "Связь: {} (лично)",
)  # fmt: skip


def positives(seed: int, n: int) -> Iterator[tuple[str, str, str]]:
    """Yield n times what kind of value it is, how it is written, and the text it stands in."""
    spelling = Spelling(seed)
    kinds: tuple[tuple[str, Callable[[], str]], ...] = (
        ("telephone", spelling.telephone), ("telephone", spelling.telephone), ("telephone", spelling.telephone), ("address", spelling.address), ("account", spelling.account), ("passport", spelling.passport),
        ("snils", spelling.snils), ("inn", spelling.inn), ("card", spelling.card), ("birthday", spelling.birthday),
    )  # fmt: skip
    for _ in range(n):
        kind, draw = spelling.random.choice(kinds)
        value = draw()
        yield kind, value, spelling.random.choice(AROUND).format(value)
