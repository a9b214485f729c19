"""E-mail addresses in a plain text, also those that a narrow column, a scan or an author has taken apart."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.spanish.plain_text import PlainText

_AT = re.compile(
    r"@{1,3}|%40|&#0?64;|&#x40;|&commat;|\s?[\[({<]\s?(?:at|arroba|@)\s?[\])}>]\s?|[\[({]a[\])}]"
    r"|[_-]{1,2}(?:at|arroba)[_-]{1,2}|\s{1,2}(?:arroba|at)\s{1,2}"
)
_LOCAL = string.ascii_lowercase + string.digits + "._%+'&!#$^{}~-"
"""What stands before the sign (RFC 5322, atext), but for what parts an address from what is around it."""
_SPACES = " \t\n"
_MOST_SPACES = 4
_DOT = r"(?:\.{1,2}|\s?[\[({]\s?(?:dot|punto|\.)\s?[\])}]\s?|\s(?:punto|dot)\s)"
_NAME = r"[a-z0-9_][a-z0-9_-]*(?:-[ \t]?\n[ \t]{0,8}[a-z0-9-]{1,40}(?=\.))?"
_DOMAIN = re.compile(rf"[ \t]{{0,2}}\n?[ \t]{{0,8}}\[?(?P<name>{_NAME}(?:{_DOT}{_NAME})*)\]?")
_COMPLETE = re.compile(r"\.(?:mx|net|gov|info|es|us)\Z")
_NATIONAL = re.compile(r"\.(?:com|edu|gob|org)\Z")
_REST_OF_NATIONAL = re.compile(r"\s{0,2}\.?\s{0,2}mx(?![a-z0-9])")
_REST = re.compile(
    r"\s{0,2}[.,]\s{0,2}(?:[a-z0-9-]{1,40}\.){0,3}(?:mx|com|org|net|edu|gob)(?![a-z0-9])"
    r"|\s{1,2}(?:[a-z0-9-]{1,40}\.){0,3}(?:mx|com|org|net|edu|gob)(?![a-z0-9])"
)
"""What a domain goes on with behind a space that does not belong into it."""
_GLUED = re.compile(r"(?<=\.[a-z][a-z])[A-Z][a-z]+\Z|\.(?:https?|www)\Z")
"""What a lost space has glued to an address."""
_WORDS = r"(?:correos?|e-?mails?|mails?)(?:\s{1,2}(?:electronicos?|institucional(?:es)?|personal(?:es)?))?"
_TOLD = re.compile(rf"{_WORDS}[^\n@]{{0,40}}(?:\n[^\n@]{{0,40}})?\Z")
_TOLD_PIECE = re.compile(rf"{_WORDS}\s?[:=]\s{{0,2}}\Z")
_REACH = 120
_PIECE = re.compile(r"[a-z0-9][._][a-z]")
_ZONE = re.compile(r"\.(?:mx|com|org|net|edu|gob)\Z")
_DOTTED = re.compile(_DOT)
_SIGNS_OF_LOCAL = re.compile(r"[._0-9-]")
_MOST_RESTS = 3
_LETTERS_BEHIND_DOT = re.compile(rf"{_DOT}[a-z]{{2,}}(?![a-z0-9])")
_SPELT = re.compile(r"\b(?:punto|dot)\b")
_SHORTEST_HOST = 4
_INSTITUTION = re.compile(r"\..*\.|\.com\Z")


def email_spans(plain: PlainText) -> Iterator[tuple[int, int]]:
    """Where a plain text has e-mail addresses, in time linear to its length."""
    signs = list(_AT.finditer(plain.text))
    since = 0
    for place, at in enumerate(signs, start=1):
        until = signs[place].start() if place < len(signs) else len(plain.text)
        domain = _DOMAIN.match(plain.text, at.end(), until)
        start, end = _local(plain.text, since, at.start())
        if domain and start < end:
            last = _end(plain, domain)
            # What a lost space has glued to a name tells by its dot that this is one.
            name = plain.text[domain.start("name") : max(last, domain.end())]
            told = _TOLD.search(plain.text, max(0, start - _REACH), start) is not None
            if _is_address(plain.cased[start:end], name, plain.text[end : domain.start("name")], told=told):
                yield _beginning(plain.text, since, start), last
        since = at.end()


def _local(text: str, since: int, at: int) -> tuple[int, int]:
    """Return what is before a sign, if need be behind a few spaces."""
    left = text[since:at]
    stripped = left.rstrip(_SPACES)
    if len(left) - len(stripped) > _MOST_SPACES or left.count("\n", len(stripped)) > 1:
        return at, at
    length = len(stripped) - len(stripped.rstrip(_LOCAL))
    return since + len(stripped) - length, since + len(stripped)


def _end(plain: PlainText, domain: re.Match[str]) -> int:
    """Where an address ends: with the pieces of its domain behind spaces, without words glued to it."""
    start, end = domain.start("name"), domain.end()
    glued = _GLUED.search(plain.cased, start, end)
    if glued:
        return glued.start()
    for _ in range(_MOST_RESTS):
        name = plain.text[max(start, end - _REACH) : end]
        if _COMPLETE.search(name):
            break
        rest = (_REST_OF_NATIONAL if _NATIONAL.search(name) else _REST).match(plain.text, end)
        if rest is None:
            break
        end = rest.end()
    return end


def _is_address(local: str, name: str, sign: str, *, told: bool) -> bool:
    """Return whether this is an address, and not `niñ@s`, `3 @ 2.5` or a name like `Coordinación @prende.mx`.

    `sign` has the spaces about it; `told` says whether a word such as `correo` stands before.
    """
    written = told or _SIGNS_OF_LOCAL.search(local) is not None
    if sign in ("@", "@@", "@["):
        return _DOTTED.search(name) is not None or (written and len(name) >= _SHORTEST_HOST)
    if _LETTERS_BEHIND_DOT.search(name) is None:
        return written and "arroba" in sign and len(name) >= _SHORTEST_HOST
    if sign.strip() == "at":
        return written or _SPELT.search(name) is not None
    if not sign[0].isspace() or sign.strip() != "@":
        return True
    return written or (local.islower() and _INSTITUTION.search(name) is not None)


def _beginning(text: str, since: int, start: int) -> int:
    """Where an address begins: with the piece before a line break or space that does not belong into it."""
    before = text[max(since, start - _REACH) : start]
    left = before.rstrip(_SPACES)
    piece = left[len(left.rstrip(_LOCAL)) :]
    begins = start - len(before) + len(left) - len(piece)
    if (
        left == before
        or len(before) - len(left) > _MOST_SPACES
        or not piece.strip("._-")
        or _ZONE.search(piece)
    ):
        return start
    cut = text[start] in "._-" or piece[-1] in "_-" or ("\n" in before[len(left) :] and _PIECE.search(piece))
    if not cut:
        told = _TOLD if piece[-1] == "." else _TOLD_PIECE
        cut = told.search(text, max(0, begins - _REACH), begins)
    return begins if cut else start
