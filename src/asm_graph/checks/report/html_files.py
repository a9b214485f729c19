"""The report as files: one page if there are few findings, else a summary and a folder of parts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from asm_graph.checks.report.html_page import (
    PartNames,
    ReportPart,
    in_part,
    is_short,
    part_name,
    parts_of,
    write_page,
    write_part,
    write_summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Edition


def report_files(findings: Sequence[Finding], edition: Edition, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a report of sorted findings, the summary called `name` last, so that its links lead.

    The parts are in a folder beside it, called after it.
    """
    if is_short(len(findings)):
        yield name, write_page(findings, edition)
        return
    folder = f"{name.removesuffix('.html')}-parts/"
    for rule, group in groupby(findings, key=lambda one: one.rule.value):
        found = list(group)
        for number in range(1, parts_of(len(found)) + 1):
            part = ReportPart(number, len(found), f"../{name}", PartNames())
            yield f"{folder}{part_name(rule, number)}", write_part(found[in_part(number)], edition, part)
    yield name, write_summary(findings, edition, PartNames(folder))
