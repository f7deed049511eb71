"""What the sanitizer leaves of a page runs nothing, loads nothing and takes no place of the theme's."""

from html.parser import HTMLParser
from itertools import product

import pytest
from mkdocs.structure.toc import AnchorLink

from salesbook.academy import sanitizer
from salesbook.text import allowlist

ELEMENTS = (
    "script style iframe object embed applet base link meta form svg math template noscript frameset marquee isindex "
    "portal foreignObject textarea select title xmp plaintext noembed listing image keygen bgsound dialog slot picture"
).split()
HANDLERS = "onload onerror onclick onfocus ontoggle onpointerrawupdate onbeforematch onanimationstart".split()
ACTING = (
    "srcdoc srcset imagesrcset background data ping action formaction cite longdesc xlink:href manifest lowsrc dynsrc "
    "classid codebase archive target http-equiv form name autofocus contenteditable popover popovertarget is part slot "
    "nonce data-md-component data-md-toggle data-clipboard-text data-clipboard-target data-preview data-tabs for"
).split()
ADDRESSES = (
    "//e.example/x.png",
    "///e.example/x.png",
    "/\\\\e.example/x.png",
    "\\\\\\\\e.example/x",
    "/\t/e.example/x",
    "\x01//e.example/x",
    "javascript:pwn(1)",
    "JaVa\nScRiPt:pwn(1)",
    "&#106;avascript:pwn(1)",
    "javascript&colon;pwn(1)",
    "data:text/html,x",
    "data:image/svg+xml,x",
    "vbscript:x",
    "blob:x",
    "file:///etc/passwd",
)
BROKEN = (
    "<svg></p><style><a id='</style><img src=1 onerror=pwn(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=pwn(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=pwn(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=pwn(1)>",
    "<svg><![CDATA[><image xlink:href=']]><img src=x onerror=pwn(1)>'>",
    "<!--><img src=x onerror=pwn(1)>-->",
    "<img src='x`'onerror=pwn(1)>",
    "<a href='x' /onclick=pwn(1)>x",
    "<b title='>' onclick=pwn(1)>",
    "<<script>script>pwn(1)<</script>/script>",
    "<select><style></select><script>pwn(1)</script>",
    "<xmp><p title='</xmp><img src onerror=pwn(1)>'>",
    "<textarea><img title='</textarea><img src onerror=pwn(1)>'>",
    "<div hidden><template><script>pwn(1)</script></template></div>",
    '<p>data-search-x="</p><p title="<img src=x onerror=pwn(1)>">',
)


class Tree(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def assert_harmless(payload: str) -> str:
    html = sanitizer.clean(payload)
    for tag, attributes in Tree(html).tags:
        assert tag in allowlist.ELEMENTS
        for name, value in attributes.items():
            assert allowlist.kept(tag, name, value) is not None, (tag, name, value)
            assert not name.startswith("on")
    assert sanitizer.clean(html) == html
    return html


@pytest.mark.parametrize("element", ELEMENTS)
def test_no_element_beyond_the_list_stays(element: str) -> None:
    for payload in (
        f"<{element}>",
        f"<p><{element} src=//e.example href=//e.example>x</{element}>",
        f"<{element}/onload=pwn()>",
    ):
        assert f"<{element.lower()}" not in assert_harmless(payload)


@pytest.mark.parametrize("attribute", [*HANDLERS, *ACTING])
def test_no_attribute_beyond_the_list_stays(attribute: str) -> None:
    for element in allowlist.ELEMENTS:
        assert f" {attribute}=" not in assert_harmless(f"<{element} {attribute}='//e.example/x'>x</{element}>")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_loads_from_another_host_or_runs(address: str) -> None:
    places = ("img src", "video src", "video poster", "audio src", "source src", "a href")
    for element, attribute in map(str.split, places):
        for quote in ("'", '"'):
            assert f"{attribute}=" not in assert_harmless(f"<{element} {attribute}={quote}{address}{quote}>")


@pytest.mark.parametrize("payload", BROKEN)
def test_no_broken_markup_becomes_another_tag(payload: str) -> None:
    assert_harmless(payload)


@pytest.mark.parametrize(
    "name", ["__config", "__search", "__drawer", "__toc", "__palette_0", "__consent", "__md_scope"]
)
def test_no_place_is_called_as_the_themes_scripts_call_theirs(name: str) -> None:
    for element in allowlist.ELEMENTS:
        html = assert_harmless(f"<{element} id={name} name={name} for={name}>x</{element}>")
        assert name not in html


def test_of_classes_those_that_the_theme_acts_on_go() -> None:
    html = sanitizer.clean('<pre class="mermaid note md-search MERMAID md-button">x</pre>')
    assert html == '<pre class="note md-button">x</pre>'


def test_places_are_headings_and_declared_anchors() -> None:
    for element in allowlist.ELEMENTS:
        kept = 'id="x"' in sanitizer.clean(f"<{element} id=x></{element}>")
        assert kept == (element in allowlist.PLACES)


def test_what_pages_have_stays_as_it_is() -> None:
    page = (
        '<h2 id="срок">Срок\u00a0— 1</h2><table><tbody><tr>'
        '<td class="align-right" data-label="a">1</td></tr></tbody></table>'
        '<details class="answer"><summary>a</summary></details><img alt="b" src="../media/a.png" loading="lazy">'
        '<ul class="task-list"><li><label class="task-list-control"><input type="checkbox" disabled="" checked="">'
        '<span class="task-list-indicator"></span></label></li></ul>'
        '<sup id="fnref:1-1"><a class="footnote-ref" href="#fn:1-1">1</a></sup>'
        '<li id="fn:1-1">n</li><div class="share-12">x</div><a href="https://example.com">x</a>'
        '<a href="tel:+7">y</a>'
        '<review-date datetime="2027-05-18" data-late="a">b</review-date>'
        '<open-search><button class="home-search" type="button">'
        "c</button></open-search>"
    )
    assert sanitizer.clean(page) == page


def test_titles_and_front_matter_are_words() -> None:
    entry = AnchorLink("a <img src=x onerror=pwn(1)> b", '__config"', 1)
    sanitizer.clean_contents([entry])
    assert (entry.title, entry.id) == ("a  b", "")
    meta = {
        "title": '"><script>',
        "search": 5,
        "template": "redirect.html",
        "location": "javascript:x",
        "hide": ["<b>"],
    }
    assert sanitizer.front_matter(meta) == {"title": "&quot;&gt;&lt;script&gt;", "hide": ["&lt;b&gt;"]}


def test_marks_of_the_search_go_and_nothing_else() -> None:
    html = sanitizer.clean('<p data-search-exclude="x" title=" data-search-exclude=&quot;&quot;">a</p>')
    assert sanitizer.without_search_marks(html) == '<p title=" data-search-exclude=&quot;&quot;">a</p>'


def test_tags_in_tags_in_tags_are_refused() -> None:
    with pytest.raises(sanitizer.TooDeepError):
        sanitizer.clean("<div>" * 20_000)
    assert sanitizer.clean("<p>a" * 20_000).count("<p>") == 20_000


@pytest.mark.parametrize(("first", "second"), list(product(BROKEN[:6], BROKEN[6:])))
def test_no_two_pieces_make_a_third(first: str, second: str) -> None:
    assert_harmless(first + second)
