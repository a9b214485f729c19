"""All settings in one frozen model; environment variables (`ASM_GRAPH_…`) override the defaults."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from asm_graph.errors import UsageError
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEFAULT_FOLDER = Path("releases")
"""The folder of releases where none is named."""


class Settings(BaseSettings):
    """Settings of a server. Times are in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix="ASM_GRAPH_", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    root_path: str = Field(
        "/",
        validate_default=True,
        pattern=r"^(?:/[A-Za-z0-9._~-]+)*$",
        description="Path below which a proxy publishes the site, such as `/asm`.",
    )
    releases: Path = Field(DEFAULT_FOLDER, description="Folder of releases; its current one is served.")
    draft: bool = Field(
        default=False, description="Serve the draft of that folder, to this machine only (`serve --draft`)."
    )
    workers: int = Field(5, ge=1, le=64, description="Worker processes, each answering one query at a time.")
    query_seconds: float = Field(
        10.0, gt=0, description="Time limit of a query, results included; `timeout=` asks for less."
    )
    queue_seconds: float = Field(
        20.0, ge=0, description="How long a query may wait for a free worker, or for others of its client."
    )
    slow_seconds: float = Field(
        0.25, gt=0, description="Processor time after which a query moves to the slow lane."
    )
    slow_workers: int = Field(
        3, ge=1, description="Workers that slow queries may take; one at least is left for the others."
    )
    query_bytes: int = Field(100_000, ge=100, description="Longest query text.")
    query_depth: int = Field(100, ge=1, description="Deepest nesting of brackets in a query.")
    query_prefixes: int = Field(100, ge=1, description="Longest run of prefix operators (`!`, `-`, `^`).")
    query_clauses: int = Field(500, ge=1, description="Most `UNION`, `OPTIONAL`, `MINUS`, `AS` in a query.")
    query_operators: int = Field(2000, ge=1, description="Most operators (`&&`, `+`, `/`, …) in a query.")
    result_bytes: int = Field(1_000_000_000, ge=1000, description="Largest answer.")
    result_rows: int = Field(2_000_000, ge=1, description="Most rows of an answer.")
    worker_memory: int = Field(1_500_000_000, ge=400_000_000, description="Address space of a worker.")
    request_seconds: float = Field(10.0, gt=0, description="How long a client may take to send a request.")
    client_queries: int = Field(
        64, ge=1, description="Queries of one client (address) at once; more of them wait."
    )
    cache_bytes: int = Field(50_000_000, ge=0, description="Answers kept in memory; 0 keeps none.")
    unread_bytes: int = Field(
        256_000_000,
        ge=1_000_000,
        description="Answers that clients have not read yet; beyond, who reads most slowly is cut off.",
    )
    send_seconds: float = Field(30.0, gt=0, description="How long a client may read nothing of an answer.")
    header_bytes: int = Field(
        65_536, ge=8192, description="Longest address of a request, and most bytes of its headers."
    )
    connections: int = Field(500, ge=1, description="Connections at once; more are answered 503.")
    stop_seconds: int = Field(10, ge=0, description="How long stopping waits for answers under way.")
    catalog_page: int = Field(1000, ge=1, description="Datasets of a page of the catalog.")
    access_log: bool = Field(
        default=False, description="Whether standard output gets a line of JSON for each request."
    )
    page_rows: int = Field(200, ge=1, description="Rows of an answer that a page shows; files have all.")
    archive_releases: int = Field(
        2,
        ge=1,
        description="Older releases open to readers at once, with a worker and a spare each.",
    )
    convert_processes: int = Field(
        3,
        ge=1,
        description="Spreadsheets, reports, pictures and comparisons made at once, by a process each.",
    )
    convert_seconds: float = Field(
        60.0,
        gt=0,
        description="Time limit of a spreadsheet or report, and how long one waits for its turn.",
    )
    convert_bytes: int = Field(
        1_000_000_000,
        ge=1_000_000,
        description="Spreadsheets and reports on disk that clients have not read yet.",
    )
    compare_seconds: float = Field(
        60.0, gt=0, description="Time limit of comparing two releases; a million quads take some 10 s."
    )
    engine: str | None = Field(
        None, description="Query address of a remote SPARQL engine, in place of workers of our own."
    )
    engine_store: str | None = Field(
        None, description="Address of its Graph Store Protocol; `store` beside its query address if not set."
    )
    engine_timeout: str | None = Field(
        None,
        description="Parameter that tells it the time limit, such as `timeout={seconds}` or "
        "`timeout={milliseconds}`; empty: none; not set: as engines of its kind have it.",
    )
    engine_user: str | None = Field(None, description="User name for the remote engine.")
    engine_password: SecretStr | None = Field(None, description="Password for the remote engine.")
    engine_token: SecretStr | None = Field(None, description="Bearer token for the remote engine.")

    @field_validator("root_path", mode="before")
    @classmethod
    def _without_last_slash(cls, given: object) -> object:
        """People write `asm`, `/asm` and `/asm/`, and mean the same; the whole host is empty."""
        return f"/{given.strip('/')}".rstrip("/") if isinstance(given, str) else given


class DocumentLimits(BaseSettings):
    """What reading one document may take. Times are in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix="ASM_GRAPH_", frozen=True)

    document_memory: int = Field(
        1_500_000_000, ge=400_000_000, description="Address space of a process that reads a document."
    )
    document_pages: int = Field(1000, ge=1, description="Most pages of a document.")
    document_seconds: float = Field(1800.0, gt=0, description="Time limit of reading a document.")
    page_seconds: float = Field(
        120.0, gt=0, description="Time limit of reading a page of a PDF, or an office file."
    )
    document_processes: int = Field(
        4, ge=1, description="Processes that read one document, at most; never more than processors."
    )


def document_limits() -> DocumentLimits:
    """Return the limits by the environment.

    Raises:
        UsageError: one of them does not fit; the message names all that do not.
    """
    with _told():
        return DocumentLimits.model_validate({})


def read_settings(given: Mapping[str, object]) -> Settings:
    """Combine the given settings with those of the environment.

    Raises:
        UsageError: one of them does not fit; the message names all that do not.
    """
    with _told():
        return Settings.model_validate(given)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise UsageError(
            Message("{names}. The operators' guide lists the settings.", names="; ".join(faults))
        ) from error
