"""Running the application on a socket of our own, so that a port in use is reported as such."""

from __future__ import annotations

import contextlib
import gc
import logging
import resource
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn

from asm_graph.errors import UsageError
from asm_graph.messages import Message
from asm_graph.releases.drafts import draft_of, no_draft
from asm_graph.web.app import create_app
from asm_graph.web.query_workers.page_server import has_query_workers, serve_with_workers
from asm_graph.web.sparql.shortcut import SparqlShortcut
from asm_graph.web.transport.connection import BoundedConnection
from asm_graph.web.transport.pacing import PacedRequests
from asm_graph.web.transport.unread_answers import InPieces

if TYPE_CHECKING:
    from asm_graph.settings import Settings

_THIS_MACHINE = {"127.0.0.1", "localhost"}
_BACKLOG = 2048
_IDLE_SECONDS = 15
_SWITCH_SECONDS = 0.001
"""How long a thread that reads an index may keep the event loop waiting; five times less than is usual."""
_OTHER_FILES = 500
"""Files that may be open besides connections: pipes to workers, indexes, dumps, one connection too many."""
_log = logging.getLogger(__name__)


def serve(settings: Settings) -> None:
    """Serve until interrupted; answers under way are finished first.

    Raises:
        UsageError: the address cannot be listened on, or a draft is asked for at another than this machine's.
        MissingRelease: a draft is asked for, and there is none.
    """
    if settings.draft:
        _check_draft(settings)
    app = create_app(settings)
    _allow_files(settings.connections + _OTHER_FILES)
    sys.setswitchinterval(_SWITCH_SECONDS)
    listener = _listen(settings)
    config = uvicorn.Config(
        InPieces(PacedRequests(SparqlShortcut(app)), app.state.unread),
        log_config=None,
        access_log=False,
        server_header=False,
        loop="uvloop",
        ws="none",
        http=BoundedConnection.of(settings, app.state.traffic),
        h11_max_incomplete_event_size=settings.header_bytes,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=settings.stop_seconds,
    )
    gc.collect()
    gc.freeze()  # what stays until the end is not looked through again while a page waits
    host, port = listener.getsockname()[:2]
    _log.info("listening on http://%s:%s", f"[{host}]" if ":" in host else host, port)
    with listener, contextlib.suppress(KeyboardInterrupt):  # raised again once all has ended
        if has_query_workers(settings):
            serve_with_workers(config, app, settings, listener)
        else:
            uvicorn.Server(config).run(sockets=[listener])


def _check_draft(settings: Settings) -> None:
    if settings.host not in _THIS_MACHINE:
        raise UsageError(
            Message("{host}: a draft is shown on this machine only; leave --host out.", host=settings.host)
        )
    if draft_of(settings.releases) is None:
        raise no_draft(settings.releases)


def _allow_files(count: int) -> None:
    """Let this process have so many files and connections open, as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        most = count if hard == resource.RLIM_INFINITY else min(count, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        address, reason = f"{settings.host}:{settings.port}", str(error.strerror).partition(" (")[0]
        raise UsageError(
            Message(
                "{address}: cannot be listened on ({reason}); stop what uses it, or choose another PORT.",
                address=address,
                reason=reason,
            )
        ) from error
    # asyncio does this only for sockets of its own; without it every answer waits 40 ms for the client's ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
