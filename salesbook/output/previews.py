"""Previews of letters as one page of HTML: all channels beside each other, before and after a change.

The page asks nobody for anything and runs nothing: its policy forbids both, and a letter's own page stands in a frame
that may do nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from html import escape
from types import MappingProxyType

from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.letters.lengths import sms_size
from salesbook.letters.links import share_link
from salesbook.letters.previews import ChannelPreview, LetterPreview
from salesbook.text.invisible import without_acting

Pair = tuple[LetterPreview | None, LetterPreview | None]
"""A letter before and after; None where there is none."""

_COMPARED = 5_000
"""Characters of a letter that is compared word by word; a longer one is shown without marks."""
_WORDS = re.compile(r"\S+\s*|\s+")

_STYLE = """
:root{color-scheme:light dark;--page:#f4f2ee;--card:#fff;--ink:#1c2a2d;--soft:#5c6b6f;--line:#d9d5cc;--bubble:#e5f1ef;
--accent:#0f5c63;--bad:#a3261b;--before:#b4532a;--after:#1d6b3a}
@media(prefers-color-scheme:dark){:root{--page:#14191b;--card:#1d2427;--ink:#e6ecec;--soft:#9aabae;--line:#333d41;
--bubble:#24373a;--accent:#7fd0d3;--bad:#ff9d8f;--before:#f0a277;--after:#86d6a0}}
*{box-sizing:border-box}
body{margin:0;padding:24px;background:var(--page);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
main{max-width:1392px;margin:0 auto}
h1{font-size:24px;margin:0 0 16px}
nav{display:flex;flex-wrap:wrap;gap:6px 14px;margin:0 0 28px}
a{color:var(--accent)}
section{margin:0 0 40px}
h2{font-size:20px;margin:0 0 4px}
h2 code{font-size:14px;font-weight:400;color:var(--soft)}
.purpose{margin:0 0 14px;max-width:80ch;color:var(--soft)}
.channels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:16px;align-items:start}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:16px}
.pair .channels{grid-template-columns:1fr}
.side{font-weight:600;margin:0 0 8px}
.before{color:var(--before)}.after{color:var(--after)}
mark{background:none;color:inherit;font-weight:600;text-decoration:underline 2px;text-underline-offset:3px}
.was mark{text-decoration-color:var(--before)}.is mark{text-decoration-color:var(--after)}
article{min-width:0;max-width:720px;padding:14px;border:1px solid var(--line);border-radius:12px;background:var(--card)}
h3{font-size:15px;margin:0 0 2px}
.about{margin:0 0 10px;font-size:13px;color:var(--soft)}
.subject{margin:0 0 10px;font-weight:600;overflow-wrap:anywhere}
.text{margin:0;padding:12px 14px;border-radius:4px 14px 14px 14px;background:var(--bubble);white-space:pre-wrap;
overflow-wrap:anywhere}
.text+iframe{margin-top:12px}
iframe{display:block;width:100%;height:420px;border:1px solid var(--line);border-radius:8px;background:#fff;
resize:vertical}
.fault{color:var(--bad);font-weight:600}
@media(max-width:700px){body{padding:16px 12px}.pair{grid-template-columns:1fr}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def preview_page(previews: Iterable[LetterPreview], company: str, language: str) -> str:
    """Return the page of letters with their samples, each by all its channels."""
    letters = list(previews)
    sections = (_section(each, _channels(each)) for each in letters)
    return _page(_("Letters of “{company}”").format(company=company), letters, sections, language)


def changes_page(pairs: Iterable[Pair], company: str, revision: str, language: str) -> str:
    """Return the page of letters that say something else than at a revision: before and after beside each other."""
    changed = [(before, after) for before, after in pairs if before is not None or after is not None]
    letters = [after or before for before, after in changed]
    sections = (_section(after or before, _pair(before, after)) for before, after in changed if after or before)  # type: ignore[arg-type]
    title = _("Letters of “{company}” that differ from {revision}").format(company=company, revision=revision)
    return _page(title, [each for each in letters if each is not None], sections, language)


def _page(title: str, letters: list[LetterPreview], sections: Iterable[str], language: str) -> str:
    links = "".join(f'<a href="#{escape(each.slug)}">{escape(each.title)}</a>' for each in letters)
    nothing = _("No letter has changed.")
    body = "".join(sections) or f"<p>{escape(nothing)}</p>\n"
    head = (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
    )
    page = f"{head}<body>\n<main>\n<h1>{escape(title)}</h1>\n<nav>{links}</nav>\n{body}</main>\n</body>\n</html>\n"
    return without_acting(page)


def _section(letter: LetterPreview, inside: str) -> str:
    slug = escape(letter.slug)
    return (
        f'<section id="{slug}">\n<h2>{escape(letter.title)} <code>{slug}</code></h2>\n'
        f'<p class="purpose">{escape(letter.purpose)}</p>\n{inside}</section>\n'
    )


def _pair(before: LetterPreview | None, after: LetterPreview | None) -> str:
    sides = ((before, after, "before", "was", _("Before")), (after, before, "after", "is", _("After")))
    return '<div class="pair">' + "".join(_side(*side) for side in sides) + "</div>\n"


def _side(letter: LetterPreview | None, other: LetterPreview | None, name: str, mark: str, label: str) -> str:
    nothing = _("There is no such letter.")
    texts = {} if other is None else {each.channel.id: _text(each) for each in other.channels}
    inside = f"<p>{escape(nothing)}</p>" if letter is None else _about_letter(letter, other) + _channels(letter, texts)
    return f'<div class="{mark}"><p class="side {name}">{escape(label)}</p>{inside}</div>'


def _about_letter(letter: LetterPreview, other: LetterPreview | None) -> str:
    """Return the title and the purpose where the other side has others."""
    if other is None or (letter.title, letter.purpose) == (other.title, other.purpose):
        return ""
    words = _marked(f"{letter.title}. {letter.purpose}", f"{other.title}. {other.purpose}")
    return f'<p class="purpose">{words}</p>'


def _marked(text: str, other: str) -> str:
    """Return a text as HTML, its words marked that another one has not."""
    if max(len(text), len(other)) > _COMPARED:
        return escape(text)
    words = _WORDS.findall(text)
    matcher = SequenceMatcher(None, _WORDS.findall(other), words)
    return "".join(
        part if kind == "equal" or not part.strip() else f"<mark>{part}</mark>"
        for kind, _from, _to, begins, ends in matcher.get_opcodes()
        if (part := escape("".join(words[begins:ends])))
    )


def _text(preview: ChannelPreview) -> str:
    return preview.rendered.text.rstrip()


def _channels(letter: LetterPreview, others: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a letter by its channels; `others` are the texts of its other side, by the ids of the channels."""
    if letter.fault or not letter.channels:
        fault = letter.fault or _("the letter goes by none of the company's channels")
        return f'<p class="fault">{escape(fault)}</p>\n'
    return (
        '<div class="channels">'
        + "".join(_article(each, others.get(each.channel.id)) for each in letter.channels)
        + "</div>\n"
    )


def _article(preview: ChannelPreview, other: str | None) -> str:
    rendered = preview.rendered
    subject = f'<p class="subject">{escape(rendered.subject)}</p>' if rendered.subject and _is_mail(preview) else ""
    text = _text(preview)
    words = escape(text) if other is None else _marked(text, other)
    body = f'<p class="text">{words}</p>'
    if _is_mail(preview):
        label = escape(_("The letter as a page"))
        # Nothing can be marked in a frame: a text that has changed stands above it.
        body = (
            body if other not in (None, text) else ""
        ) + f'<iframe sandbox="" title="{label}" srcdoc="{escape(rendered.html or "")}"></iframe>'
    fault = f'<p class="fault">{escape(preview.fault)}</p>' if preview.fault else ""
    about = " · ".join(_about(preview))
    name = escape(preview.channel.name)
    return f'<article>\n<h3>{name}</h3>\n<p class="about">{escape(about)}</p>\n{subject}{body}{fault}\n</article>\n'


def _is_mail(preview: ChannelPreview) -> bool:
    return preview.rendered.program == "email" or preview.channel.format == "html"


def _about(preview: ChannelPreview) -> Iterator[str]:
    """Yield what is said of a letter by a channel: how long it is, what it takes as an SMS, whether a link holds it."""
    rendered = preview.rendered
    text = rendered.text.rstrip("\n")
    yield ngettext("{n} character", "{n} characters", len(text)).format(n=len(text))
    if rendered.program == "sms":
        parts = sms_size(text).parts
        yield ngettext("{n} part", "{n} parts", parts).format(n=parts)
    if share_link(rendered.program, "") is not None:
        fits = share_link(rendered.program, rendered.text, rendered.subject) is not None
        yield _("opens by a link") if fits else _("too long for a link")
