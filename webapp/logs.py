"""What may stand in the log."""

from __future__ import annotations

import logging

INTERNAL_SERVER_ERROR = 500


class OurFault(logging.Filter):
    """Of Django's lines about requests, only those about our own errors.

    The others (a stranger's 404, a wrong host name's 400, a full server's 503) are answers, and their paths
    hold session ids. Lines that are about no request pass.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", INTERNAL_SERVER_ERROR) == INTERNAL_SERVER_ERROR
