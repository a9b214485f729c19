"""Tables that query files define: a SELECT, and a header that describes each of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError
from pyoxigraph import QuerySolutions

from asm_graph.errors import RegisterError
from asm_graph.messages import Message
from asm_graph.rdf.query_files import read_query_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Store

T = TypeVar("T", bound=BaseModel)


def load_table(model: type[T], path: Path, named: str) -> T:
    """Read a query file as a model of its header and its `query`; the field `named` takes its name.

    Raises:
        InputError: the file cannot be read, or its header is no TOML.
        RegisterError: its header does not hold what a table needs.
    """
    file = read_query_file(path)
    try:
        return model.model_validate({**file.header, named: path.stem, "query": file.text})
    except ValidationError as error:
        raise RegisterError(
            Message("{path}: the header of the table does not hold: {error}", path=path, error=error)
        ) from error


def select_columns(store: Store, query: str, columns: Iterable[str], place: Path) -> QuerySolutions:
    """Answer the query of a table, which selects the columns that its header describes, in their order.

    Raises:
        RegisterError: it cannot be parsed, is no SELECT, or selects others; `place` is its file.
    """
    try:
        answer = store.query(query)
    except SyntaxError as error:
        raise RegisterError(
            Message("{place}: the query cannot be parsed: {error}", place=place, error=error)
        ) from error
    if not isinstance(answer, QuerySolutions):
        raise RegisterError(Message("{place}: a table is made by a SELECT query.", place=place))
    names, described = [variable.value for variable in answer.variables], list(columns)
    if names != described:
        raise RegisterError(
            Message(
                "{place}: selects {names}, but its header describes {names2}.",
                place=place,
                names=", ".join(names),
                names2=", ".join(described),
            )
        )
    return answer
