"""Virtuoso as bench and tests run it: a server of its own over one folder, which it fills with its files."""

from __future__ import annotations

_CONFIGURATION = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = ., {dumps}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 2000000
MaxQueryExecutionTime = {seconds}
"""


def configuration(http: int, sql: int, buffers: int, seconds: int, dumps: str = ".") -> str:
    """Its `virtuoso.ini`: ports, buffers of 8 KB, seconds of a query (0: no limit), what it may load from.

    As many threads as clients and some.
    """
    dirty = buffers * 3 // 4  # as its manual has it
    return _CONFIGURATION.format(
        http=http, sql=sql, buffers=buffers, dirty=dirty, seconds=seconds, dumps=dumps
    )
