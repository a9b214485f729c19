"""The nouns that head the names of public bodies and their units."""

NOUNS = (
    r"unidad(?:es)?|(?:sub)?direccion(?:es)?|(?:sub)?secretarias?|(?:sub)?delegacion(?:es)?|oficialia|comites?"
    r"|institutos?|consejos?|comision(?:es)?|fondo|fideicomiso|centros?|areas?|gerencias?|organo|abogado"
    r"|departamentos?|gobiernos?|ayuntamientos?"
)
"""Alternatives of a pattern for folded text."""
