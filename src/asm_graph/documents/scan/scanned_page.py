"""From the picture of a page to the words and ruled cells that stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box, Grid, GridCell, Page, PageWord
from asm_graph.documents.scan.orientation import upright
from asm_graph.documents.scan.picture import ground_of, gray_of, ink_of, without_pen, without_streaks
from asm_graph.documents.scan.regions import cell_regions, outer_region
from asm_graph.documents.scan.ruled_cells import find_tables
from asm_graph.documents.scan.rules import find_rules
from asm_graph.documents.scan.signs import with_signs
from asm_graph.documents.scan.certainty import judged
from asm_graph.documents.scan.tesseract import installed_tesseract

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.documents.scan.engines import Engine
    from asm_graph.documents.scan.picture import Picture


def read_page(
    picture: Picture, number: int, width: float, height: float, *, cache: Path | None = None, engine: Engine|None=None
) -> Page:
    """Return the page that a picture shows, read by OCR.

    `picture` is the page at 200 dots per inch, gray (height × width) or RGB (height × width × 3); `width` and
    `height` are those of the page in points, turned as the picture is. `cache` is a folder that keeps what was
    read.
    """
    engine = engine or installed_tesseract()
    straight, turn = upright(without_streaks(picture))
    gray = gray_of(straight)
    ground = ground_of(gray)
    rules = find_rules(gray, ground, ink_of(gray))
    tables = find_tables(rules)
    gray, strokes = without_pen(straight, rules.ink)
    
    cells = list(cell_regions(gray, ground, rules.ink, tables))
    outer = outer_region(gray, tables)
    words=[]
    outers=[outer] if outer else []
    if 90<=turn%180<=135 or 45<turn%180<=135: width,height=height,width
    sx,sy=width/gray.shape[1],height/gray.shape[0]
    for regs,got in ((outers,engine.read_pages([o.picture for o in outers])),(cells,engine.read_blocks([c.picture for c in cells]))):
        for r,ws in zip(regs,got):
            for w in map(r.on_page,map(judged,with_signs(ws,r.picture))):
                words.append(PageWord(w.text,Box(w.left*sx,w.top*sy,w.right*sx,w.bottom*sy),w.confidence,is_vertical=bool(r.turns)))
    grids=tuple(Grid(tuple(GridCell(c.row,c.column,Box((c.rectangle.left-2)*sx,(c.rectangle.top-2)*sy,(c.rectangle.right+2)*sx,(c.rectangle.bottom+2)*sy),c.row_span,c.column_span) for c in t.cells)) for t in tables)
    return Page(number, width, height, tuple(words), grids, read_by="ocr", turn=turn)
