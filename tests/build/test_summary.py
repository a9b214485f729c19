"""What a build says about each file."""

from __future__ import annotations

from asm_graph.build.summary import notice_lines, summary_lines


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
                    {
                        "layout": "covering-letter",
                        "firstPage": 1,
                        "lastPage": 1,
                        "facts": False,
                        "held": None,
                    },
                    {
                        "layout": "evaluation-swot",
                        "firstPage": 9,
                        "lastPage": 9,
                        "facts": False,
                        "held": {"en": "40% unread", "es": "40% sin leer"},
                    },
                ],
            },
        ],
        "unread": [
            {
                "file": "foto.jpg",
                "reason": {"en": "foto.jpg: is a picture.", "es": "foto.jpg: es una imagen."},
            }
        ],
    }
    lines = list(summary_lines(report))
    assert lines == [
        "Files: 3; with facts 2, without 0, not read 1.",
        "gasto.csv: Spending by budget program, 10 cells: 90% facts, 10% known, 0% not understood",
        "informe.pdf: Document with several parts, 1,000 characters: 25% facts, 70% known, 5% not understood",
        "  pages 3 to 5: Annex on aspects susceptible of improvement (ASM)",
        "  page 1: Covering letter, no facts",
        "  page 9: Strengths, opportunities, weaknesses, threats and recommendations, held back: 40% unread",
        "not read: foto.jpg: is a picture.",
    ]
    assert [line.spanish for line in lines[3:5]] == [
        "  páginas 3 a 5: Anexo de aspectos susceptibles de mejora (ASM)",
        "  página 1: Oficio de envío, sin datos",
    ]
    assert lines[-1].spanish == "no leído: foto.jpg: es una imagen."


def test_notices_name_their_document() -> None:
    said = {"en": "its forms hold no ASM", "es": "sus formatos no contienen ningún ASM"}
    lines = list(notice_lines({"documents": [{"file": "anexo.txt", "notices": [said]}], "notices": [said]}))
    assert [line.spanish for line in lines] == [
        "nota: anexo.txt: sus formatos no contienen ningún ASM",
        "nota: sus formatos no contienen ningún ASM",
    ]
