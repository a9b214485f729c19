"""Our reader and mapping, to N-Quads."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from asm_graph.build.extract import Extractor
from asm_graph.documents import load
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from bench.mappers.told import tell

extractor = Extractor(Knowledge.default(), Base())
start = time.perf_counter()
extraction = extractor.extract(load(Path(sys.argv[1])), "bench")
serialize(extraction.quads, format=RdfFormat.N_QUADS)
tell(time.perf_counter() - start, len(extraction.quads))
