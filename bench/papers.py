"""B10: certificates in three languages as PDF, on one core."""

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from bench.houses import demo
from bench.measure import ROUNDS, Figure
from registry_app.core import clock
from registry_app.core.i18n import LANGUAGES

AT_ONCE = 7
REPORT_PAGES = "the report with its annex, as the demonstration has it"


def measure() -> Iterator[Figure]:
    """Certificates a second, and the monthly report of the demonstration."""
    from sqlalchemy import select

    from registry_app.core.db import db
    from registry_app.providers.authorisations import papers, reports
    from registry_app.providers.authorisations.models import Authorisation
    from registry_app.providers.powers.states import Act

    with demo().app().app_context():
        given = db.session.scalars(
            select(Authorisation).where(Authorisation.ruling_id.is_not(None)).limit(AT_ONCE)
        ).all()
        lines = {one.id: papers.power_lines(Act.AUTHORISE, one.decided_on) for one in given}
        rates = []
        for _ in range(ROUNDS):
            began = time.thread_time()
            for one in given:
                for code in LANGUAGES:
                    reports.certificate(one, lines[one.id], code)
            rates.append(len(given) * len(LANGUAGES) / (time.thread_time() - began))
        yield Figure("B10", "certificates as PDF a second of one core", median(rates), 20, "per second", most=False)
        yield from _monthly()


def _monthly() -> Iterator[Figure]:
    from registry_app.pages.reports import formats
    from registry_app.pages.reports.month import Month
    from registry_app.pages.reports.states import Format

    day = clock.today().replace(day=1) - timedelta(days=1)
    times = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        formats.monthly(Month(day.year, day.month), Format.PDF, "en")
        times.append(time.thread_time() - began)
    yield Figure("B10.report", "monthly report as PDF", median(times), 2, "seconds", note=REPORT_PAGES)
