"""What may stand in `Host` (RFC 9110, section 7.2)."""

from __future__ import annotations

import re

_HOST = re.compile(rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=%]*|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]*)?")


def is_host(value: bytes) -> bool:
    """Whether a value is a host, with or without a port."""
    return _HOST.fullmatch(value) is not None
