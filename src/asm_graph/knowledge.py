"""The folders of the knowledge that people edit without touching code: ontology, shapes, seeds, queries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_PACKAGED = Path(__file__).parent / "knowledge"
_CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The folders of knowledge under one root."""

    root: Path

    @classmethod
    def default(cls) -> Knowledge:
        """Return the folders an installed package carries, or those of the checkout it runs from."""
        return cls(_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT)

    @property
    def ontology(self) -> Path:
        """Ontology and code lists, in Turtle."""
        return self.root / "ontology"

    @property
    def shapes(self) -> Path:
        """SHACL: `integrity/` blocks a release, `audit/` makes findings."""
        return self.root / "shapes"

    @property
    def seeds(self) -> Path:
        """`documents/` as received, `registers/` in CSV, and `links.csv`."""
        return self.root / "seeds"

    @property
    def sparql(self) -> Path:
        """The query library, one `.rq` file per question."""
        return self.root / "sparql"
