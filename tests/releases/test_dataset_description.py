"""What the publisher says is read from TOML; an error names the file."""

from pathlib import Path

import pytest

from asm_graph.errors import RegisterError
from asm_graph.knowledge import Knowledge
from asm_graph.releases import DatasetDescription


def test_the_description_that_is_shipped_speaks_both_languages() -> None:
    description = DatasetDescription.load(Knowledge.default())
    for texts in (
        description.title,
        description.description,
        description.catalog_title,
        description.keywords,
    ):
        assert set(texts) == {"es", "en"}
    assert "@" not in description.model_dump_json()


@pytest.mark.parametrize(
    ("text", "reason"),
    [(None, "cannot be read"), ("a = ", "does not describe"), ("a = 1", "does not describe")],
)
def test_a_description_that_does_not_hold(tmp_path: Path, text: str | None, reason: str) -> None:
    (tmp_path / "seeds").mkdir()
    if text is not None:
        (tmp_path / "seeds" / "catalog.toml").write_text(text)
    with pytest.raises(RegisterError, match=f"catalog.toml: {reason}"):
        DatasetDescription.load(Knowledge(tmp_path))
