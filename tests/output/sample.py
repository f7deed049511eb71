"""One report that holds every sort of finding, for the golden files of the formats."""

from pathlib import Path, PurePosixPath

from salesbook.auditing.choice import Silenced
from salesbook.core.diagnostics import Diagnostic, Rule, Severity
from salesbook.core.source import LineColumn
from salesbook.output.report import Report, report_on

RULES = {
    rule.slug: rule
    for rule in (
        Rule(
            "unknown-reference",
            Severity.ERROR,
            "A reference names nothing in the book.\n\nThe reader of the page\nfinds no link.\n\n"
            "Bad: `[[ОП-099]]`\n\nGood: `[[ОП-007]]`",
        ),
        Rule("lookalike-reference", Severity.ERROR, "A reference has look-alike letters.\n\nBad: `OП-007`"),
        Rule("long-sentence", Severity.WARNING, "A sentence is long."),
        Rule("found-nothing", Severity.WARNING, "Nothing is wrong & all <is> well.\n\nSo it passes."),
    )
}

FAQ = "content/faq/платежи.yml"
LETTER = "content/letters/summary.md"
FILES = {
    FAQ: "title: Оплата\n"
    "questions:\n"
    "\t- question: Есть ли рассрочка?\n"
    "    answer: 'Да: [[OП-007]] и [[product:none]], [[product:none]].'\n"
    "  - {question: 价格 и x\u0301tage, see: product:none}\n",
    LETTER: "---\ntitle: Итоги\n---\n"
    + "Очень длинное предложение. " * 9
    + "Здесь [[letter:none]] слово. "
    + "И ещё много слов после него. " * 9
    + "\n\u202eзадом наперёд\x1b[31m красное\n",
}


def d(
    rule: str, path: str, line: int, column: int, message: str, advice: str = "", *,
    end: tuple[int, int] | None = None, fix: str | None = None, severity: Severity = Severity.ERROR,
) -> Diagnostic:  # fmt: skip
    """Return a diagnostic."""
    place, behind = LineColumn(line, column), None if end is None else LineColumn(*end)
    return Diagnostic(rule, severity, PurePosixPath(path), place, message, advice, behind, fix)


SILENCED = Silenced(2, 1, 1, ("unused-item",), ("broken-link",))
UNKNOWN, SEE = "нет карточки проекта «product:none»", "посмотрите, что есть: salesbook list product"
DIAGNOSTICS = (
    d("yaml-syntax", FAQ, 3, 1, "в отступе стоит табуляция", "замените её пробелами"),
    d("lookalike-reference", FAQ, 4, 21, "«OП-007» с латинской O", end=(4, 27), fix="ОП-007"),
    d("unknown-reference", FAQ, 4, 32, UNKNOWN, SEE, end=(4, 48)),
    d("unknown-reference", FAQ, 4, 50, UNKNOWN, SEE, end=(4, 66)),
    d("unknown-reference", FAQ, 5, 34, UNKNOWN, SEE, end=(5, 46)),
    d("unknown-reference", LETTER, 4, 250, "нет письма «letter:none»", "похоже на letter:summary", end=(4, 265)),
    d("long-sentence", LETTER, 4, 1, "сдвоенное предложение", end=(5, 4), severity=Severity.WARNING),
    d("long-sentence", LETTER, 5, 4, "100% слов: {{ fact.x }}, [a](b)", "a\n::error::b", severity=Severity.WARNING),
    d("misplaced-file", "content/[red] a:b,c\n::error::\x1b[31m.md", 1, 1, "здесь не живёт <ничего> & \udcff"),
)


def sample(root: Path) -> Report:
    """Write the files into `root` and return the report on them."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return report_on(root, DIAGNOSTICS, items=21, references=99, rules=RULES, silenced=SILENCED)
