"""A document of several parts of our own making: a scan of annexes on ASM, as an institute sends them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.mapped_documents import BASE, codes, registers
from tests.printed_pages import found, printed, reading_of

from asm_graph.graph.document_quads import DocumentQuads, MappingContext
from asm_graph.graph.mapping import map_reading
from asm_graph.graph.page_places import PagePlaces
from asm_graph.records.asm import Action, Asm, Details
from asm_graph.records.evaluations import Evaluation, Statement
from asm_graph.records.parts import DividedDocument, Part, ProgramStatements, Response
from asm_graph.records.texts import Fact, Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.graph.mapping import Mapped

PROGRAM = "mx-cam/educacion-superior-tecnologica-en-el-estado-de-campeche"
ASM_PATH = f"asm/{PROGRAM}/2022/institutional/1"
EVALUATION_PATH = f"evaluation/{PROGRAM}/consistency-and-results-2022"

WORKING = [
    "Seguimiento a Aspectos Susceptibles de Mejora, PAE 2022, ejercicio fiscal 2021",
    "107 Educación Superior Tecnológica en el Estado de Campeche",
    "Instituto Tecnológico Superior de Escárcega",
    "1 Reforzar el programa con el seguimiento al rubro de titulación.",
    "Asistir a eventos del sector. Planeación",
    "Capacitar a docentes. Dirección",
]
PROGRESS = [
    "Avance del documento institucional",
    "Programa 107 “Educación Superior Tecnologica en el Estado de Campeche”",
    "1 Reforzar el programa con el seguimiento al rubro de titulacion",
    "Asistir a eventos del sector. 45% Minuta de la reunión",
]
POSITION = [
    "Posición institucional",
    "Evaluación de Consistencia y Resultados",
    "Fortaleza: tiene un padrón. Valoración de Diseño: 3.5",
    "Reforzar el programa con el seguimiento al rubro de titulación. Aceptado",
    "Se atenderá en diciembre.",
]


def annexes(confidence: Mapping[str, float] | None = None) -> tuple[PagedDocument, DividedDocument]:
    """Working document (Anexo D), progress (Anexo E), position (Anexo F) and a letter, of one program."""
    document = printed([WORKING, PROGRESS, POSITION, ["Sin más por el momento."]], confidence)
    return document, annexes_of(document)


def annexes_of(document: PagedDocument) -> DividedDocument:
    """The parts of the pages."""

    def at(text: str, nth: int = 1) -> Fact[str]:
        return found(document, text, nth)

    def value(value: Any, text: str, nth: int = 1) -> Fact[Any]:
        return Fact(value, at(text, nth).passage)

    working = Asm(
        number=value(1, "1 Reforzar"),
        classification="institutional",
        text=at("Reforzar el programa con el seguimiento al rubro de titulación."),
        actions=(
            Action(
                value(1, "Asistir a eventos del sector."),
                at("Asistir a eventos del sector."),
                Details(responsible_units=at("Planeación")),
            ),
            Action(
                value(2, "Capacitar a docentes."),
                at("Capacitar a docentes."),
                Details(responsible_units=at("Dirección")),
            ),
        ),
    )
    progress = Asm(
        number=value(1, "1 Reforzar", 2),
        classification="institutional",
        text=at("Reforzar el programa con el seguimiento al rubro de titulacion"),
        actions=(
            Action(
                value(1, "Asistir a eventos del sector.", 2),
                at("Asistir a eventos del sector.", 2),
                Details(progress=value(Decimal(45), "45%"), evidence_documents=(at("Minuta de la reunión"),)),
            ),
        ),
    )
    rating = value(Measure("3.5", Decimal("3.5")), "3.5")
    position = ProgramStatements(
        evaluation=Evaluation(type=at("Evaluación de Consistencia y Resultados")),
        statements=(
            Statement("strength", None, at("tiene un padrón.")),
            Statement("rating", None, at("Valoración de Diseño"), theme=at("Diseño"), rating=rating),
        ),
        responses=(
            Response(
                at("Se atenderá en diciembre."),
                kind=at("Aceptado"),
                responds_to=at("Reforzar el programa con el seguimiento al rubro de titulación.", 2),
            ),
            Response(at("Posición institucional")),
        ),
    )
    named = ProgramStatements(at(WORKING[1]), agency=at(WORKING[2]), asms=(working,))
    return DividedDocument(
        "Seguimiento 2022",
        (
            Part("asm-annex-d", 1, 1, at(WORKING[0]), (named,)),
            Part("asm-annex-e", 2, 2, None, (ProgramStatements(at(PROGRESS[1]), asms=(progress,)),)),
            Part("asm-annex-f", 3, 3, None, (position,)),
            Part("letter", 4, 4),
        ),
    )


def mapped_parts(document: PagedDocument, record: DividedDocument, publisher: str = "") -> Mapped:
    """The quads of a divided document."""
    reading = reading_of(document, record)
    quads = DocumentQuads(BASE, "ours", PagePlaces(document, reading.published or ""))
    context = MappingContext(quads, registers(), codes(), reading.layout, publisher)
    return map_reading(reading, document, context)
