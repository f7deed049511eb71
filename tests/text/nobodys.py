"""Numbers and words of a book that are no person's, in the places where a book has them."""
# ruff: noqa: E501 - lists of spellings, one kind a line

from collections.abc import Iterator

from tests.text.spellings import Spelling


def negatives(seed: int, n: int) -> Iterator[tuple[str, str]]:
    """Yield n times what kind of value it is, and the text it stands in."""
    spelling = _Nobodys(seed)
    kinds = [name for name in dir(_Nobodys) if name.startswith("of_")]
    for _ in range(n):
        kind = spelling.random.choice(kinds)
        yield kind, spelling.random.choice(AROUND).format(getattr(spelling, kind)())


AROUND = (
    "{}", "В книге сказано: {}.", "- {}", "| Строка | {} | да |", "note: '{}'", "about: {}", "Смотрите {}, там всё есть.", "**{}**", "> {}", "({})", "<!-- {} -->", "Пример: {} — так и пишем.",
)  # fmt: skip


class _Nobodys(Spelling):
    def of_contract(self) -> str:
        d = self.digits
        return self.one(
            f"договор № {d(4)}/2026", f"договор № 8{d(3)}-{d(2)}/26", f"договор ДДУ-{d(3)}-{d(4)}", f"договор {d(11)}", f"договор № 9{d(9)}", f"договору №8{d(10)}", f"Договор от 12.03.2026 № {d(6)}-К", f"contract: {d(10)}",
            f"по договору номер 9{d(9)}", f"контракт 9{d(9)}", f"дог. № 89{d(9)}",
        )  # fmt: skip

    def of_order(self) -> str:
        d = self.digits
        return self.one(
            f"заказ № 9{d(9)}", f"заказ 8{d(10)}", f"order_id: 9{d(9)}", f"id: 89{d(9)}", f"артикул 9{d(9)}", f"арт. 912-{d(3)}-{d(2)}", f"артикул {d(4)}-{d(3)}-{d(3)}", f"сделка № 9{d(9)}", f"заявка №{d(10)}", f"SKU 9{d(9)}",
            f"трек 8{d(13)}", f"трек-номер 9{d(9)}", f"RA{d(9)}RU", f"накладная 9{d(9)}", f"счёт № 9{d(9)}", f"лот 9{d(9)}", f"https://crm.example.ru/deal/9{d(9)}", f"https://site.ru/?id=89{d(9)}", f"#89{d(9)}", f"номер заказа: 89{d(9)}",
        )  # fmt: skip

    def of_organisation(self) -> str:
        d = self.digits
        return self.one(
            f"ИНН 77{d(8)}", f"ИНН 9{d(9)}", f"ОГРН 1{d(12)}", f"ОГРНИП 3{d(14)}", f"КПП 77{d(2)}01001", f"БИК 044525{d(3)}", f"р/с 40702810{d(12)}", f"к/с 30101810{d(12)}", f"ОКТМО 89701{d(6)}", f"ОКПО {d(8)}", f"КБК 182103010{d(11)}",
            f"расчётный счёт 40702 810 {d(1 + 1)} {d(10)}", f"ИНН/КПП 78{d(8)}/780101001", f"inn: '77{d(8)}'", f"УИН 188{d(17)}", f"ОКВЭД 68.{d(2)}.1", f"лицевой счёт 9{d(9)}", f"40702810{d(12)}", f"1{d(12)}",
        )  # fmt: skip

    def of_land(self) -> str:
        d = self.digits
        return self.one(
            f"кадастровый номер 77:01:000{d(4)}:{d(4)}",
            f"23:49:0{d(6)}:{d(3)}",
            f"участок 77:09:000{d(4)}:{d(2)}",
            f"кадастровый № 50:21:012{d(4)}:{d(4)}",
        )

    def of_place(self) -> str:
        r = self.random
        lat, lon = r.uniform(43, 60), r.uniform(30, 92)
        return self.one(
            f"{lat:.6f}, {lon:.6f}", f"{lat:.6f} {lon:.6f}", f"[{lat:.5f}, {lon:.5f}]", f"geo:{lat:.4f},{lon:.4f}", f"https://yandex.ru/maps/?ll={lon:.6f}%2C{lat:.6f}&z=17", f"353{self.digits(3)}, г. Сочи, ул. Мира, 9", f"{int(lat)}°{r.randint(10, 59)}'{r.randint(10, 59)}\" N",
        )  # fmt: skip

    def of_drawing(self) -> str:
        r = self.random
        numbers = [r.randint(1, 999) for _ in range(12)]
        path = " ".join(map(str, numbers))
        return self.one(
            f'<path d="M{path}z"/>', f'<path d="M 9 12 345 67 89 L {path}"/>', f'<polygon points="{path}"/>', f'd="M912 345-67-89 {path}"', f'<rect x="89123456789" y="9{self.digits(9)}"/>', f"<svg viewBox='0 0 {numbers[0]} {numbers[1]}'>",
            f'<g transform="matrix(0.912 345.67 89 {path})"/>', f'<use href="#a{self.digits(10)}"/>', f"M{numbers[0]} {numbers[1]} L{numbers[2]} {numbers[3]} {numbers[4]} {numbers[5]}",
        )  # fmt: skip

    def of_time(self) -> str:
        r = self.random
        y, m, day, h, mi = r.randint(2019, 2027), r.randint(1, 12), r.randint(1, 28), r.randint(0, 23), r.randint(0, 59)
        return self.one(
            f"{y}-{m:02d}-{day:02d}T{h:02d}:{mi:02d}:00+03:00", f"{day:02d}.{m:02d}.{y} {h:02d}:{mi:02d}", f"{y}{m:02d}{day:02d}{h:02d}{mi:02d}00", f"с {day}.{m:02d}.{y} по {day + 1}.{m:02d}.{y}", f"{day:02d}.{m:02d}.{y}-{day + 1:02d}.{m:02d}.{y}",
            f"{y}-{m:02d}-{day:02d} — {y}-{m:02d}-{day + 2:02d}", f"8-9 {y}, 9.00–19.00", f"1{self.digits(9)}", f"{y}, {y + 1}, {y + 2} годы", f"{day} марта {y} года, 8:00-12:00", f"9.0{m % 9 + 1}.{y} 12:30", f"1{self.digits(12)}",
        )  # fmt: skip

    def of_money(self) -> str:
        r = self.random
        a = r.randint(7, 99)
        return self.one(
            f"{a} 912 345 {self.digits(3)} ₽", f"8 {self.digits(3)} {self.digits(3)} 000 руб.", f"9 {self.digits(3)} {self.digits(3)} {self.digits(3)}", f"{a} 500 000 рублей", f"+{a} 000 000 ₽", f"9{self.digits(9)} руб.", "от 8 900 000 до 9 123 456 ₽",
            f"{a},5 млн ₽ и {a + 3},2 млн ₽", f"89 {self.digits(3)} {self.digits(3)} {self.digits(3)} ₽", "+7 %, +8 912 шт.", "1 кв. — 912 345 ₽, 2 кв. — 967 890 ₽", "8 912 345,67 ₽", "12.500.000,00 руб.", "площадь 912 345 м²",
        )  # fmt: skip

    def of_code(self) -> str:
        r = self.random
        h = "".join(r.choice("0123456789abcdef") for _ in range(40))
        return self.one(
            h, f"{h[:8]}-{h[8:12]}-4{h[12:15]}-a{h[15:18]}-{h[18:30]}", f"commit {h[:12]}", f"v{r.randint(1, 9)}.{r.randint(0, 99)}.{r.randint(0, 9)}", f"версия 8.9.{self.digits(3)}.{self.digits(4)}", f"87.250.{r.randint(100, 250)}.{r.randint(100, 250)}", f"192.168.{r.randint(0, 9)}.1:8080",
            "git@github.com:company/book.git", "ssh://git@github.com/company/book", "git clone git@gitlab.company.ru:sales/book.git", "actions/checkout@v4", "npm i @babel/core@7.9.1", "@media print", "@import url(a.css)", "`@dataclass`", "@font-face", "@pytest.fixture", "plan@2x.png",
            "pip install salesbook@1.2.3", f"sha256:{h}", f"ISBN 978-5-{self.digits(4)}-{self.digits(4)}-1", f"штрихкод 46{self.digits(11)}", f"#{h[:6]}", f"0x{h[:10]}", f"build {self.digits(10)}", f"cd {h[:4]} && make", "user@localhost", "admin@example.com", "anna@example.org",
            "noreply@github.com", "`@property`", "@page", "name@domain.ru", "имя@домен.рф",
        )  # fmt: skip

    def of_public(self) -> str:
        return self.one(
            "канал @bereg_sochi", "наш телеграм-канал t.me/bereg", "бот @salesbook_bot", "группа vk.com/bereg_club", "https://t.me/share/url?url=x", "vk.com/club12345", "https://vk.com/public77", "подпишитесь на @bereg", "vk.com/wall-1_2", "https://t.me/bereg/125", "@username",
            "t.me/username", "8 800 555-35-35", "8-800-100-00-00", "8 (804) 333-00-01", "+7 900 000-00-00", "+7 (900) 000-00-00", "телефон 112", "звоните 03 или 103", "+7 (___) ___-__-__", "тел. +7 XXX XXX-XX-XX", "канал https://t.me/bereg_news", "vk.com/feed", "чат @otdel_chat",
        )  # fmt: skip

    def of_law(self) -> str:
        d = self.digits
        return self.one(
            "Федеральный закон от 27.07.2006 № 152-ФЗ", "ст. 9 п. 4 закона № 214-ФЗ от 30.12.2004", f"приказ от 12.03.2024 № {d(3)}", "ГОСТ Р 7.0.97-2016", "пп. 8.9.12–8.9.34", f"лицензия № {d(10)}", f"свидетельство № {d(6)} от 01.02.2020", "Постановление № 1479 от 16.09.2020",
            "ISO 9001:2015, ISO/IEC 27001:2022", "глава 8, статьи 912–934, 567", "СП 54.13330.2022", f"решение 2-{d(4)}/2026", "ОП-007, ОП-012 и СП-003", "п. 8.9.1.2.3.4.5.6.7.8.9", f"протокол № {d(4)} от 08.09.2026", "№ 45-ФЗ, № 123456", "серия стандартов 2019 года", "паспорт клиента", "паспорт проекта на 45 страниц",
        )  # fmt: skip

    def of_words(self) -> str:
        return self.one(
            "собака клиента во дворе", "точка входа: звонок", "встреча at 15:00", "этапы 1-2-3-4-5-6-7-8-9-10", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11", "баллы 10/20/30/40/50", "комнат 1 2 3 4 5 6 7 8 9 10 11", "корпус 9, кв. 123, этаж 45, секция 6", "план 100 200 300 400 500",
            "9 из 10 клиентов, 8 из 12", "7-8-9 класс, 2010-2011 год", "соотношение 912/345", "компания основана 12 марта 1999", "дом сдан 12.05.2008", "телефон и почту не записываем", "паспортные данные хранят в CRM", "Telegram: пишем коротко", "telegram: true", "ник клиента не важен",
            "channels: [telegram, email, vk]", "звонок 15-20-30 минут", "9-10-11 этажи", "рост 8,9 % против 12,3 %", "дедлайн 9:00 8:00 7:00",
        )  # fmt: skip
