"""The monthly report from the tables to the file: the same figures in every format, in three languages."""

import csv
import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import event

from complaints import filing
from complaints.filing import Telling
from complaints.states import AgeBand, Category, Channel, Help, Level
from complaints.states import Sex as SexSaid
from registry_app.accounts.states import Role
from registry_app.cli import main
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.pages.reports import formats, queries, sheets, story
from registry_app.pages.reports import month as months
from registry_app.pages.reports.pack import pack
from registry_app.pages.reports.states import Format
from registry_app.placements import services as placements
from registry_app.placements.states import Basis, Exit
from registry_app.providers.homes.states import CareType, Ownership, Standing
from tests.builders import authorisations as given_authorisations
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.months import full_october
from tests.builders.people import person


def now_month():
    return months.of(clock.today())


def figure(made, table, line, measure):
    found = next(one for one in made.tables if one.key == table)
    at = [code for code, _ in found.measures].index(measure)
    return next(one.figures[at] for one in found.all_lines if one.code == line)


@pytest.fixture
def some_rows(here):
    home = a_home("SD-SKR", run_by=Ownership.TRUST)
    for n in range(3):
        filing.file_message(
            Telling(
                category=Category.FOOD, channel=Channel.CH01, home=home, age=AgeBand.A7, sex=SexSaid.GIRL,
                helps=(Help.SEE,) if n == 0 else (),
            )
        )  # fmt: skip
    cpo, head = person(Role.CPO, district="SD-SKR"), person(Role.CPU_HEAD, district="SD-SKR")
    placements.record_stay(a_child(1), basis=Basis.LEGACY, actor=cpo, home=home, care_type=CareType.RESIDENTIAL)
    placements.record_stay(a_child(8), basis=Basis.LEGACY, actor=cpo, home=home, care_type=CareType.KINSHIP)
    leaver = placements.record_stay(
        a_child(9), basis=Basis.EMERGENCY, actor=cpo, home=home, care_type=CareType.EMERGENCY, approved_by=head
    )
    placements.end_stay(leaver, Exit.REUNIFIED, actor=cpo)
    return home


def test_rows_of_every_package_reach_the_report(some_rows):
    made = pack(queries.monthly(now_month()), "en")
    assert figure(made, "messages_channel", "CH01", "received") == 3
    assert figure(made, "messages_sex", "girl", "received") == 3
    assert figure(made, "messages_age", "7-11", "received") == 3
    assert figure(made, "messages_disability", "yes", "received") == 1
    assert figure(made, "messages_district", "SD-SKR", "received") == 3
    assert figure(made, "messages_category", "food", "number") == 3
    assert figure(made, "homes_run_by", "TRUST", "known") == 1
    assert figure(made, "care_district", "SD-SKR", "children") == 2
    assert figure(made, "care_type", "KINSHIP", "number") == 1
    assert figure(made, "indicators", "IN29", "part") == 1
    assert figure(made, "care_month", "exits", "number") == 1


def test_overdue_messages_stand_under_their_own_level(some_rows):
    late = filing.file_message(Telling(category=Category.HURT, home=some_rows))
    with transaction():
        late.arrived_at -= timedelta(days=40)
        late.contact_by -= timedelta(days=40)
    made = pack(queries.monthly(now_month()), "en")
    assert figure(made, "messages_level", Level.P2.value, "overdue") == 1
    assert figure(made, "messages_level", "all", "overdue") == 1
    assert figure(made, "messages_level", Level.P3.value, "overdue") == 0


def test_an_authorised_home_is_counted_by_its_authorisation(here):
    given_authorisations.in_force()
    authorisation = given_authorisations.authorised()
    made = pack(queries.monthly(now_month()), "en")
    assert figure(made, "homes_kind", "all", "authorised") == 1
    assert figure(made, "homes_month", "newly_authorised", "number") == 1
    assert figure(made, "homes_month", "capacity", "number") == authorisation.capacity


def test_a_standing_without_an_authorisation_does_not_count_as_one(here):
    today = clock.today()
    a_home(
        standing=Standing.AUTHORISED, certificate_number="SCPA-2026-00001-K", authorised_from=today,
        authorised_until=today + timedelta(days=300),
    )  # fmt: skip
    assert figure(pack(queries.monthly(now_month()), "en"), "homes_kind", "all", "authorised") == 0


def test_a_month_that_has_not_begun_is_refused(here):
    with pytest.raises(DomainError):
        queries.monthly(now_month().next)


def test_the_number_of_questions_does_not_grow_with_the_register(some_rows):
    def asked():
        count = []

        def note(*_args):
            count.append(1)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            queries.monthly(now_month())
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(count)

    before = asked()
    for n in range(4):
        home = a_home("SD-HYD")
        filing.file_message(Telling(category=Category.SCHOOL, home=home))
        placements.record_stay(a_child(5 + n), basis=Basis.LEGACY, actor=None, home=home)
    assert asked() == before


def from_json(content):
    tables = json.loads(content)["tables"]
    return {
        (key, line["code"], measure): line[measure]
        for key, table in tables.items()
        for line in table["lines"]
        for measure in table["measures"]
    }


def from_csv(content):
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return {(row["table"], row["line"], row["measure"]): row["figure"] for row in rows if row["table"] != "made_up"}


def from_workbook(content, made):
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for table, sheet in zip(made.tables, book.worksheets[1:], strict=True):
        words = 1 + len(table.more)
        rows = sheet.iter_rows(min_row=4, max_row=3 + len(table.all_lines), values_only=True)
        for line, row in zip(table.all_lines, rows, strict=True):
            for at, (measure, _) in enumerate(table.measures):
                found[table.key, line.code, measure] = row[words + at]
    return book, found


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
@pytest.mark.parametrize("exact", [True, False])
def test_every_format_says_the_same_figures(here, language, exact):
    made = pack(full_october(), language, exact)
    wanted = {
        (table.key, line.code, code): value
        for table in made.tables
        for line in table.all_lines
        for (code, _), value in zip(table.measures, line.figures, strict=True)
    }
    assert from_json(sheets.machine(made)) == wanted
    assert from_csv(sheets.plain(made)) == {key: "" if v is None else str(v) for key, v in wanted.items()}
    book, found = from_workbook(sheets.workbook(made), made)
    assert found == {key: "–" if value is None else value for key, value in wanted.items()}
    right = [sheet.sheet_view.rightToLeft for sheet in book.worksheets]
    assert right == [language != "en" or None] * len(right) or right == [language != "en"] * len(right)


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_pdf_says_it_on_two_pages_and_holds_every_figure_behind_them(here, language):
    made = pack(full_october(), language)
    content = story.document(made)
    assert content == story.document(made)
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) > 3
    text = pages[0].extract_text()
    for number in ("48", "42", "36", "18", "27", "60", "99", "395"):
        assert number in text, number
    everything = "".join(page.extract_text() for page in pages[2:])
    for table in made.tables:
        for line in table.all_lines:
            for value in line.figures:
                assert value is None or str(value) in everything


def test_the_english_pdf_opens_with_its_findings(here):
    text = PdfReader(io.BytesIO(story.document(pack(full_october(), "en")))).pages[0].extract_text()
    for said in pack(full_october(), "en").sentences:
        assert said in " ".join(text.split())


def test_an_empty_register_still_makes_every_format(here):
    for kind in Format:
        name, content = formats.monthly(now_month(), kind, "sd")
        assert name == f"monthly-report-{now_month()}-sd.{kind.value}"
        assert len(content) > 500
    first = pack(queries.monthly(now_month()), "en").sentences[0]
    assert first == "No message came this month. This can mean that children cannot reach us."


def test_readers_outside_the_authorities_get_no_small_number_about_children(here):
    made = pack(full_october(), "en", exact=False)
    for table in made.tables:
        if table.children and table.key != "indicators":
            small = [f for line in table.all_lines for f in line.figures if isinstance(f, int) and 0 < f < 5]
            assert small == [], table.key
    assert figure(made, "homes_kind", "all", "known") == 60


@pytest.fixture
def command(here, settings, monkeypatch):
    monkeypatch.setenv("REGISTRY_MODE", "demo")
    monkeypatch.setenv("REGISTRY_VAR", str(settings.var))
    monkeypatch.setenv("REGISTRY_KEY_FILE", str(settings.key_path))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    return lambda *given: CliRunner().invoke(main, ["report", "monthly", *given])


def test_the_command_writes_a_file_and_to_stdout(command, tmp_path):
    target = tmp_path / "report.json"
    month = str(now_month())
    assert command("--month", month, "--format", "json", "-o", str(target)).exit_code == 0
    said = json.loads(target.read_text(encoding="utf-8"))
    assert (said["month"], said["language"], said["made_up"]) == (month, "en", True)
    direct = command("--month", month, "--format", "json", "--lang", "ur", "-o", "-")
    assert json.loads(direct.stdout)["language"] == "ur"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (("--month", "2026-13", "--format", "json", "-o", "-"), 2),
        (("--month", "2099-01", "--format", "json", "-o", "-"), 1),
        (("--month", "2026-10", "--format", "docx", "-o", "-"), 2),
        (("--month", "2026-10", "--format", "csv", "-o", "/nowhere/at/all.csv"), 1),
        (("--month", "2026-10", "--format", "csv"), 2),
    ],
)
def test_the_command_refuses_with_a_sentence(command, given, status):
    answer = command(*given)
    assert answer.exit_code == status
    assert answer.stderr.strip()
    assert answer.stdout == ""


def test_months_before_the_register_are_not_offered(here):
    a_home(known_since=date(2026, 3, 5))
    assert queries.first_month() == months.Month(2026, 3)
