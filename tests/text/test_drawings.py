"""A drawing holds shapes, words and links; whatever runs, moves or is brought in is found, however it is written."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.text.drawings import ELEMENTS, MAX_DEPTH, MAX_FAULTS, faults, is_still

ROOT = Path(__file__).parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "part",
    [
        "<x:script>alert(1)</x:script>",
        "<ы:script>alert(1)</ы:script>",
        "<、:rect onload='alert(1)'/>",
        "<rect width='1'\nonload='alert(1)'/>",
        "<foreignObject/>",
        "<image href='https://example.com/a.png'/>",
        "<image href='data:image/svg+xml,x'/>",
        "<use xlink:href='//example.com/a.svg#b'/>",
        "<a href='&#x6a;avascript:alert(1)'><rect/></a>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='href' values='#a;javascript:alert(1)'/>",
        "<rect fill='url(https://example.com/a.svg#b)'/>",
        "<style><![CDATA[ @import 'a.css'; ]]></style>",
        "<?xml-stylesheet href='a.css'?>",
    ],
)
def test_a_drawing_that_would_run_or_load(part: str) -> None:
    assert not is_still(SVG.format(part).encode())


@pytest.mark.parametrize(
    "drawing",
    [
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]><svg/>",
        "<?xml version='1.0' encoding='utf-7'?><svg/>",
        "<svg/>\0",
    ],
)
def test_a_drawing_in_which_anything_could_be_hidden(drawing: str) -> None:
    assert not is_still(drawing.encode())


def test_a_drawing_must_be_in_utf8() -> None:
    """In another encoding a script has other bytes, and browsers guess it."""
    drawing = SVG.format("<script>alert(1)</script>")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        assert not is_still(drawing.encode(encoding))
    assert not is_still(b"<svg>\xff</svg>")


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.format("<rect width='1'/>"),
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n' + SVG.format(""),
        SVG.format("<image href='data:image/png;base64,iVBORw0KGgo='/><use href='#a'/><path d='M0,0z'/>"),
        SVG.format("<a href='https://example.com'><text class='one'>script on = off, javascript: нет</text></a>"),
        SVG.format("<rect fill='url(#a)' style='stroke: url(#b)'/><!-- рамка -->"),
    ],
)
def test_a_still_drawing(drawing: str) -> None:
    assert faults(drawing) == []
    assert is_still(drawing.encode())


NAMESPACES = {
    "svg": "http://www.w3.org/2000/svg",
    "html": "http://www.w3.org/1999/xhtml",
    "math": "http://www.w3.org/1998/Math/MathML",
    "events": "http://www.w3.org/2001/xml-events",
    "xsl": "http://www.w3.org/1999/XSL/Transform",
    "other": "urn:anything",
    "none": "",
}
RUNNING = (
    "script handler listener foreignObject animate animateMotion animateTransform animateColor set discard mpath "
    "iframe embed object video audio canvas body img input link meta base form applet frame portal fencedframe"
).split()


@pytest.mark.parametrize("namespace", NAMESPACES)
@pytest.mark.parametrize("element", RUNNING)
def test_no_element_that_runs_or_moves_stands_in_a_drawing(element: str, namespace: str) -> None:
    for prefix in ("", "x:", "ы:"):
        declared = "xmlns" + (f":{prefix[:-1]}" if prefix else "")
        if namespace == "none" and prefix:
            continue  # XML has no such thing
        tag = f"<{prefix}{element} {declared}='{NAMESPACES[namespace]}'/>"
        assert [fault.text for fault in faults(SVG.format(f"<g>{tag}</g>"))] == [f"<{prefix}{element}"]


HANDLERS = "onload onclick onbegin onend onrepeat onfocusin onactivate onmouseover onerror onwheel onunload".split()
OUTSIDE = (
    "//e.example/a",
    "///e.example/a",
    "/\\e.example/a",
    "https://e.example/a.svg#b",
    "a.svg#b",
    "a.png",
    "&#x68;ttps://e.example",
    "java&#10;script:x()",
    "\tjavascript:x()",
    "data:text/html,x",
    "data:image/svg+xml,x",
    "data:image/png",
    " #a",
)


@pytest.mark.parametrize("element", sorted(ELEMENTS))
def test_no_element_has_a_handler_or_brings_something_in(element: str) -> None:
    for handler in HANDLERS:
        assert faults(SVG.format(f"<{element} {handler}='x()'/>")), handler
    for name in ("href", "xlink:href"):
        for address in OUTSIDE:
            if element == "a" and ("script" not in address and "data" not in address):
                continue  # somebody follows it
            assert faults(SVG.format(f"<{element} {name}='{address}'/>")), (name, address)
        assert not faults(SVG.format(f"<{element} {name}='#a'/>"))


STYLES = (
    "fill:url(//e.example/a)",
    "fill:url( 'https://e.example/a' )",
    "fill:u\\72l(//e.example)",
    "fill:URL(a.svg#b)",
    "fill:url(/**/#a)",
    "background:image-set('a.png' 1x)",
    "background:-webkit-image-set(url(#a) 1x)",
    "background:cross-fade(url(#a),'b')",
    "background:image('a')",
    "src:src('a')",
    "content:attr(href)",
    "width:expression(alert(1))",
    "behavior:url(a.htc)",
    "-moz-binding:url(a.xml#b)",
    "list-style:paint(x)",
)


@pytest.mark.parametrize("style", STYLES)
def test_no_style_brings_something_in(style: str) -> None:
    value = style.partition(":")[2].replace("'", "&apos;")
    for name in ("fill", "style", "filter", "mask", "cursor", "clip-path", "marker-end", "stroke", "font"):
        assert faults(SVG.format(f"<g {name}='{value}'/>"))
    for sheet in (f"g{{{style}}}", f"<![CDATA[g{{{style}}}]]>", f"<!-- -->@media print{{g{{{style}}}}}"):
        assert faults(SVG.format(f"<style>{sheet}</style>"))


@pytest.mark.parametrize(
    "sheet",
    [
        "@import 'a.css';",
        "@IMPORT url(#a);",
        "@import/**/'a';",
        "@font-face{font-family:a;src:local(b)}",
        "@namespace x '//e.example';",
        "@charset 'utf-7';",
        "&#64;import 'a';",
        "@im<g/>port 'a'",
        "<g/>@import 'a';",
        "@<![CDATA[import 'a']]>",
    ],
)
def test_no_style_sheet_names_another(sheet: str) -> None:
    assert faults(SVG.format(f"<style>{sheet}</style>"))


def test_what_drawing_programs_note_for_themselves_stays() -> None:
    notes = (
        "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about=''/></metadata>"
        "<i:grid xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:units='mm'/>"
    )
    assert not faults(SVG.format(notes))
    assert faults(SVG.format(notes.replace("RDF ", "RDF><x:script/></r:RDF><r:RDF ").replace("r:RDF>", "r:RDF>")))


def test_it_is_told_where() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">\n<text>слово</text> <g id="a" onload="x()"/></svg>'
    assert faults(drawing) == [(drawing.index("<g"), '<g id="a" onload=')]
    assert [fault.text for fault in faults("<!DOCTYPE svg><svg/>")] == ["<!DOCTYPE", "<svg"]
    open_group = "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"
    (fault,) = faults(open_group)
    assert open_group.index("</svg>") <= fault.start <= open_group.index("</svg>") + 2  # expat's versions differ


def test_the_drawings_of_the_other_book_are_still() -> None:
    drawings = list((ROOT / "tests" / "other_book").rglob("*.svg"))
    assert drawings
    assert [path for path in drawings if not is_still(path.read_bytes())] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", ["<g>", "<x/>", "<rect/>", "<style>url(", "<g a='1' ", "<g style='" + "a(" * 50, "&a;", "<!--"]
)
def test_a_megabyte_is_read_in_time(part: str) -> None:
    start = time.process_time()
    assert len(faults(SVG.format(part * (300_000 // len(part))))) <= MAX_FAULTS
    assert time.process_time() - start < 1
    assert faults(SVG.format("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH))


PARTS = [
    "<g",
    "<",
    ">",
    "/>",
    "'",
    '"',
    " ",
    "=",
    "a",
    "url(",
    "#",
    "&amp;",
    "&#64;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x ?>",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_anything_is_answered_with_places_in_the_text(text: str) -> None:
    for fault in faults(text):
        assert text[fault.start : fault.start + len(fault.text)] == fault.text
