"""Nothing of the pages is left over: each word, style and query is used; and none is wanting."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from asm_graph import web
from asm_graph.messages.layout_names import LAYOUT_NAMES
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.readers.layouts import LAYOUTS
from asm_graph.readers.parts import division
from asm_graph.readers.parts.layouts import PART_LAYOUTS
from asm_graph.web.alignment import paths as alignment_paths
from asm_graph.web.answers.page_queries import page_query_names
from asm_graph.web.browse import home, listings
from asm_graph.web.entities.composed_names import COMPOSED
from asm_graph.web.entities.kinds import program
from asm_graph.web.ontology import page as ontology
from asm_graph.web.rendering import pages

WEB = Path(web.__file__).parent
STYLES = WEB / "static"
SOURCES = "\n".join(path.read_text("utf-8") for path in WEB.rglob("*.py"))
PAGES = "\n".join(
    path.read_text("utf-8") for path in WEB.rglob("templates/*") if path.suffix in {".html", ".svg", ".atom"}
)
SCRIPTS = "\n".join(path.read_text("utf-8") for path in (WEB.parents[2] / "editor").glob("*.js"))
MADE_OF_DATA = {"depth", "kind", "bar", "shade", "violation"}
"""Classes that pages put together: `depth-2`, `kind-target`, `bar-0`, `shade-3`, or take from a severity."""


def words() -> dict[str, dict[str, str]]:
    files = WEB.rglob("words.toml")
    return {key: text for file in files for key, text in tomllib.loads(file.read_text("utf-8")).items()}


def named_by_code() -> set[str]:
    """The words that the code names by constants, or by keys of the data that it hands to templates."""
    named = {
        *home.SHOWN,
        *alignment_paths.CHAIN,
        *pages.SECTIONS.values(),
        *pages.MACHINE_SECTIONS.values(),
        *ontology.KINDS,
    }
    return named | {f"about_{name}" for name in pages.SECTIONS.values()}


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    used = set(re.findall(r"\bwords\.([A-Za-z_]+)", PAGES))
    by_key = set(re.findall(r"[\"']([A-Za-z_]+)[\"']", SOURCES)) | named_by_code()
    assert used - set(words()) == set()
    assert named_by_code() - set(words()) == set()
    assert set(words()) - used - by_key == set()


def test_every_word_stands_once_and_in_both_languages() -> None:
    files = [tomllib.loads(path.read_text("utf-8")) for path in WEB.rglob("words.toml")]
    assert sum(map(len, files)) == len(words())
    assert all(set(word) == set(LANGUAGES) and all(word.values()) for word in words().values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_counts_has_both_forms(language: str) -> None:
    """`{{ number | counted(words.rows) }}` needs one and many; every other word needs one form."""
    counting = set(re.findall(r"counted\(words\.([a-z_]+)\)", PAGES)) | set(program.NOUNS)
    assert len(counting) > len(program.NOUNS)
    assert {key for key, text in words().items() if "|" in text[language]} == counting


def test_every_class_that_is_styled_is_used() -> None:
    styles = "\n".join(path.read_text("utf-8") for path in STYLES.glob("*.css"))
    selectors = re.sub(r"\{[^}]*\}|/\*.*?\*/", " ", styles, flags=re.DOTALL)
    styled = set(re.findall(r"\.([a-z][a-z0-9-]*)", selectors))
    used = PAGES + SOURCES + SCRIPTS
    unused = {
        name
        for name in styled
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", used)
        and name.partition("-")[0] not in MADE_OF_DATA
    }
    assert unused == set()


def test_every_color_and_space_is_a_token() -> None:
    """Colors stand in tokens.css alone, and every token there is used."""
    others = "\n".join(path.read_text("utf-8") for path in STYLES.glob("*.css") if path.name != "tokens.css")
    tokens = set(re.findall(r"(--[a-z0-9-]+):", (STYLES / "tokens.css").read_text("utf-8")))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", others) == []
    assert set(re.findall(r"var\((--[a-z0-9-]+)", others)) <= tokens
    assert {token for token in tokens if f"var({token}" not in others + SCRIPTS} == set()


def test_every_query_of_the_pages_is_asked() -> None:
    names = set(page_query_names())
    assert names
    asked = set(re.findall(r"page_query\(\s*f?\"([a-z/-]+)", SOURCES))
    asked |= {f"entities/composed-names/{query}" for query in COMPOSED}
    assert {name for name in names if name not in asked and not name.startswith("library/choices/")} == set()


def test_every_layout_has_a_name_for_people() -> None:
    names = tomllib.loads(LAYOUT_NAMES.read_text("utf-8"))
    layouts = {layout.name for layout in (*LAYOUTS, *PART_LAYOUTS)}
    assert layouts
    assert set(names) == {*layouts, division.LAYOUT}
    assert all(set(name) == set(LANGUAGES) and all(name.values()) for name in names.values())


def test_every_listing_has_a_heading() -> None:
    source = Path(listings.__file__).read_text("utf-8")
    headings = set(re.findall(r"Group\(\s*\"([A-Za-z_]+)\"", source))
    assert headings
    assert headings <= set(words())
