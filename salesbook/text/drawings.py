"""What a drawing (SVG) may hold: elements and attributes by namespace and name, addresses of its own alone.

A drawing that is opened by itself is a page: it may hold shapes, words and links, and nothing that runs, moves or is
brought in. It is parsed as XML, as browsers parse it, so that neither a prefix nor an encoding nor an entity hides
anything. Checks and the press ask the same function.
"""

import re
from xml.parsers import expat

from salesbook.text.safety import Live, leads_out, may_be_followed

MAX_DEPTH, MAX_FAULTS = 200, 100
_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_INERT = frozenset(
    """
    http://creativecommons.org/ns# http://purl.org/dc/elements/1.1/ http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd
    http://web.resource.org/cc/ http://www.bohemiancoding.com/sketch/ns http://www.boxy-svg.com/bx
    http://www.inkscape.org/namespaces/inkscape http://www.serif.com/ http://www.w3.org/1999/02/22-rdf-syntax-ns#
    """.split()
)
"""Namespaces in which drawing programs keep notes of their own; no browser knows them."""

ELEMENTS = frozenset(
    """
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter g image line linearGradient marker mask metadata path pattern polygon polyline radialGradient
    rect stop style svg switch symbol text textPath title tspan use view
    """.split()
)
_WORDS = frozenset(
    "alt aria-describedby aria-hidden aria-label aria-labelledby class content data-name id lang role title".split()
)
_CSS = frozenset(
    """
    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
    flood-color flood-opacity font font-family font-feature-settings font-size font-size-adjust font-stretch font-style
    font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning
    letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode
    opacity overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style text-align
    text-anchor text-decoration text-rendering transform-origin unicode-bidi vector-effect visibility white-space
    word-spacing writing-mode
    """.split()
)
_GEOMETRY = frozenset(
    """
    amplitude azimuth baseFrequency baseProfile bias clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode
    elevation exponent filterUnits fr fx fy gradientTransform gradientUnits height in in2 intercept k1 k2 k3 k4
    kernelMatrix kernelUnitLength lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits
    maskUnits method mode numOctaves offset operator order orient pathLength patternContentUnits patternTransform
    patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX
    refY result rotate rx ry scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset
    stdDeviation stitchTiles surfaceScale systemLanguage tableValues target targetX targetY textLength transform type
    values version viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan
    """.split()
)
_ANY_VALUE = _WORDS | {"systemLanguage", "media"}
_LINKS_OUT = frozenset({"a"})
_PICTURES = frozenset({"image"})
_PICTURE = re.compile(r"data:image/(?:avif|gif|jpe?g|png|webp)[;,][\w+/=;,\s-]*", re.IGNORECASE)
_FUNCTION = re.compile(r"([\w-]*)\(([ \t\r\n\f]*[\"']?[ \t\r\n\f]*)(.?)", re.DOTALL)
_FUNCTIONS = frozenset(
    """
    blur brightness calc circle clamp contrast cubic-bezier drop-shadow ellipse grayscale hsl hsla hue-rotate inset
    invert lab lch matrix matrix3d max min not oklab oklch opacity perspective polygon rgb rgba rotate rotatex rotatey
    rotatez saturate scale scalex scaley sepia skew skewx skewy translate translatex translatey translatez var
    """.split()
)
_AT_RULE = re.compile(r"@(?!media\b|supports\b)", re.IGNORECASE)
_HEAD = re.compile(r"[\"']?\s*+(?:(?:https?:|ftp:)?//|[a-z]*+)", re.IGNORECASE)


def faults(drawing: str | bytes) -> list[Live]:
    """Return what a drawing holds beyond shapes, words and links, in order: where, and the markup up to it.

    `drawing` is the text of a file, or its bytes, which must be UTF-8. What cannot be read as XML at all is one fault.
    """
    data = drawing.encode("utf-8", "replace") if isinstance(drawing, str) else drawing
    return _Reader(data).faults


def is_still(drawing: bytes) -> bool:
    """Tell whether an SVG file holds a picture and nothing that would run or load something; it must be in UTF-8."""
    try:
        drawing.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not faults(drawing)


class _Reader:
    """Parses one drawing and notes what may not stand in it."""

    def __init__(self, data: bytes) -> None:
        self.faults: list[Live] = []
        self._data = data
        self._depth = 0
        self._style: list[str] | None = None
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = lambda *_of_it: self._note("<!DOCTYPE")
        parser.EntityDeclHandler = lambda *_of_it: self._note("<!ENTITY")
        parser.ProcessingInstructionHandler = lambda target, _data: self._note(f"<?{target}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
        except _EnoughError:
            pass
        except expat.ExpatError:
            self._at(parser.ErrorByteIndex, "")

    def _declaration(self, version: str, encoding: str | None, _standalone: int) -> None:
        if version != "1.0" or (encoding or "utf-8").lower() != "utf-8":
            self._note("<?xml")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        namespace, element = _parted(name)
        if self._depth > MAX_DEPTH:
            self._note("")
            raise _EnoughError
        if self._style is not None:  # what stands behind it would belong to the style, too
            self._note("")
        if namespace in _INERT:
            return
        if namespace != _SVG or element not in ELEMENTS:
            self._note("")
            return
        self._style = [] if element == "style" else None
        wrong = next((n for n, value in attributes.items() if not _is_kept(element, n, value)), None)
        if wrong is not None:
            self._note("", _parted(wrong)[1])

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._style is not None and _css_loads("".join(self._style)):
            self._note("")
        self._style = None

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _note(self, begins: str, attribute: str = "") -> None:
        self._at(self._parser.CurrentByteIndex, attribute, begins)
        if len(self.faults) >= MAX_FAULTS:
            raise _EnoughError

    def _at(self, offset: int, attribute: str, begins: str = "") -> None:
        """Note a fault whose markup stands at an offset: its tag up to its name, or to the attribute that is wrong."""
        raw = self._data[offset : offset + 10_000].decode("utf-8", "replace")
        if begins and not raw.startswith(begins):
            raw = begins
        end = re.match(r"<?/?[^\s<>/]*", raw)
        length = end.end() if end else 0
        if attribute and (at := re.search(rf"{re.escape(attribute)}\s*=\s*", raw)) is not None:
            head = _HEAD.match(raw, at.end())
            length = at.end() if head is None or attribute.startswith("on") else head.end()
        start = len(self._data[:offset].decode("utf-8", "replace"))
        self.faults.append(Live(start, raw[: max(length, 1)]))


class _EnoughError(Exception):
    """So much is wrong that the rest is not looked at."""


def _is_kept(element: str, name: str, value: str) -> bool:
    """Tell whether an element may have an attribute with a value."""
    namespace, attribute = _parted(name)
    if attribute == "href" and namespace in ("", _XLINK):
        return _may_refer(element, value)
    if namespace == _XLINK:
        return attribute in ("title", "type", "show", "actuate", "role", "arcrole")
    if namespace == _XML:
        return attribute in ("space", "lang", "id")
    if namespace:
        return namespace in _INERT
    if attribute in _ANY_VALUE:
        return True
    return (attribute in _CSS or attribute in _GEOMETRY) and not _css_loads(value)


def _may_refer(element: str, address: str) -> bool:
    if address.startswith("#") or not address:
        return True
    if element in _PICTURES:
        return _PICTURE.fullmatch(address) is not None
    return element in _LINKS_OUT and (may_be_followed(address) or not leads_out(address))


def _css_loads(style: str) -> bool:
    """Tell whether a style may bring something in: it holds a function, an at-rule or an escape that is not listed."""
    if "\\" in style or ("@" in style and _AT_RULE.search(style)):
        return True
    return "(" in style and any(not _is_local(match) for match in _FUNCTION.finditer(style))


def _is_local(function: re.Match[str]) -> bool:
    name = function[1].lower()
    return function[3] == "#" if name == "url" else not name or name in _FUNCTIONS


def _parted(name: str) -> tuple[str, str]:
    namespace, _space, local = name.rpartition(" ")
    return namespace, local
