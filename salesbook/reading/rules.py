"""What the compile itself may find wrong with a file; `salesbook explain` prints these manuals."""

from inspect import cleandoc

from salesbook.core.diagnostics import Rule, Severity


def _error(slug: str, manual: str) -> Rule:
    return Rule(slug, Severity.ERROR, cleandoc(manual), silenceable=False)


UNREADABLE = _error(
    "unreadable-file",
    """
    A file of the book cannot be read.

    The operating system refuses to open it: the rights are wrong or the disk is failing. Nothing that stands in the
    file takes part in the book.

    Bad: a regulation that only the administrator may open.

    Good: every file of content/ can be read by everybody who builds the book.
    """,
)
ENCODING = _error(
    "not-utf8",
    """
    A file is not in UTF-8.

    Old editors on Windows save Cyrillic in Windows-1251; other programs then show it as garbage, so the book takes
    UTF-8 only. The place is that of the first byte that cannot be UTF-8.

    Bad: a letter saved from Notepad as «ANSI».

    Good: the same letter saved as «UTF-8» (a BOM does no harm).
    """,
)
TOO_LARGE = _error(
    "file-too-large",
    """
    A text file is larger than 1 MB, or holds more than a page can be made of.

    No regulation or script is that long: somebody has pasted a picture or a table of clients into the text. A file may
    have 2,000 entries in one list, 10,000 lines and 20,000 marks of Markdown in its texts, 2,000 of those in one
    paragraph, 2,000 lines without an empty one, and 25 levels of lists and quotations.

    Bad: an instruction with a screenshot pasted as base64.

    Good: the screenshot lies beside it as a PNG, the text links to it.
    """,
)
SYMLINK = _error(
    "symlink",
    """
    A symbolic link leads out of the book, or links a whole folder.

    The book must be the same on every machine and must not show files of the machine that builds it.

    Bad: `content/letters/offer.md` is a link to `/etc/passwd` or to a colleague's disk.

    Good: the file itself lies in the book.
    """,
)
BROKEN_BASE = _error(
    "broken-base",
    """
    The book that this one extends is not there, or its company.yml has errors.

    A book with `extends: ../base` in content/company.yml is laid over another one: what it has not itself it has from
    there. Without that book nothing can be said of this one.

    Bad: `extends: ../bass`

    Good: `extends: ../base`, where ../base/content/company.yml is
    """,
)
MISPLACED = _error(
    "misplaced-file",
    """
    A YAML or Markdown file lies where no kind of content lives.

    Such a file would be ignored without a word: its author would think that it is part of the book.

    Bad: `content/regulation/first-call.md` (the folder is `regulations/<department>`).

    Good: `content/regulations/sales/first-call.md`.
    """,
)
SLUG = _error(
    "bad-file-name",
    """
    The name of a file cannot serve as the name of an item, or another system cannot check it out.

    The name without its ending is how the item is referred to (`script:key-meeting`) and its address in the academy,
    so it is made of lower-case letters, digits and hyphens. Pictures, templates and folders may have other names, if
    Windows and macOS can have them, too: no names of devices (con, nul, com1), neither `< > : " | ? *` nor a backslash,
    no dot or space at the end, no two that differ only in capital letters or in how й is composed, no path of more than
    200 characters. Such a file is missing on a colleague's machine, or lies over another one.

    Bad: `content/scripts/Ключевая Встреча (новая).yml`, `content/crm/img/aux.png`, `card.png` beside `Card.png`

    Good: `content/scripts/key-meeting.yml` or `content/scripts/ключевая-встреча.yml`
    """,
)
DUPLICATE_ITEM = _error(
    "duplicate-item",
    """
    Two files give one item.

    A reference to it could mean either.

    Bad: `regulations/sales/discounts.md` and `regulations/service/discounts.md`.

    Good: `regulations/service/service-discounts.md`.
    """,
)
EMPTY = _error(
    "empty-file",
    """
    A file holds nothing.

    Bad: `content/faq/prices.yml` of zero bytes, left from a begun work.

    Good: the file with its required fields, or no file at all.
    """,
)
FRONT_MATTER = _error(
    "front-matter",
    """
    A Markdown file does not begin with front matter, or the front matter is never closed.

    The fields of the item stand between two lines `---`; the text follows the second one.

    Bad: the second `---` was deleted together with the line above it.

    Good:

        ---
        title: Первый контакт
        ---
        Текст регламента…
    """,
)
YAML = _error(
    "yaml-syntax",
    """
    The YAML of a file cannot be read.

    Most often it is a tab in place of spaces, a line moved to the left or right, a colon inside a value without
    quotes, or a quote that is never closed. Nothing of the file takes part in the book until it is mended.

    Bad: `title: Скидки: кому и сколько`

    Good: `title: "Скидки: кому и сколько"`
    """,
)
DUPLICATE_KEY = _error(
    "duplicate-key",
    """
    A key stands twice in one block.

    YAML would silently keep the last one, and the first value would be lost.

    Bad: two lines `owner:` in one front matter.

    Good: one.
    """,
)
ALIAS = _error(
    "yaml-alias",
    """
    YAML anchors and aliases (`&name`, `*name`) are not used in a book.

    They hide what is written where, and nested ones blow a kilobyte up to gigabytes.

    Bad: `owner: *boss`

    Good: `owner: head`
    """,
)
TAG = _error(
    "yaml-tag",
    """
    YAML tags (`!name`, `!!python/object`) are not used in a book.

    Tags tell a program how to build a value; from content that somebody else wrote it is a way to run code.

    Bad: `title: !!python/name:os.system`

    Good: `title: "os.system"`
    """,
)
DEPTH = _error(
    "yaml-depth",
    """
    Values are nested too deeply.

    No kind of content needs more than ten levels; hundreds of them are a broken indentation or an attack.

    Bad: `[[[[[[[[[[…`

    Good: lists and blocks as the kind describes them.
    """,
)
SCHEMA = _error(
    "schema",
    """
    A field is missing, unknown, or its value is of a wrong type.

    Every kind has its fields (docs/reference/kinds.md). An unknown key is an error, because a misspelt one would
    otherwise be lost without a word.

    Bad: `review_months: полгода`

    Good: `review_months: 6`
    """,
)
NO_COMPANY = _error(
    "no-company",
    """
    The book has no content/company.yml.

    Departments, roles, channels and figures are named there, and everything else refers to them.

    Bad: a content/ folder without it.

    Good: content/company.yml with the company's name, departments, roles and channels.
    """,
)

FORMER_FIELD = Rule(
    "former-field",
    Severity.WARNING,
    cleandoc(
        """
        A field stands in a file that books had once and have no more.

        An older book keeps working: such a field is read past. Whoever finds it there would still take it for a rule.
        Only the fields of older books are meant; any other unknown field is an error (`schema`).

        Bad: `limits:` in company.yml, which named three figures that every book had to have.

        Good: the figures stand in `facts`, and `salesbook upgrade` has removed `limits:`.
        """
    ),
)

CLIENT_DATA = Rule(
    "client-data",
    Severity.ERROR,
    cleandoc(
        """
        A file with data of a client lies in the book's folder.

        Leads, facts of letters, drafts and exports are not a part of the book, but whatever lies beside it is committed
        one day, and git forgets nothing. Found are files named as the help proposes (`lead.yml`, `meeting.yml`,
        `*.lead.yml`), YAML and JSON with the keys of a lead or of a letter's data, tables, messages and contacts (CSV,
        XLSX, EML, VCF) in the folder and two levels below it; in content/ only messages and contacts, as a table may be
        a part of the book there. Hidden folders, build/, site/, templates/ and other books are not looked into. A table
        that belongs there is named in `[[check.except]]` of salesbook.toml.

        Bad: `lead.yml`, `export.csv` or `anna.eml` beside content/

        Good: the same files in a folder outside of the book
        """
    ),
    secret=True,
)

RULES = (
    UNREADABLE,
    ENCODING,
    TOO_LARGE,
    SYMLINK,
    BROKEN_BASE,
    MISPLACED,
    SLUG,
    DUPLICATE_ITEM,
    EMPTY,
    FRONT_MATTER,
    YAML,
    DUPLICATE_KEY,
    ALIAS,
    TAG,
    DEPTH,
    SCHEMA,
    NO_COMPANY,
    FORMER_FIELD,
    CLIENT_DATA,
)
