"""What may be wrong with the comments that silence checks. The findings are made where the rest is sifted."""

from inspect import cleandoc

from salesbook.core.diagnostics import Rule, Severity

BAD_IGNORE = Rule(
    "bad-ignore",
    Severity.ERROR,
    cleandoc(
        """
        A comment that should silence a check cannot be understood.

        It silences nothing until it names checks that exist and says why: in a year nobody remembers whether the
        finding was wrong or only in the way. What keeps a file from being read (a broken YAML, an unknown field)
        cannot be silenced, nor can this check.

        Bad: `<!-- salesbook: ignore=broken-link -->`, without a reason; `# salesbook: ignore=brokn-link old archive`.

        Good: `<!-- salesbook: ignore=broken-link the archive is moved in May -->`
        """
    ),
    silenceable=False,
)
USELESS_IGNORE = Rule(
    "useless-ignore",
    Severity.WARNING,
    cleandoc(
        """
        A comment silences a check that finds nothing there.

        The text was mended, or the comment stands in the wrong place. Left alone, it would hide the next mistake.
        Only comments whose checks have run are judged, and none while a file of the book cannot be read.

        Bad: `# salesbook: ignore=unknown-reference ОП-015 is on its way` above a reference to a regulation that is
        there by now.

        Good: the comment is deleted.
        """
    ),
    silenceable=False,
)
RULES = (BAD_IGNORE, USELESS_IGNORE)
