"""What can be known to fail is told before anything is started, in one line."""

from __future__ import annotations

import ssl


class CannotStart(Exception):
    """Raised when a setting, or a process at its start, makes a measurement impossible."""


def check_tls(certificate: str, key: str) -> None:
    """Raises CannotStart when only one of the files is named, or they cannot be read, or do not fit."""
    if not (certificate or key):
        return
    if not (certificate and key):
        raise CannotStart("TLS_CERT and TLS_KEY go together: set both, or none")
    try:
        # A key with a password would ask for it in a process without a terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as error:
        raise CannotStart(f"TLS_CERT={certificate} with TLS_KEY={key} cannot be used: {error}") from error
