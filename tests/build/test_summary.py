"""What a build says about each file."""

from __future__ import annotations

from asm_graph.build.summary import summary_lines


def test_each_file_and_each_of_its_parts_has_a_line() -> None:
    report = {
        "documents": [
            {
                "file": "gasto.csv",
                "layout": "spending",
                "cells": 10,
                "facts": 9,
                "known": 1,
                "notUnderstood": 0,
            },
            {
                "file": "informe.pdf",
                "layout": "divided-document",
                "characters": 1_000,
                "facts": 250,
                "furniture": 700,
                "notUnderstood": 50,
                "parts": [
                    {"layout": "asm-annex", "firstPage": 3, "lastPage": 5, "facts": True, "held": None},
                    {"layout": "cover-letter", "firstPage": 1, "lastPage": 1, "facts": False, "held": None},
                    {"layout": "foda", "firstPage": 9, "lastPage": 9, "facts": False, "held": "40% unread"},
                ],
            },
        ],
        "unread": [{"file": "foto.jpg", "reason": "foto.jpg: is a picture."}],
    }
    assert list(summary_lines(report)) == [
        "Files: 3; with facts 2, without 0, not read 1.",
        "gasto.csv: spending, 10 cells: 90% facts, 10% known, 0% not understood",
        "informe.pdf: divided-document, 1,000 characters: 25% facts, 70% known, 5% not understood",
        "  pages 3 to 5: asm-annex",
        "  page 1: cover-letter, no facts",
        "  page 9: foda, held back: 40% unread",
        "not read: foto.jpg: is a picture.",
    ]
