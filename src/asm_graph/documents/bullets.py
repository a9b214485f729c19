"""The signs that open the items of lists, for use in a class of a regular expression."""

BULLETS = (
    "•●▪■◆◇○◦►▶▸➔➢➤✓✔❖"
    "\u2023\u2043\u2756"  # triangular bullet, hyphen bullet, diamond minus X
    "\uf0a7\uf0b7\uf0d8\uf0fc"  # the fonts Symbol and Wingdings, where nothing says what their codes show
)
"""Those that open an item wherever they stand."""

LINE_BULLETS = f"{BULLETS}·∙□❏❑"
"""Those that open an item at the beginning of a line; within one, some are dots and boxes."""
