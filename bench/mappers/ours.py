"""Our reader and mapping, to sorted N-Quads as a build has them: all that a row says, checked and proven."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from asm_graph.build.extract import Extractor
from asm_graph.documents import load
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from bench.mappers.told import tell

extractor = Extractor(Knowledge.default(), Base())
with tempfile.TemporaryDirectory() as folder:
    start = time.process_time()
    extraction = extractor.extract(load(Path(sys.argv[1])), "bench")
    (Path(folder) / "output.nq").write_bytes(extraction.lines)
    tell(time.process_time() - start, len(extraction.quads))
