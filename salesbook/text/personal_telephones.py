"""Telephones as people write them, of any country, in a text."""

import re
from collections.abc import Iterator

from salesbook.text import captions
from salesbook.text.personal_sorts import Match, Sort
from salesbook.text.runs import DASHES, GAP, SPACES, UNIT

# Each is looked for at every place: of digits that stand in a row some may be a telephone.
_PLUS = re.compile(rf"(?=(?<![\d+])(\+{GAP}[1-9](?:{GAP}\d){{6,14}})(?!\d))")
_ABROAD = re.compile(rf"(?=(?<![\d,.])((?:00|8{GAP}10){GAP}[1-9](?:{GAP}\d){{8,13}})(?!\d))")
_ELEVEN = re.compile(rf"(?=(?<!\d)([78](?:{GAP}\d){{10}})(?!\d))")
_TEN = re.compile(
    rf"(?=(?<![\d(])(\(?9\d\d(?:{GAP}\d){{7}}|"
    rf"[348]\d\d[{SPACES}{DASHES}]\d{{3}}[{SPACES}{DASHES}]\d\d[{SPACES}{DASHES}]\d\d)(?!\d))"
)
_BRACKETS = re.compile(rf"(?=(\(\d{{3,5}}\)(?:{GAP}\d){{5,7}})(?!\d))")
_CALLED = re.compile(rf"(?=(?<!\d)((?:[03489]\d\d|37[1-57]|99[2-68])(?:{GAP}\d){{7,9}})(?!\d))")
_TOWN = re.compile(rf"(?=(?<![\d{DASHES}.,/])(\d{{1,3}}[{DASHES}]\d\d[{DASHES}]\d\d)(?![\d{DASHES}]))")

_EXIT = re.compile(rf"(?:00|8{GAP}10){GAP}")
_TRUNK = "(0)"
_BELARUS = ("029", "033", "044", "025", "017")
_FREE = ("800", "804")

_GROUP = re.compile(r"\d+")
_CALENDAR = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_INTERNET = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_JOINED = re.compile(rf"[{DASHES}()\[\]]")
_OUTLINE = re.compile(r"(?<![^\W\d_])[MLHVCSQTA][ ,]?\Z")
_MINUTES = re.compile(r"[ \u00a0]?(?:мин|сек|час|дн|раз|руб|%|шт)")
_GOES_ON = re.compile(r"[a-zA-Z_]|[.,:-]\d")
_PART_OF_MORE = re.compile(r"\d[.:,]\Z")
_TAIL_OF_MORE = re.compile(r"(?<!\d)\d{1,6}[ \u00a0]\Z")
_NEIGHBOUR_BEFORE, _NEIGHBOUR_AFTER = re.compile(r"\d[ \u00a0]\Z"), re.compile(r"[ \u00a0]\d")

_ASKED_AT_MOST, _READ_AT_MOST = 1_000, 5_000
"""Of so many numbers in a text the library is asked what they are; so many places of a text are looked at closely."""


class Telephones:
    """Finds the telephones of one text without disguises."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._questions = _ASKED_AT_MOST
        self._reads = _READ_AT_MOST

    def between(self, start: int, end: int) -> Iterator[Match]:
        """Yield the telephones among the digits that stand between two places of the text."""
        first, last = max(0, start - 16), min(len(self._text), end + 2)
        for pattern, read in (
            (_PLUS, self._with_plus),
            (_ABROAD, self._from_abroad),
            (_ELEVEN, self._of_eleven),
            (_TEN, self._of_ten),
            (_BRACKETS, self._in_brackets),
            (_CALLED, self._as_called),
            (_TOWN, self._of_the_town),
        ):
            done = first
            for match in pattern.finditer(self._text, first, last):
                if match.start(1) < done:
                    continue
                if self._reads == 0:
                    return
                self._reads -= 1
                telephone = read(match.start(1), match.end(1))
                if telephone is not None:
                    done = telephone.end
                    yield telephone

    # --- with the code of a country

    def _with_plus(self, start: int, end: int) -> Match | None:
        digits = _digits(self._text[start:end])
        if digits[0] != "7":
            return self._foreign(start, end, start, digits)
        end = _end_of(self._text, start, end, 11)
        return _telephone(start, end, digits[:11]) if end else None

    def _foreign(self, start: int, end: int, first: int, digits: str) -> Match | None:
        """Return the longest number of another country, whose digits begin at `first`, that ends where digits end."""
        number = self._text[first:end]
        if UNIT.match(self._text, end) or _are_thousands(_groups(number)):
            return None
        if _TRUNK in number:
            # +44 (0) 20: who calls from abroad leaves the nought out.
            digits = _digits(number.replace(_TRUNK, "", 1))
            return _telephone(start, end, digits) if self._is_valid(digits) else None
        ends = [first + group.end() for group in _GROUP.finditer(number)]
        for shorter in reversed(ends):
            digits_so_far = _digits(self._text[first:shorter])
            if len(digits_so_far) >= 8 and self._is_valid(digits_so_far):
                return _telephone(start, shorter, digits_so_far)
        grouped = len(ends) >= 3 or captions.is_telephone(self._text, start)
        return _telephone(start, end, digits) if grouped and len(digits) >= 10 and _is_possible(digits) else None

    def _from_abroad(self, start: int, end: int) -> Match | None:
        prefix = _EXIT.match(self._text, start)
        assert prefix is not None, "the pattern begins with it"
        first = prefix.end()
        grouped = len(_groups(self._text[first:end])) > 2
        if _NEIGHBOUR_BEFORE.search(self._text[max(0, start - 2) : start]):
            return None
        if not grouped and not captions.is_telephone(self._text, start):
            return None
        telephone = self._foreign(start, end, first, _digits(self._text[first:end]))
        return telephone if telephone is not None and self._is_valid(telephone.key) else None

    # --- of Russia and its neighbours, without a plus

    def _of_eleven(self, start: int, end: int) -> Match | None:
        number = self._text[start:end]
        digits, groups = _digits(number), _groups(number)
        if digits[1] in "1256" or not self._may_stand(number, start, end, groups):
            return None
        national = [groups[0][1:], *groups[1:]] if len(groups[0]) > 1 else groups[1:]
        grouped = _are_grouped(national)
        if len(groups) > 1 and not grouped and not _are_oddly_grouped(number, groups):
            return self._as_called(start, end)
        called = captions.is_telephone(self._text, start)
        if digits[1] == "0":
            of_belarus = digits[:1] == "8" and digits[1:4] in _BELARUS and (called or grouped)
            return _telephone(start, end, f"375{digits[2:]}") if of_belarus else None
        if digits[1] == "7" and not (called or grouped):
            return None
        certain = called or (grouped and [*map(len, national)] in ([3, 3, 2, 2], [3, 3, 4]))
        if not certain and not self._is_free(start, end, groups):
            return None
        if called or digits[1] == "9" or "(" in number or self._is_valid(f"7{digits[1:]}"):
            return _telephone(start, end, f"7{digits[1:]}")
        return None

    def _of_ten(self, start: int, end: int) -> Match | None:
        number = self._text[start:end]
        groups = _groups(number)
        if (len(groups) > 1 and not _are_grouped(groups)) or not self._may_stand(number, start, end, groups):
            return self._as_called(start, end)
        if not captions.is_telephone(self._text, start):
            if not self._is_free(start, end, groups):
                return None
            if number[0] in "348" and not self._is_valid(f"7{_digits(number)}"):
                return None
        return _telephone(start, end, f"7{_digits(number)}")

    def _in_brackets(self, start: int, end: int) -> Match | None:
        number = self._text[start:end]
        digits, groups = _digits(number), _groups(number)
        if len(digits) != 10 or digits[0] in "01" or self._text[start - 1 : start].isalnum():
            return None
        if UNIT.match(self._text, end) or (digits[0] in "2567" and len(groups) < 3):
            return None
        return _telephone(start, end, f"7{digits}")

    def _as_called(self, start: int, end: int) -> Match | None:
        """Return a number that only the word in front of it makes a telephone."""
        number = self._text[start:end]
        if not captions.is_telephone(self._text, start) or not self._may_stand(number, start, end, _groups(number)):
            return None
        digits = _digits(number)
        if len(digits) == 11 and digits[0] in "78":
            return _telephone(start, end, f"7{digits[1:]}")
        end = _end_of(self._text, start, end, 10) or end
        digits = _digits(self._text[start:end])
        if len(digits) == 10:
            return _telephone(start, end, f"7{digits}")
        return _telephone(start, end, digits) if self._is_valid(digits) else None

    def _of_the_town(self, start: int, end: int) -> Match | None:
        digits = _digits(self._text[start:end])
        if not captions.is_telephone(self._text, start) or (len(digits) < 7 and _MINUTES.match(self._text, end)):
            return None
        return None if len(set(digits)) == 1 else Match(start, end, Sort.TELEPHONE, digits)

    # --- what stands around a number

    def _may_stand(self, number: str, start: int, end: int, groups: list[str]) -> bool:
        """Tell whether digits are by themselves, and neither days nor an address of the internet."""
        if _GOES_ON.match(self._text, end) or _PART_OF_MORE.search(self._text[max(0, start - 2) : start]):
            return False
        if len(groups) == 1:
            return True
        return number.count("\n") < 2 and _CALENDAR.search(number) is None and not _is_internet_address(number)

    def _is_free(self, start: int, end: int, groups: list[str]) -> bool:
        """Tell whether nothing around a number says that it is something else than a telephone."""
        text = self._text
        before = text[start - 1 : start]
        if before.isalnum() or (before and before in "_#№+="):
            return False
        if before and before in "/-" and not (len(groups) > 1 and text[start - 2 : start - 1].isdigit()):
            return False
        if UNIT.match(text, end) or captions.is_other(text, start) or _OUTLINE.search(text[max(0, start - 3) : start]):
            return False
        if len(groups) == 1 and _TAIL_OF_MORE.search(text[max(0, start - 8) : start]):
            return False
        if len(groups) == 1 or _JOINED.search(text, start, end):
            return True
        return not (_NEIGHBOUR_BEFORE.search(text[max(0, start - 2) : start]) or _NEIGHBOUR_AFTER.match(text, end))

    def _is_valid(self, digits: str) -> bool:
        """Tell whether a number with the code of its country is given to anybody there."""
        if self._questions == 0:
            return True
        self._questions -= 1
        import phonenumbers  # noqa: PLC0415 - where it is used

        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
        except phonenumbers.NumberParseException:
            return False


def _telephone(start: int, end: int, digits: str) -> Match | None:
    """Return a telephone by its digits with the country's code, unless it is an example or free of charge."""
    example = digits.endswith("0000000") or digits[-10:-7] == "000" or digits[-7:-2] == "55501"
    if example or len(set(digits[-10:])) == 1 or (digits[0] == "7" and len(digits) == 11 and digits[1:4] in _FREE):
        return None
    if digits[0] != "7" and _is_toll_free(digits):
        return None
    return Match(start, end, Sort.TELEPHONE, digits)


def _are_grouped(national: list[str]) -> bool:
    """Tell whether the digits of a number stand in groups as those of a telephone: 912 345-67-89, 48622 2-34-56."""
    if len(national) < 2 or len(national[0]) not in (3, 4, 5) or (len(national[0]) > 3 and national[0][0] == "9"):
        return False
    return len(national) > 2 or len(national[1]) in (5, 6, 7)


def _are_oddly_grouped(number: str, groups: list[str]) -> bool:
    """Tell whether the digits of a mobile number stand in a few groups that nothing else has."""
    mobile = _digits(number)[1] == "9"
    return mobile and len(groups) <= 5 and "." not in number and not _are_thousands(groups)


def _are_thousands(groups: list[str]) -> bool:
    """Tell whether digits stand in threes, as in a sum: 15 000 000, 89 123 456 789."""
    return len(groups) > 2 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _is_internet_address(number: str) -> bool:
    return _INTERNET.fullmatch(number) is not None and all(int(part) < 256 for part in number.split("."))


def _is_possible(digits: str) -> bool:
    import phonenumbers  # noqa: PLC0415 - where it is used

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def _is_toll_free(digits: str) -> bool:
    # The countries whose free numbers begin so; others have theirs, and those are found.
    return digits.startswith(("1800", "1888", "1877", "1866", "44800", "44808", "49800", "33800", "39800", "375801"))


def _end_of(text: str, start: int, end: int, wanted: int) -> int:
    """Return where so many digits end; 0 when there are fewer, or when that is in the middle of more of them."""
    count = 0
    for place in range(start, end):
        if text[place].isdigit():
            count += 1
            if count == wanted:
                return 0 if text[place + 1 : place + 2].isdigit() else place + 1
    return 0


def _groups(number: str) -> list[str]:
    return _GROUP.findall(number)


def _digits(value: str) -> str:
    return "".join(_GROUP.findall(value))
