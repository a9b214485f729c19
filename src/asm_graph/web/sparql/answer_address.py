"""Where the very answer to a query can be had by GET."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

from asm_graph.web.http.answer_headers import LONGEST_ADDRESS
from asm_graph.web.http.negotiation import GRAPHS, offers_for

if TYPE_CHECKING:
    from asm_graph.results import Format
    from asm_graph.web.sparql.protocol import ProtocolRequest

_QUOTED = {offer.media_type: quote_plus(offer.media_type) for offer in (*offers_for("SELECT"), *GRAPHS)}


def answer_address(root: str, sent: bytes, asked: ProtocolRequest, offer: Format) -> str:
    """Return the address below a root; empty where it would be too long.

    `sent` are the parameters of an address by which nothing else was sent; empty otherwise.
    """
    if sent.startswith(b"query=") and b"&" not in sent:
        return f"{root}/sparql?{sent.decode('ascii')}&format={_QUOTED[offer.media_type]}"
    if len(asked.query) > LONGEST_ADDRESS:
        return ""
    parameters = [
        ("query", asked.query),
        *(("default-graph-uri", iri) for iri in asked.default_graphs),
        *(("named-graph-uri", iri) for iri in asked.named_graphs),
        ("format", offer.media_type),
    ]
    return f"{root}/sparql?{urlencode(parameters)}"
