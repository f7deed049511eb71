"""One corpus for every tool: N items with a title, some 1.3 KB of Russian prose and 5 references each.

Every reference names a regulation that stands earlier, so the graph is acyclic (StrictDoc and doorstop demand it) and
every tool is given the same links; only the first five regulations have fewer. `bench.books` writes the corpus as a
book, `bench.writers` as what the peers read.
"""

import random
from dataclasses import dataclass, replace

WORDS = """
клиент менеджер сделка воронка звонок встреча договор счёт оплата скидка регламент срок ответ письмо возражение сценарий
заявка бюджет потребность решение предложение презентация отчёт руководитель карточка поле этап причина отказ повторный
контакт аудитория курс урок наставник план задача должен заполняет проверяет согласует передаёт фиксирует уточняет
направляет закрывает до конца рабочего дня без исключений при наличии подтверждения
""".split()
PREFIXES = {"regulation": "REG", "faq": "FAQ", "checklist": "CHK"}
NAMES = {"regulation": "Регламент", "faq": "Вопросы", "checklist": "Чек-лист"}
PARTS = 5
PART_SIZE = 250
UNKNOWN = "REG-99999"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph and the id of the regulation that it refers to."""

    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the corpus; `number` counts from 1 within its kind."""

    kind: str
    number: int
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """The item's name in every peer: `REG-00012`."""
        return name(self.kind, self.number)

    @property
    def title(self) -> str:
        """The item's title."""
        return f"{NAMES[self.kind]} {self.number}"

    @property
    def links(self) -> list[str]:
        """The ids that the item refers to."""
        return [part.link for part in self.parts if part.link]


def corpus(n: int, *, seed: int = 7) -> list[Item]:
    """Return `n` items: a fifth regulations, the rest pages of questions and checklists in turn."""
    rng = random.Random(seed)
    regulations = max(n // 5, PARTS + 1)
    items = []
    for i in range(1, n + 1):
        kind = "regulation" if i <= regulations else ("faq", "checklist")[i % 2]
        number = i if kind == "regulation" else (i - regulations + 1) // 2
        earlier = range(1, min(i, regulations + 1))
        targets = rng.sample(earlier, min(PARTS, len(earlier)))
        links = [name("regulation", target) for target in targets] + [None] * (PARTS - len(targets))
        items.append(Item(kind, number, tuple(Part(prose(rng, PART_SIZE), link) for link in links)))
    return items


def with_unknown(items: list[Item]) -> tuple[list[Item], Item]:
    """Return the corpus with one reference of its last item pointing nowhere, and that item."""
    *others, last = items
    parts = list(last.parts)
    parts[2] = replace(parts[2], link=UNKNOWN)
    last = replace(last, parts=tuple(parts))
    return [*others, last], last


def name(kind: str, number: int) -> str:
    """Return an item's id."""
    return f"{PREFIXES[kind]}-{number:05d}"


def sentence(rng: random.Random) -> str:
    """Return a sentence of Russian words."""
    words = " ".join(rng.choice(WORDS) for _n in range(rng.randint(8, 14)))
    return words[0].upper() + words[1:] + "."


def prose(rng: random.Random, size: int) -> str:
    """Return sentences of at least `size` bytes."""
    text = sentence(rng)
    while len(text.encode()) < size:
        text += " " + sentence(rng)
    return text
