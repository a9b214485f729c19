"""What stands beside a telephone number in a plain text: words that call it one, or say that it is none."""

from __future__ import annotations

import re

from asm_graph.spanish.plain_text import TELEPHONE_SIGN


def broken(word: str) -> str:
    """Build a pattern for a word that a narrow column or the end of a line may have broken anywhere."""
    return r"-?\s{0,3}".join(word)


_MONTH = r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[a-z]{0,7}(?![a-z])"
_EXTENSION = rf"(?:exts?|extns?|{broken('extension')}(?:es)?)(?![a-z])"
_NAMES = (
    rf"tels?|telefs?|telf|tlfs?|tfnos?|{broken('telefon')}(?:os?|ic[oa]s?)|telephones?|phones?|telefax"
    rf"|fax(?:es)?|cels?|{broken('celular')}(?:es)?|conm|{broken('conmutador')}(?:es)?|ladas?"
    r"|whats?[ -]?app|whats|wsp"
)
_CALLS = (
    r"moviles|movil|direct[oa]s?|llam(?:ar|e|en|ando|enos|arnos)|marc(?:ar|ando|que|e)"
    r"|comuni[cq][a-z]{1,6}|informes|contactos?|(?:al|los|sus?|mi)\snumeros?|(?:numero|linea)s?\s(?:direct|local|gratuit)[a-z]{0,3}"
    r"|(?:al|en\sel)(?=\s\d{4}\s\d{4}(?!\d)|\s\d{8})|[tcmf](?=\s?[.:])"
)
LABEL = re.compile(
    rf"(?:(?<![a-z])|(?=telefon|celular|conmutador|whatsapp|{TELEPHONE_SIGN}))(?:(?P<extension>{_EXTENSION})|(?P<name>wa\.me/|phone=|(?:{_NAMES})(?![a-z])|{TELEPHONE_SIGN})"
    rf"|(?P<call>(?:{_CALLS})(?![a-z])))"
)
"""A word that calls what follows a telephone: an extension, a name of telephones, or a call to dial it."""

DIRECTLY = re.compile(
    r"[ \t\n.:;,#()/=>'\"*o-]{0,12}(?:(?:numeros?|nums?|nos?|n)[ .:o]{1,3}|telefonic[oa]s?[ .:]{1,3})?"
    r"(?:[(]?[1-9][).:]{1,2}\s{0,2})?[\s(+]{0,4}(?=\d)"
)
"""What stands between a name and the digits that are its number whatever they look like."""

SOON = re.compile(r"[^\d\[\x02$\n]{0,80}(?:\n[^\d\[\x02$\n]{0,40})?(?=\d)")
"""Words between a name and digits that are its number if they look like one."""

AT_ONCE = re.compile(
    r"[^a-z\d\[\x02$]{0,6}(?:(?:al?|los|las|el|la|numeros?|nums?|nos?|es|son|direct[oa]|gratuit[oa]|linea|de"
    r"|siguientes?|nuestro|telefonic[oa]s?|contacto|atencion)[^a-z\d\[\x02$]{1,4}){0,5}(?=\d)"
)
"""Words between a call to dial and digits."""

LIST = re.compile(
    r"[ \t]{0,2}[)\]]?(?:\s{0,2}[,;/&|-]\s{0,2}|,?\s{1,2}(?:y/o|y|e|o|u|a|and)\s{1,2}"
    r"|\s{1,2}(?:o\s|y\s)?(?:al|a\sla|a\slas|hasta|to)\s{1,2})(?:y\s|o\s|al\s)?[(+]{0,2}(?=\d)"
)
"""What stands between a number and the next of a list, or the end of a range."""

RANGE = re.compile(r"/|al\s")
"""A link behind which one digit is the end of a range."""

MORE_EXTENSION = re.compile(
    rf"[\s,;.)(/-]{{0,5}}(?:(?:y|e|o|con|a\sla)\s{{1,2}})?(?:{_EXTENSION}|x(?=[\s.]?\d)|\#)"
    r"[\s.:;,#()/=-]{0,8}(?:(?:telefonicas?|numeros?|nums?|nos?)[ .:o]{1,3})?(?=\d)"
)
"""What stands between a number and an extension of it."""

TOLD_BEHIND = re.compile(
    rf"[\s,;]{{0,3}}[(]?\s?{_EXTENSION}[\s.:#)(]{{0,4}}(?:(?:num|no)[ .]{{1,2}})?\d"
    r"|\s?[(]\s?(?:tel|cel|fax|whats|movil|oficina|casa|conmutador|directo|particular)[^()]{0,20}[)]"
    rf"|\s{{1,2}}al\s{{1,2}}\d{{2,4}}(?!\d|\s(?:de\s)?{_MONTH}|\s[a-z]{{3,30}}s(?![a-z]))"
)
"""What says behind a number that it is one: `ext. 41234`, `(cel.)`, `al 7210`."""

OF_MONTH = re.compile(rf"\s{{1,2}}(?:de\s)?{_MONTH}")

COUNTED = re.compile(
    r"[ \t]{0,2}(?:de[ \t]{1,2})?"
    r"(?!(?:los|las|nos|sus|mas|tras|pues|ademas|antes|despues|lunes|martes|jueves|viernes|exts|tels|cels"
    r"|extensiones|correos|datos|informes)(?![a-z]))"
    r"(?:[a-z]{3,30}s|mil|mdp|km2?|mts?|m2|m|kg|ha|hz|kwh|gwh|mw|ton)(?![a-z])"
)
"""A plural or a unit behind digits, as what they count: `25 familias`, but not `25 y 26`."""

_CODES = (
    r"folios?|oficios?|expedientes?|claves?|cuentas?|contratos?|facturas?|registros?|codigos?|ids?|isbn|issn|doi"
    r"|clabe|cedulas?|polizas?|licitacion(?:es)?|convenios?|patentes?|partidas?|capitulos?|conceptos?|lines?"
    r"|renglon(?:es)?|paginas?|pags?|pp|articulos?|numerales?|coordenadas?|latitud|longitud|serie|placas?|sku"
    r"|nss|clues|cct|curt|predial|catastral|presupuestal|programatica|pedidos?|tramites?|solicitud(?:es)?"
)
CODE = re.compile(
    rf"(?<![a-z])(?:{_CODES})[^0-9a-z,;]{{0,3}}"
    r"(?:(?:numeros?|nums?|nos?|n|de|del|la|el|es|con|presupuestal(?:es)?|programatic[ao]s?|electronic[oa]s?"
    r"|intern[oa]|unic[oa]|pago|control)[^0-9a-z,;]{1,3}){0,4}\Z"
)
"""What says before digits that they are a folio, a key or a page: `clave presupuestal 20…`."""
