"""What several test modules start from."""

import pytest

from asm_graph.build.pipeline import build, founding_documents
from asm_graph.releases import Release


@pytest.fixture(scope="session")
def founding_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the two founding documents, built once; nobody writes to it."""
    return build(founding_documents(), tmp_path_factory.mktemp("founding"))
