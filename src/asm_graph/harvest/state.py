"""The state of a harvest as a file: each dataset with its title and a hash of its description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from asm_graph.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


class Found(BaseModel):
    """A dataset: title, number of distributions, and the SHA-256 of their whole description."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    distributions: int
    digest: str


class HarvestState(BaseModel):
    """A whole harvest: its address, and its datasets by the identifiers CKAN keeps."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    pages: int
    size: int
    datasets: dict[str, Found]

    @classmethod
    def read(cls, path: Path) -> HarvestState:
        """Read the state from a file.

        Raises:
            UsageError: the file cannot be read or is no harvest.
        """
        try:
            return cls.model_validate_json(path.read_bytes())
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror}); check the path.") from error
        except ValidationError as error:
            raise UsageError(
                f"{path}: is no harvest that --save has written; name another file, or leave --previous out."
            ) from error

    def to_json(self) -> bytes:
        """Serialize the state, indented so that two files can be compared by eye."""
        return self.model_dump_json(indent=2).encode()
