"""Counts, formats and file sizes as people read them."""

from __future__ import annotations

_FORMATS = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "rdf": "RDF/XML",
    "jsonld": "JSON-LD",
}
_UNITS = ("kB", "MB", "GB", "TB")
_STEP = 1000
_EXACT = 100


def format_name(extension: str) -> str:
    """Name a format by its extension: RDF formats by their standard, others in capitals.

    >>> format_name("ttl"), format_name("csv")
    ('Turtle', 'CSV')
    """
    return _FORMATS.get(extension, extension.upper())


def size_shown(size: float) -> str:
    """Format bytes in decimal units (IEC 80000-13), to two figures or whole.

    >>> size_shown(999), size_shown(13_396), size_shown(1_000_000_000)
    ('999 B', '13 kB', '1 GB')
    """
    if size < _STEP:
        return f"{size:.0f} B"
    unit = 0
    size /= _STEP
    while round(size) >= _STEP and unit < len(_UNITS) - 1:
        size /= _STEP
        unit += 1
    return f"{size:.2g} {_UNITS[unit]}" if round(size) < _EXACT else f"{size:.0f} {_UNITS[unit]}"


def counted(number: int, words: str) -> str:
    """Format a number with its noun: `words` are singular and plural, `renglón|renglones`.

    >>> counted(1, "renglón|renglones"), counted(1200, "renglón|renglones")
    ('1 renglón', '1,200 renglones')
    """
    return f"{number:,} {words.split('|')[number != 1]}"


def plural(words: str) -> str:
    """Return the plural noun.

    >>> plural("renglón|renglones")
    'renglones'
    """
    return words.split("|")[1]


def capitalized(text: str) -> str:
    """Begin a text with a capital, as a heading.

    >>> capitalized("unidad de medida")
    'Unidad de medida'
    """
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """Begin a text without a capital, as within a sentence; acronyms keep theirs.

    >>> uncapitalized("Quien publica"), uncapitalized("ASM")
    ('quien publica', 'ASM')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
