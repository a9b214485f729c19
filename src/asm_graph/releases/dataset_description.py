"""What the publisher states about the dataset in `seeds/catalog.toml`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from asm_graph.errors import RegisterError
from asm_graph.messages import Message, system_reason

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.knowledge import Knowledge

Texts = dict[str, str]
"""The same text by language tag."""


class Party(BaseModel):
    """An organization, never a person, and its home page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    url: str


class Term(BaseModel):
    """An entry of an external code list, with its labels."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    iri: str
    es: str
    en: str

    @property
    def labels(self) -> Texts:
        """Its labels by language."""
        return {"es": self.es, "en": self.en}


class DatasetDescription(BaseModel):
    """Names and terms of the dataset; IRIs where code lists of the European Union or the UN have one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Texts
    description: Texts
    catalog_title: Texts
    series_title: Texts
    series_description: Texts
    release_description: Texts
    source_description: Texts
    table_description: Texts
    table_descriptions: dict[str, Texts]
    service_title: Texts
    graph_description: Texts
    file_descriptions: dict[str, Texts]
    keywords: dict[str, list[str]]
    publisher: Party
    contact: Party
    license: str
    license_type: Term
    languages: list[str]
    themes: list[Term]
    theme_taxonomy: Term
    availability: Term
    access_rights: str
    spatial: str
    periodicity: str

    def in_taxonomy(self, theme: Term) -> bool:
        """Whether a theme is of the table that the catalog takes its themes from; others are subjects."""
        return theme.iri.startswith(f"{self.theme_taxonomy.iri}/")

    @classmethod
    def load(cls, knowledge: Knowledge) -> DatasetDescription:
        """Read `seeds/catalog.toml`.

        Raises:
            RegisterError: it is missing or does not hold what the catalog needs.
        """
        path: Path = knowledge.seeds / "catalog.toml"
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise RegisterError(
                Message("{path}: cannot be read ({reason}).", path=path, reason=system_reason(error))
            ) from error
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise RegisterError(
                Message("{path}: does not describe the dataset: {error}", path=path, error=error)
            ) from error
