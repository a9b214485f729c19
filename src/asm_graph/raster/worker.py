"""A process that makes one PNG: SVG on standard input, PNG on standard output.

Started as `python -m asm_graph.raster.worker MEMORY SECONDS FILE_BYTES ZOOM`. What the drawing does to it,
down to an allocation that fails and aborts, ends this process only. It has no network and no other fonts than
those of the package `font_source_sans_pro`, so that a picture is the same on every machine.
"""

from __future__ import annotations

import sys
from importlib.resources import as_file, files

from resvg_py import svg_to_bytes

from asm_graph.confinement import ProcessLimits, silence

_FACE = "Source Sans Pro"
_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")


def png_of(drawing: str, zoom: float) -> bytes:
    """Rasterize a drawing at `zoom` pixels per unit.

    Raises:
        ValueError: this is no SVG.
    """
    with as_file(files("font_source_sans_pro") / "files") as folder:
        return svg_to_bytes(
            svg_string=drawing,
            zoom=zoom,
            background="white",
            skip_system_fonts=True,
            font_files=[str(folder / name) for name in _FILES],
            font_family=_FACE,
            sans_serif_family=_FACE,
        )


def main(limits: ProcessLimits, zoom: float) -> None:
    """Rasterize once, within the limits."""
    silence()
    limits.hold()
    sys.stdout.buffer.write(png_of(sys.stdin.buffer.read().decode(), zoom))


if __name__ == "__main__":
    main(ProcessLimits.read(*sys.argv[1:4]), float(sys.argv[4]))
