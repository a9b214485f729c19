"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ReleaseOption = Annotated[Path, typer.Option("--releases", help="Folder of releases, or one release.")]
ReleasesOption = Annotated[Path, typer.Option("--releases", help="Folder of releases.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write; standard output if left out.")
]
