"""Debian's Apache over a folder of rules in `.htaccess` files, as w3id.org serves them."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

APACHE = shutil.which("apache2", path="/usr/sbin:/usr/local/sbin:/usr/bin")
MODULES = Path("/usr/lib/apache2/modules")
_LOADED = ("mpm_event", "authz_core", "dir", "rewrite", "headers")
_CONFIGURATION = """
ServerRoot {folder}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
Listen {address}
DocumentRoot {documents}
<Directory {documents}>
    AllowOverride All
    Require all granted
</Directory>
"""


@contextlib.contextmanager
def apache(folder: Path, documents: Path) -> Iterator[str]:
    """A server of the `documents` that writes to `folder`; its address."""
    if APACHE is None:
        pytest.skip("Apache (Debian's package apache2-bin) is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    modules = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in _LOADED)
    file = folder / "apache.conf"
    file.write_text(modules + _CONFIGURATION.format(folder=folder, address=address, documents=documents))
    process = subprocess.Popen([APACHE, "-f", file, "-D", "FOREGROUND"])
    try:
        for _ in range(100):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"http://{address}/")
                break
            time.sleep(0.05)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()
