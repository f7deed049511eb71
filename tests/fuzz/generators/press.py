"""What the academy is printed with: mkdocs.yml, templates of pages, of the theme and of letters, drawings."""

from collections.abc import Sequence
from random import Random
from typing import Any

import yaml

from tests.fuzz.generators.data import bomb, value, yaml_text
from tests.fuzz.generators.words import (
    ADDRESSES,
    ELEMENTS,
    HANDLERS,
    HOST,
    JINJA,
    LOADING,
    PATHS,
    STYLES,
    UNICODE,
    XSS,
    hostile,
    long,
    nested,
    sentence,
    tag,
)

_EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html sane_lists smarty tables toc fenced_code nl2br meta codehilite "
    "wikilinks legacy_attrs extra pymdownx.betterem pymdownx.caret pymdownx.details pymdownx.emoji pymdownx.highlight "
    "pymdownx.inlinehilite pymdownx.keys pymdownx.magiclink pymdownx.mark pymdownx.smartsymbols pymdownx.snippets "
    "pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde pymdownx.arithmatex pymdownx.b64 "
    "pymdownx.blocks.html pymdownx.critic pymdownx.extra pymdownx.pathconverter pymdownx.progressbar pymdownx.saneheaders "
    "markdown.extensions.toc mdx_truly_sane_lists os this antigravity salesbook.academy.guard"
).split()
_OPTIONS = (
    "custom_fences substitutions BACKLINK_TEXT BACKLINK_TITLE SEPARATOR UNIQUE_IDS PLACE_MARKER SUPERSCRIPT_TEXT permalink "
    "permalink_class permalink_title title slugify toc_depth marker anchorlink baselevel separator toc_class base_path "
    "check_paths url_download custom_checkbox clickable_checkbox css_class pygments_lang_class noclasses linenums "
    "linenums_style line_spans anchor_linenums line_anchors auto_title alternate_style combine_header_slug key_map "
    "camel_case smart_dashes smart_quotes strict subscript delete lang_prefix pygments_style use_pygments guess_lang "
    "css_style extend_pygments_lang default_lang stripnl generic emoji_generator emoji_index alt glossary"
).split()
_FEATURES = (
    "navigation.instant",
    "navigation.tabs",
    "search.share",
    "content.code.annotate",
    "announce.dismiss",
    "navigation.path",
)
_KEYS = (
    "site_name site_url site_description site_author copyright docs_dir theme plugins markdown_extensions extra extra_css "
    "extra_javascript use_directory_urls validation hooks nav repo_url repo_name edit_uri INHERIT watch dev_addr strict "
    "remote_branch exclude_docs draft_docs not_in_nav extra_templates site_dir"
).split()


def mkdocs(random: Random, sound: str) -> str:
    """Return a mkdocs.yml: the sound one with hostile settings, or none at all."""
    if random.random() < 0.08:
        return bomb(random)
    if random.random() < 0.08:
        return yaml_text(random)
    settings: dict[str, Any] = yaml.safe_load(sound)
    for _n in range(random.randint(1, 4)):
        _harm(random, settings)
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    if random.random() < 0.1:
        tags = (
            "hooks: [!relative x.py]",
            "x: !!python/name:os.system ''",
            "site_name: !ENV SALESBOOK_FUZZ_SECRET",
            "a: &a [*a]",
        )
        text += random.choice(tags) + "\n"
    return text


def _harm(random: Random, settings: dict[str, Any]) -> None:
    match random.randrange(10):
        case 0 | 1 | 2:
            extensions = settings.setdefault("markdown_extensions", [])
            if not isinstance(extensions, list):
                return
            option = {random.choice(_OPTIONS): _setting(random) for _n in range(random.randint(1, 3))}
            extensions.append(
                random.choice(({random.choice(_EXTENSIONS): option}, random.choice(_EXTENSIONS), value(random)))
            )
        case 3:
            theme = settings.get("theme")
            if isinstance(theme, dict):
                key = random.choice(
                    (
                        "custom_dir",
                        "logo",
                        "favicon",
                        "icon",
                        "features",
                        "palette",
                        "font",
                        "language",
                        "static_templates",
                        "locale",
                        "name",
                        "direction",
                        "analytics",
                        "x",
                    )
                )
                theme[key] = _setting(random)
        case 4:
            settings[random.choice(("extra_css", "extra_javascript", "extra_templates"))] = [
                random.choice(
                    (
                        *PATHS,
                        *ADDRESSES,
                        "assets/salesbook/academy.js",
                        {"path": random.choice(ADDRESSES), "type": '"onload=pwn(1)', "async": True},
                    )
                )
            ]
        case 5:
            settings["docs_dir" if random.random() < 0.5 else "site_dir"] = random.choice(PATHS)
        case 6:
            settings["extra"] = {
                "generator": _setting(random),
                "analytics": {"provider": "custom", "property": HOST},
                "social": [{"icon": random.choice(PATHS), "link": random.choice(ADDRESSES)}],
                "alternate": [{"link": random.choice(ADDRESSES), "name": hostile(random), "lang": "en"}],
                "consent": {"title": hostile(random), "description": random.choice(XSS)},
                "version": {"provider": "mike"},
                "homepage": random.choice(ADDRESSES),
            }
            if random.random() < 0.7:
                settings["extra"] = {"generator": _setting(random)}
        case 7:
            settings["plugins"] = random.choice(
                (["search", "salesbook", {random.choice(("social", "blog", "tags", "privacy", "offline", "macros", "x")): {}}],
                 {"search": {"lang": _setting(random), "separator": "(a+)+$", "pipeline": ["pwn"], "x": 1}}, value(random))
            )  # fmt: skip
        case 8:
            settings["validation"] = {"links": {"anchors": _setting(random)}, "nav": value(random)}
        case _:
            settings[random.choice(_KEYS)] = _setting(random)


def _setting(random: Random) -> Any:
    return random.choice(
        (
            hostile(random),
            random.choice(XSS),
            random.choice(ADDRESSES),
            random.choice(PATHS),
            value(random),
            True,
            10**40,
            [{"name": "mermaid", "class": hostile(random), "format": "os.system"}],
            [{"name": random.choice(("mermaid", "x")), "class": "mermaid"}],
            {"logo": random.choice(PATHS), "repo": hostile(random)},
            {"ndash": random.choice(XSS)},
            list(_FEATURES),
            ["navigation.instant", hostile(random)],
            [
                {
                    "scheme": hostile(random),
                    "primary": hostile(random),
                    "media": hostile(random),
                    "toggle": {"icon": random.choice(PATHS), "name": hostile(random)},
                }
            ],
        )
    )


def template(random: Random, sound: Sequence[str]) -> str:
    """Return a template: a sound one with hostile lines in it, or lines alone."""
    lines = random.choice(sound).split("\n") if sound and random.random() < 0.7 else []
    for _n in range(random.randint(1, 5)):
        line = random.choice(
            (
                random.choice(JINJA),
                random.choice(JINJA),
                random.choice(XSS),
                tag(random),
                "{{ "
                + "|".join((random.choice(("page", "item", "x", "config", "1", "[]")), *random.choices(_FILTERS, k=3)))
                + " }}",
                "{% block "
                + random.choice(("content", "htmltitle", "announce", "styles", "scripts", "extrahead", "x"))
                + " %}"
                + random.choice(JINJA)
                + random.choice(("{% endblock %}", "")),
                "{% if " + nested(random, "(", ")", "x", 400) + " %}x{% endif %}",
                nested(random, "{% for a in [1, 2] %}", "{% endfor %}", "{{ a }}", 60),
                nested(random, "{% if 1 %}", "{% endif %}", "x", 300),
                "{{ " + nested(random, random.choice(("[", "-", "not ", "(", "{1:")), "]", "1", 2_000) + " }}",
                "{{ '" + long(random, "x", 200_000) + "' }}",
                random.choice(UNICODE),
            )
        )
        lines.insert(random.randint(0, len(lines)), line)
    return "\n".join(lines) + "\n"


_FILTERS = (
    "attr('__class__') d('x') tojson url script_tag plain prose inline bullets words attribute join('x') sort map('upper') "
    "list first last length string safe escape xmlattr replace('a','b') round int float abs batch(2) slice(2) groupby(1) "
    "unique reverse title trim upper format(1) center(9) indent(9) wordcount urlize pprint random sum min max dictsort items"
).split()


def drawing(random: Random) -> bytes:
    """Return an SVG file: shapes, and what a browser would run or load, under any name, entity or encoding."""
    if random.random() < 0.4:
        return _nearly_still(random).encode("utf-8", "replace")
    prefix = random.choice(("", "", "", "x:", "svg:", "a-b:"))
    space = (
        "http://www.w3.org/2000/svg"
        if random.random() < 0.95
        else random.choice(("http://www.w3.org/1999/xhtml", "x", ""))
    )
    names = f'xmlns{":" + prefix[:-1] if prefix else ""}="{space}" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml"'
    if prefix and random.random() < 0.5:
        names += ' xmlns="http://www.w3.org/2000/svg"'
    head = random.choice(
        (
            "",
            "",
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            '<?xml version="1.1" encoding="utf-16"?>\n',
            '<?xml version="1.0" encoding="UTF-7"?>+ADw-script+AD4-pwn(1)+ADw-/script+AD4-',
            '<?xml-stylesheet type="text/xsl" href="https://evil.example/x.xsl"?>',
            '<?xml-stylesheet type="text/css" href="https://evil.example/x.css"?>',
            "<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'><!ENTITY f '<script>pwn(1)</script>'>]>",
            "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'pwn(1)'>]>",
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'https://evil.example/svg.dtd'>",
            "<!DOCTYPE svg [" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9)) + "]>",
            "\ufeff",
            "<!-- x -->\n",
        )
    )
    inner = "".join(_shape(random, prefix) for _n in range(random.randint(1, 6)))
    attributes = _svg_attributes(random) if random.random() < 0.4 else ""
    text = f"{head}<{prefix}svg {names} width='10' height='10'{attributes}>{inner}{random.choice(('&e;&f;&a8;', '', ''))}</{prefix}svg>"
    if random.random() < 0.1:
        text = text.replace("script", random.choice(("scri&#112;t", "SCRIPT", "script\u0301", "ѕcript")))
    encoding = random.choice(("utf-8",) * 8 + ("utf-16", "utf-16-le", "utf-32", "utf-7", "latin-1", "cp037"))
    return text.encode(encoding, "replace")


def _nearly_still(random: Random) -> str:
    """Return a drawing as editors save them, in which at most one thing is wrong."""
    shapes = [
        "<rect x='1' y='1' width='8' height='8' fill='red'/>",
        "<path d='M0 0L9 9' stroke='#123456' style='stroke-width:2'/>",
        "<g id='a' transform='rotate(9)'><circle r='3'/></g>",
        "<text x='1' y='9' font-size='4'>Слово &amp; дело</text>",
        "<use href='#a'/>",
        "<title>План</title>",
        "<!-- план -->",
        "<defs><linearGradient id='b'><stop offset='0' stop-color='red'/></linearGradient></defs>",
        "<rect fill='url(#b)' clip-path='url(#a)'/>",
    ]
    chosen = random.sample(shapes, random.randint(1, 6))
    if random.random() < 0.5:
        chosen.insert(
            random.randint(0, len(chosen)),
            _shape(random, "") if random.random() < 0.5 else f"<rect{_svg_attributes(random)}/>",
        )
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>{''.join(chosen)}</svg>"


def _svg_attributes(random: Random) -> str:
    name = random.choice(
        (*HANDLERS, *LOADING, "xml:base", "xlink:show", "attributeName", "begin", "values", "xlink:onload", "x:onload")
    )
    value = random.choice(
        (
            *ADDRESSES,
            *STYLES,
            "pwn(1)",
            "#a",
            "url(#a)",
            "url(https://evil.example/g.svg#g)",
            "u\\72l(//evil.example/h)",
        )
    )
    quote = random.choice(('"', "'"))
    value = value.replace("&", random.choice(("&", "&amp;"))).replace("<", "&lt;").replace(quote, "&quot;")
    return f"{random.choice((' ', chr(10), chr(9), '/'))}{name}={quote}{value}{quote}"


def _shape(random: Random, prefix: str) -> str:
    name = random.choice(
        ("rect", "path", "text", "g", "a", "image", "use", "script", "style", "foreignObject", "set", "animate", "iframe",
         "feImage", "handler", "listener", "discard", "switch", "metadata", "title", "h:script", "h:iframe", "h:link",
         "h:img", "xlink:script", "linearGradient", "mask", "filter", "tref", "font-face-uri", "video", "audio", "canvas",
         random.choice(ELEMENTS))
    )  # fmt: skip
    name = name if ":" in name else prefix + name
    inside = random.choice(
        ("", "x", "pwn(1)", f"<![CDATA[{random.choice(XSS)}]]>", "@import '//evil.example/a.css';", random.choice(STYLES),
         "*{fill:url(//evil.example/b)}", f"<!-- {random.choice(XSS)} -->", "<?php echo 1 ?>", "&lt;script&gt;", sentence(random))
    )  # fmt: skip
    if inside and not inside.startswith("<!") and random.random() < 0.8:
        inside = inside.replace("&", "&amp;").replace("<", "&lt;")
    attributes = "".join(_svg_attributes(random) for _n in range(random.choice((0, 1, 2))))
    if random.random() < 0.2:
        inside += _shape(random, prefix)
    if random.random() < 0.02:
        return nested(random, f"<{prefix}g>", f"</{prefix}g>", inside, 5_000)
    return f"<{name}{attributes}>{inside}</{name}>" if random.random() < 0.95 else f"<{name}{attributes}>"
