"""E-mail addresses and accounts of persons in messengers and social networks."""

import re
from collections.abc import Iterator

from salesbook.text.personal_sorts import Match, Sort


def matches(text: str) -> Iterator[Match]:
    """Yield the addresses and accounts of persons that a text without disguises holds."""
    if "@" in text:
        yield from _addresses(text)
        yield from _handles(text)
    yield from _spoken_addresses(text)
    yield from _accounts(text)
    yield from _named_accounts(text)


# --- e-mail

_LABELS = r"(?:[a-zа-яё0-9-]{1,63}\.){1,4}"
_TOP = r"(?:xn--[a-z0-9-]{2,20}|[^\W\d_]{2,20})"
_DOMAIN = re.compile(rf"[ \u00a0]?@[ \u00a0]?({_LABELS}({_TOP}))(?![\w@-])", re.IGNORECASE)
_LOCAL = re.compile(r"[\w.+%-]{1,64}\Z")
_RESERVED = re.compile(
    r"(?:.+\.)?(?:example(?:\.(?:com|org|net|ru|рф))?|test|invalid|localhost|local|internal|domain\.[a-z]{2,4}|"
    r"домен\.рф|"
    r"пример\.рф|yourdomain\.[a-z]{2,4})",
    re.IGNORECASE,
)
_FILES = frozenset(
    "png jpg jpeg svg webp gif avif ico css js mjs ts py md yml yaml json html service timer socket".split()
)
_NOBODY = frozenset("git noreply no-reply donotreply do-not-reply mailer-daemon".split())
_DOG = "(?:собак[аиу]|собачк[аиу])"
_AT = (
    rf"(?:[ \u00a0]{{0,2}}(?:[\[({{<«*][ ]?(?:at|эт|@|a|{_DOG})[ ]?[\])}}>»*]|[_-](?:at|{_DOG})[_-])[ \u00a0]{{0,2}}|"
    rf"[ \u00a0]{{1,2}}(?:{_DOG}|at|эт)[ \u00a0]{{1,2}})"
)
_DOT = r"(?:[ ]{0,2}[\[({<][ ]?(?:dot|точка|\.)[ ]?[\])}>][ ]{0,2}|[ ](?:dot|точка)[ ]|\.)"
_SPOKEN_ADDRESS = re.compile(
    rf"(?<![\w.+%@-])([a-z0-9а-яё](?:[\w+%-]|"
    rf"{_DOT}(?=\w)){{0,40}}?){_AT}((?:[a-zа-яё0-9-]{{1,40}}{_DOT}){{1,3}}({_TOP}))(?![\w@-])",
    re.IGNORECASE,
)
_TOPS = frozenset(
    "ru рф ру ком com net org su info biz me io pro online store site by kz ua uz am ge de fr uk il ae tr cn eu "
    "us co moscow москва dev app".split()
)


def _addresses(text: str) -> Iterator[Match]:
    for match in _DOMAIN.finditer(text):
        start = match.start()
        local = _LOCAL.search(text[max(0, start - 64) : start])
        domain, top = match[1].lower(), match[2].lower()
        spaced = match[0][0] != "@" or match[0].lstrip()[1:2].isspace()
        if local is None or top in _FILES or _RESERVED.fullmatch(domain) or local[0].lower() in _NOBODY:
            continue
        if spaced and (top not in _TOPS or not local[0].isascii()):
            continue
        first = start - len(local[0])
        if text[first - 3 : first].endswith(("://", "//")) or re.match(
            r":[\w~.-]{0,64}/", text[match.end() : match.end() + 66]
        ):
            continue
        lead = local[0].lstrip(".-+%_")
        if lead:
            yield Match(start - len(lead), match.end(), Sort.ADDRESS, f"{lead}@{domain}".casefold())


def _spoken_addresses(text: str) -> Iterator[Match]:
    for match in _SPOKEN_ADDRESS.finditer(text):
        local, domain = (re.sub(rf"{_DOT}", ".", match[n], flags=re.I) for n in (1, 2))
        top = match[3].lower()
        bare = re.search(r"[\[({<«*]|соба[кч]|[_-]at[_-]", match[0], re.IGNORECASE) is None
        if top in _FILES or _RESERVED.fullmatch(domain) or (bare and (top not in _TOPS or not match[1].isascii())):
            continue
        yield Match(match.start(), match.end(), Sort.ADDRESS, f"{local}@{domain}".casefold())


# --- messengers and social networks

_NETWORKS = {
    "telegram": "t.me", "телеграм": "t.me", "телеграмм": "t.me", "никнейм": "t.me", "ник": "t.me", "тг": "t.me",
    "tg": "t.me",
    "вк": "vk.com", "vk": "vk.com",
}  # fmt: skip
_TELEGRAM = re.compile(
    r"(?<![\w.@-])(?:https?://)?(?:www\.)?(?:t\.me|telegram\.(?:me|dog))/(?:(?P<invite>\+[\w-]{10,}|"
    r"joinchat/[\w-]{10,})|@?(?P<name>[a-z]\w{3,31}))(?![\w-])(?P<rest>/?\w{0,8})|"
    r"(?<![\w.@/-])(?:https?://)?(?P<own>[a-z]\w{3,31})\.t\.me(?![\w.-])|"
    r"tg://resolve\?domain=(?P<deep>[a-z]\w{3,31})",
    re.IGNORECASE,
)
_VK = re.compile(
    r"(?<![\w.@-])(?:https?://)?(?:www\.|m\.)?(?:vk\.(?:com|ru)|"
    r"vkontakte\.ru)/(?P<name>[a-z][\w.]{2,31})(?![\w-])(?P<rest>/?\w{0,8})|"
    r"(?<![\w.@-])(?:https?://)?(?:www\.|m\.)?ok\.ru/profile/(?P<ok>\d{5,20})",
    re.IGNORECASE,
)
_TELEGRAM_WORDS = frozenset(
    "share joinchat addstickers addemoji addlist addtheme proxy socks login setlanguage bg iv invoice "
    "confirmphone boost contact durov telegram".split()
)
_VK_WORDS = re.compile(
    r"(?:wall|club|public|event|app|album|photo|video|doc|topic|market|audio|clip|story|poll|page|note|product|"
    r"uslugi|podcast)s?-?\d*(?:_\d+)?|"
    r"feed|im|groups|friends|away\.php|share\.php|dev|support|help|about|terms|privacy|login|join|search|"
    r"settings|apps|games|docs|js|images|widget\w*|"
    r"video_ext\.php|al_\w+\.php|bookmarks|services|business|ads|company|team|stickers|faq\w*|@\w+|blog|press|"
    r"jobs|mail|edu|mobile|clips|stories|market\w*|restore|legal",
    re.IGNORECASE,
)
_PLACEHOLDERS = frozenset(
    "username user nickname nick handle name login example account yourname your_name your_username yournick "
    "someone me test client "
    "manager ник никнейм логин имя name_surname user_name company company_name".split()
)
_COMPANYS = (
    "канал", "групп", "сообществ", "паблик", "чат", "бот ", "бота ", "боту ", "боте ", "бот:", "подпис",
    "подпиш", "мы в",
    "нас в", "за нами", "соцсет", "официальн", "channel", "group", "community", "public", "bot ", "bot:",
    "страница компани", "страница отдела", "аккаунт компани",
)  # fmt: skip
_OUR = re.compile(r"наш\w{0,3} (?:телег|telegr|тг|аккаунт|инст|вк|vk|страниц|соц)")
_REACH = 32
"""So many characters in front of an account tell whose it is."""

_NOT_PERSONS = re.compile(
    r"(?:.*(?:bot|channel|_chat|_news|official|support|_group|club)|news.*|(?:chat|group)_.*)\Z", re.IGNORECASE
)

_HANDLE = re.compile(r"(?<![\w.@/:%&=+$-])@([a-z]\w{3,31})(?![\w@]|[.(/:-]\w|\()", re.IGNORECASE)
_AT_RULES = frozenset(
    "media import charset keyframes font page namespace supports layer container property include mixin extend "
    "function return "
    "param params returns throws deprecated override type typedef see since todo author version example default "
    "private public "
    "protected static internal dataclass property classmethod staticmethod cached_property overload "
    "abstractmethod pytest "
    "fixture app click contextmanager wraps cache lru_cache final runtime_checkable apply tailwind screen use "
    "forward each "
    "else while content viewport document counter custom component injectable input output module nullable "
    "notnull autowired "
    "service entity table column test before after beforeeach aftereach here channel everyone all online admin "
    "admins mention".split()
)
_MESSENGER = re.compile(
    r"(?:телегр|telegr|(?<![а-яёa-z])(?:тг|tg|тлг|вк|vk)(?![а-яёa-z])|пиши|писать|напиш|ник|личк|лс\b|контакт|"
    r"связ|клиент|менеджер|аккаунт|мессендж|instagram|инстаг|логин|спрос|обращ|его|ее|её|"
    r"аноним)\w{0,12}[^\n@]{0,24}\Z",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<![\w/.@-])(telegram|телеграмм?|тг|tg|ник(?:нейм)?|vk|вк)\w?(?: в (?:телеграм\w{0,2}|тг|вк))?[\"'*_]{0,2}"
    r"(?:[ ]?[:—–-][ ]?|[ ])[\"'*`]{0,2}([a-z](?=\w{0,31}[\d_])\w{4,31})(?![\w/:@-]|\.\w)",
    re.IGNORECASE,
)


def _handles(text: str) -> Iterator[Match]:
    """Yield names behind an at sign that name a person, not a rule of CSS, a decorator, a channel."""
    code = None
    for match in _HANDLE.finditer(text):
        name = match[1]
        if not name.isascii() or name.lower() in _AT_RULES or _is_nobodys(name):
            continue
        before = text[max(0, match.start() - 48) : match.start()].rpartition("\n")[2]
        if _calls_companys(before):
            continue
        if before == "\t" or (not before.strip() and _CODE_BELOW.match(text, match.end())):
            continue
        if code is None:
            code = [(m.start(), m.end()) for m in _CODE.finditer(text)] if "`" in text else []
        if any(start <= match.start() < end for start, end in code) and not _MESSENGER.search(before):
            continue
        yield Match(match.start(), match.end(), Sort.ACCOUNT, f"t.me/{name.lower()}")


_CODE_BELOW = re.compile(
    r"[ \t]*(?:\n[ \t]*@\w+[^\n]{0,200}){0,5}\n[ \t]*(?:def|class|async|function|export|public|private|const|"
    r"let|var)\b"
)
_CODE = re.compile(r"```.{0,20000}?```|`[^`\n]{1,400}`", re.DOTALL)


def _accounts(text: str) -> Iterator[Match]:
    """Yield addresses of persons at Telegram and VK."""
    for match in _TELEGRAM.finditer(text):
        name = match["name"] or match["own"] or match["deep"]
        if match["invite"]:
            yield Match(match.start(), match.end(), Sort.ACCOUNT, f"t.me/{match['invite'].lower()}")
        elif name and name.lower() not in _TELEGRAM_WORDS and not _is_companys(text, match, name):
            end = match.end("name") if match["name"] else match.end()
            yield Match(match.start(), end, Sort.ACCOUNT, f"t.me/{name.lower()}")
    for match in _VK.finditer(text):
        name = match["name"] or f"profile{match['ok']}"
        if not _VK_WORDS.fullmatch(name.rstrip(".")) and not _is_companys(text, match, name):
            end = match.start("name") + len(name.rstrip(".")) if match["name"] else match.end()
            yield Match(match.start(), end, Sort.ACCOUNT, f"vk.com/{name.rstrip('.').lower()}")


def _is_companys(text: str, match: re.Match[str], name: str) -> bool:
    if _is_nobodys(name) or (match["rest"] or "").strip("/").isdigit():
        return True
    return _calls_companys(text[max(0, match.start() - 48) : match.start()].rpartition("\n")[2])


def _calls_companys(before: str) -> bool:
    """Tell whether the words in front of an account call it the company's: a channel, a group, a bot."""
    near = before.rpartition("@")[2][-_REACH:].lower()
    return any(word in near for word in _COMPANYS) or ("наш" in near and _OUR.search(near) is not None)


def _named_accounts(text: str) -> Iterator[Match]:
    """Yield names with a digit or a line in them that stand behind the name of a network."""
    for match in _NAMED.finditer(text):
        if match[2].isascii() and not _is_nobodys(match[2]):
            yield Match(match.start(2), match.end(2), Sort.ACCOUNT, f"{_NETWORKS[match[1].lower()]}/{match[2].lower()}")


def _is_nobodys(name: str) -> bool:
    return name.lower() in _PLACEHOLDERS or _NOT_PERSONS.match(name) is not None
