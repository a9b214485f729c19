"""`python -m bench.peers.rdflib_server DUMP PORT`: rdflib-endpoint over a dump."""

from __future__ import annotations

import gzip
import sys

import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint


def main(dump: str, port: str) -> None:
    """Read the dump, then serve until ended."""
    dataset = Dataset(default_union=True)
    with gzip.open(dump) as file:
        dataset.parse(data=file.read(), format="nquads")
    uvicorn.run(SparqlEndpoint(graph=dataset, path="/sparql"), port=int(port), log_level="error")


if __name__ == "__main__":
    main(*sys.argv[1:])
