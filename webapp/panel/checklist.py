"""What of this installation is not fit for production, the worst first, each with its remedy."""

from __future__ import annotations

from webapp.panel import checks_of_people, checks_of_redis, checks_of_server
from webapp.panel.finding import Finding, Verdict

ORDER = list(Verdict)
CHECKS = (*checks_of_server.CHECKS, *checks_of_redis.CHECKS, *checks_of_people.CHECKS)


def findings() -> list[Finding]:
    return sorted((check() for check in CHECKS), key=lambda finding: ORDER.index(finding.verdict))
