"""`/releases/…`: the files of releases listed in their manifests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, RedirectResponse, Response

from asm_graph.errors import ReleaseError
from asm_graph.releases.csv_tables import METADATA
from asm_graph.releases.dumps import ORIGINALS, STORE
from asm_graph.releases.manifest import FILE_NAME, Manifest
from asm_graph.releases.release import CURRENT
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.services.site import Site, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path, PurePath

    from starlette.requests import Request

_MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".json": "application/json",
    ".csv": "text/csv",
    ".html": "text/html",
    ".gz": "application/gzip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
}


def release_file(request: Request) -> Response:
    """Respond with a dump, a report or another file; the engine's own files are not served."""
    return _file(request, site_of(request), request.path_params["name"], request.path_params["path"])


def _file(request: Request, site: Site, name: str, path: str) -> Response:
    """Return a file listed in the manifest, so that no path leads out of the release."""
    current = current_name(site)
    if name == CURRENT and current is not None:
        return RedirectResponse(f"/releases/{current}/{path}".removesuffix(f"/{FILE_NAME}"))
    if name not in site.releases.list():
        raise ProblemError("not-found")
    folder = site.releases.folder / name
    try:
        manifest = Manifest.read(folder)
    except ReleaseError as error:
        raise ProblemError("release") from error
    if path != FILE_NAME and (path not in manifest.files or path.startswith(f"{STORE}/")):
        raise ProblemError("not-found")
    validators = Validators.of((name, path), manifest.created)
    return _sent(request, folder / path, validators, _headers(name, path))


def _sent(request: Request, file: Path, validators: Validators, more: Mapping[str, str]) -> Response:
    """Send a file unless the client has it."""
    headers = {**validators.headers, **more}
    if validators.hold(request):
        return not_modified(headers)
    try:
        found = file.stat()
    except OSError as error:
        raise ProblemError("release") from error
    return FileResponse(file, headers=headers, media_type=_media_type(file), stat_result=found)


def _headers(name: str, path: str) -> dict[str, str]:
    """Link a table to the description of its columns (Model for Tabular Data, section 5.2).

    A file as it was received is saved, never shown: it may hold anything.
    """
    if path.startswith(f"{ORIGINALS}/"):
        return {"Content-Disposition": "attachment"}
    if not path.endswith(".csv"):
        return {}
    return {"Link": f'</releases/{name}/dumps/{METADATA}>; rel="describedby"; type="application/csvm+json"'}


def current_name(site: Site) -> str | None:
    """Return the name of the current release, if any."""
    try:
        return (site.releases.folder / CURRENT).readlink().name
    except OSError:
        return None


def _media_type(path: PurePath) -> str:
    """Return the media type of a file, as the catalog declares it."""
    if path.name == METADATA:
        return "application/csvm+json"
    return _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
