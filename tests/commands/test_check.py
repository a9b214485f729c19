"""Audits of a release: what it holds, and what today's rules say of it."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from asm_graph.checks.report import FORMATS, REPORT, Edition, write_audit
from asm_graph.commands.audit import audit_release
from asm_graph.commands.check import read_quads
from asm_graph.errors import ReleaseError
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import ReleaseContent, open_release, write_release

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release

LAST_YEAR = dt.date(2010, 12, 31)
"""The end of the year that the founding evaluation covers: the day of the audit where none is given."""


@pytest.mark.parametrize("form", FORMATS)
def test_the_findings_of_a_release_are_those_that_its_rules_find(
    founding_release: Release, form: str
) -> None:
    held = audit_release(founding_release, Knowledge.default(), None).findings
    found = audit_release(founding_release, Knowledge.default(), LAST_YEAR).findings
    edition = Edition(founding_release.name, "licence", "2026-01-01")
    assert len(held) > 20
    assert write_audit(held, form, edition) == write_audit(found, form, edition)


def test_a_release_of_software_that_derived_nothing_is_audited_alike(
    founding_release: Release, tmp_path: Path
) -> None:
    derived = Base().graph("derived")
    quads = [quad for quad in read_quads(founding_release.dump_path) if quad.graph_name != derived]
    content = ReleaseContent(quads, (), "0", Base(), Knowledge.default(), (), {}, {})
    earlier = write_release(tmp_path, content)
    found = audit_release(earlier, Knowledge.default(), LAST_YEAR).findings
    assert found == audit_release(founding_release, Knowledge.default(), LAST_YEAR).findings


def test_a_release_without_its_findings_is_told(founding_release: Release, tmp_path: Path) -> None:
    folder = shutil.copytree(founding_release.path, tmp_path / founding_release.name)
    release = open_release(folder)
    (release.reports / REPORT).unlink()
    with pytest.raises(ReleaseError, match=r"audit\.json: cannot be read .*build it again"):
        audit_release(release, Knowledge.default(), None)
