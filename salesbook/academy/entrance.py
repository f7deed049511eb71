"""The page before the editions: it sends each to his own, and holds nothing of any of them but the names of roles."""

from collections.abc import Mapping
from html import escape

from salesbook.core.defaults import FOLDER
from salesbook.core.language import Translations
from salesbook.models.company import Company

ENTRANCE = "_entrance"
"""The folder of the page's own files; no role's folder begins so."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the pages of the entrance may do, and those of editions whose own policy cannot be read."""

_HEAD = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="{base}entrance.css">
{script}</head>
<body>
<main>
<h1>{title}</h1>
"""


def entrance_files(company: Company, names: Mapping[str, str], labels: Translations) -> dict[str, bytes]:
    """Return the files of the entrance by their addresses; `names` are the folders of the editions by role."""
    files = {"index.html": _choice(company, names, labels), f"{ENTRANCE}/no-role.html": _no_role(labels)}
    assets = FOLDER / "site" / "assets"
    style, script = ((assets / name).read_bytes() for name in ("entrance.css", "entrance.js"))
    return {name: page.encode() for name, page in files.items()} | {
        f"{ENTRANCE}/entrance.css": style,
        f"{ENTRANCE}/entrance.js": script,
    }


def _choice(company: Company, names: Mapping[str, str], labels: Translations) -> str:
    _ = labels.gettext
    script = f'<script src="{ENTRANCE}/entrance.js" defer></script>\n'
    about = _("Choose your position: the academy opens with what it needs.")
    opening, other = _("You were here as: {name}. The academy opens…"), _("Choose another position")
    page = [
        _head(company.title, f"{ENTRANCE}/", script, labels),
        f"<p>{escape(about)}</p>\n",
        f'<role-choice data-opening="{escape(opening)}" data-other="{escape(other)}">\n<ul class="roles">\n',
    ]
    for role in company.roles:
        href = f"{names[role.id]}/index.html"
        short = f' <span class="short">{escape(role.short)}</span>' if role.short else ""
        page.append(f'<li><a href="{escape(href)}" data-role="{escape(role.id)}">{escape(role.name)}{short}</a></li>\n')
    page.append("</ul>\n</role-choice>\n</main>\n</body>\n</html>\n")
    return "".join(page)


def _no_role(labels: Translations) -> str:
    """Return the page for whoever may see no edition; it names nobody, as anybody may be shown it."""
    _ = labels.gettext
    words = _(
        "You have signed in, but no edition of the academy is open to you, or you have opened that of another role."
    )
    advice = _("Open the academy by its first address; if that does not help, ask whoever runs the academy for access.")
    first = _("To the academy")
    first = f'<p><a class="way" href="/">{escape(first)}</a></p>\n'
    body = f"<p>{escape(words)}</p>\n<p>{escape(advice)}</p>\n{first}</main>\n</body>\n</html>\n"
    title = _("This page is not open to you")
    return _head(title, f"/{ENTRANCE}/", "", labels) + body


def _head(title: str, base: str, script: str, labels: Translations) -> str:
    return _HEAD.format(language=labels.language, policy=POLICY, title=escape(title), base=base, script=script)
