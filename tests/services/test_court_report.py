"""The court report from the tables to the file: positions from dated facts, the same figures everywhere and later."""

import hashlib
import io
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from inspections.models import Visit
from registry_app.accounts.states import Role
from registry_app.cli import main
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.measures.deciding import Wish, decide
from registry_app.measures.services import prepare, serve
from registry_app.measures.states import Ground, MeasureKind, ServedBy
from registry_app.pages.court import formats, queries, sheets, story
from registry_app.pages.court.models import CourtFiling
from registry_app.pages.court.pack import pack
from registry_app.pages.reports.states import Format
from registry_app.placements import services as placements
from registry_app.placements.children.services import correct_age
from registry_app.placements.exits import corrections
from registry_app.placements.exits.rules import Facts
from registry_app.placements.exits.states import Cause
from registry_app.placements.papers import services as papers
from registry_app.placements.papers.states import BForm
from registry_app.placements.states import AgeMethod, Basis, Exit, Sex
from registry_app.placements.visitors import services as book
from registry_app.placements.visitors.states import Owner, Step, Visitor
from registry_app.providers.findings import services as tellings
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, KnownFrom, Ownership, Standing
from tests import manners
from tests.builders import asking, court
from tests.builders import homes as built
from tests.builders.authorisations import in_force
from tests.builders.measures import blank_letters, scan
from tests.builders.people import person, sign_in_as


def ago(days):
    return clock.now() - timedelta(days=days)


def day(days):
    return clock.today() - timedelta(days=days)


def a_child(name="Sana Memon", sex=Sex.GIRL):
    born = day(3000)
    return placements.know_child(sex=sex, born_earliest=born, born_latest=born, age_method=AgeMethod.SAID,
                                 home_district="SD-HYD", actor=None, name=name)  # fmt: skip


@pytest.fixture
def small_sindh(here):
    """Five homes and five children, everything of it done by the services on days of the past 200 days."""
    registrar, director = person(Role.REGISTRY_OFFICER), person(Role.SWD_DIRECTOR)
    with clock.set_to(ago(200)):
        in_force()
        made = {
            "authorised": built.home(name="Quince House", known_since=day(0)),
            "process": built.home(name="Pear House"),
            "never": built.home(name="Fig House"),
            "federal": built.home(name="Plum House", run_by=Ownership.FEDERAL_PBM),
            "shelter": built.home(name="Hidden House", shelters_survivors=True),
        }
        built.service(made["authorised"])
        cpo = person(Role.CPO, district="SD-HYD")
        children = [
            placements.record_stay(a_child(), basis=Basis.LEGACY, home=made["never"], actor=cpo),
            placements.record_stay(a_child(sex=Sex.BOY), basis=Basis.ARRIVAL, home=made["federal"], actor=cpo,
                                   brought_by="police"),
            placements.record_stay(a_child(), basis=Basis.ARRIVAL, home=made["authorised"], actor=cpo,
                                   brought_by="cradle"),
            placements.record_stay(a_child(), basis=Basis.OUTSIDE, place="A house in the street", actor=cpo),
        ]  # fmt: skip
    with clock.set_to(ago(150)):
        homes.set_standing(made["authorised"], Standing.IN_PROCESS, None)
        homes.set_standing(made["process"], Standing.IN_PROCESS, None)
        homes.record_visited(made["never"], day(0), actor=None)
        kept = tellings.keep_list(KnownFrom.SWD_LIST, day(0), actor=registrar)
        tellings.add(made["never"], KnownFrom.SWD_LIST, day(0), actor=registrar, list=kept)
        papers.record(children[0].child, BForm.APPLIED, since=day(0), actor=cpo)
    with clock.set_to(ago(120)):
        homes.authorise(made["authorised"], certificate_number="SCPA-TEST-90001", authorised_from=day(0),
                        authorised_until=day(-300), actor=None)  # fmt: skip
        with blank_letters():
            notice = prepare(made["never"], MeasureKind.NOTICE_TO_APPLY, grounds=[Ground.NOT_REGISTERED],
                             reasons="It did not apply.", actor=registrar)  # fmt: skip
            decide(notice, Wish(), actor=director)
        serve(notice, on_day=day(0), how=ServedBy.BY_HAND, to_whom="The guard", actor=registrar,
              upload=scan())  # fmt: skip
        entry = book.write(
            made["never"], visitor=Visitor.JUDGE, visitor_name="Sessions Judge", visited_on=day(0), said="It is dark.",
            task="Put in lamps.", owner=Owner.HOME, due_on=day(-20), by_home=False, actor=registrar,
        )  # fmt: skip
        placements.end_stay(
            children[2], Exit.DIED, actor=cpo,
            facts=Facts(cause=Cause.ILLNESS, certified_by="Civil Hospital", found_dead=False, burial_pending=True,
                        police_on=day(0)),
        )  # fmt: skip
    return made | {"children": children, "cpo": cpo, "entry": entry, "registrar": registrar}


def figures(on, known=None):
    return court.figures(pack(queries.facts(on, known_on=known), "en"))


def test_each_home_stands_where_its_dated_facts_put_it(small_sindh):
    now, before = figures(None), figures(day(130))
    places = {code: now["homes_place", code, "homes"] for code in
              ("AUTHORISED", "IN_PROCESS", "NOTICE_SERVED", "FEDERAL", "NEVER_APPLIED", "all")}  # fmt: skip
    assert places == {"AUTHORISED": 1, "IN_PROCESS": 1, "NOTICE_SERVED": 1, "FEDERAL": 1, "NEVER_APPLIED": 1, "all": 5}
    assert [before["homes_place", code, "homes"] for code in ("AUTHORISED", "IN_PROCESS", "NEVER_APPLIED")] == [0, 2, 2]
    assert now["measures", "NOTICE_TO_APPLY", "served"] == 1
    assert ("measures", "NOTICE_TO_APPLY", "given") in before
    assert before["measures", "NOTICE_TO_APPLY", "given"] == 0
    assert (now["homes_lists", "SWD_LIST", "homes"], now["homes_lists", "NONE", "homes"]) == (1, 4)
    assert (now["homes_visit", "NOT_SAID", "homes"], figures(day(151))["homes_visit", "NEVER", "homes"]) == (1, 5)


def test_children_and_ways_out_are_counted(small_sindh):
    now, before = figures(None), figures(day(130))
    assert (now["children_basis", "all", "all"], before["children_basis", "all", "all"]) == (3, 4)
    assert now["children_place", "NO_HOME", "all"] == 1
    assert (now["brought", "POLICE", "ever"], now["brought", "CRADLE", "ever"]) == (1, 1)
    assert (now["left", "DIED", "year"], now["deaths", "ILLNESS", "not_buried"]) == (1, 1)
    assert (now["papers", "APPLIED", "all"], figures(day(160))["papers", "NOT_SAID", "all"]) == (1, 4)
    assert (now["book", "JUDGE", "written"], now["book", "JUDGE", "overdue"]) == (1, 1)


def test_the_same_day_gives_the_same_bytes_after_everything_changed(small_sindh):
    on = day(1)
    before = {kind: formats.court(on, kind, "en")[1] for kind in formats.WRITERS}
    made, cpo = small_sindh, small_sindh["cpo"]
    homes.set_standing(made["never"], Standing.IN_PROCESS, None)
    homes.set_standing(made["process"], Standing.CLOSED_VOLUNTARILY, None)
    homes.set_standing(made["authorised"], Standing.SUSPENDED, None)
    homes.edit_service(made["authorised"].services[0], care_type=CareType.SMALL_GROUP, actor=None)
    homes.hand_over(made["federal"], built.organisation(ownership=Ownership.TRUST), actor=None)
    homes.record_visited(made["shelter"], clock.today(), actor=None)
    built.home(name="Newest House")
    placements.end_stay(made["children"][0], Exit.REUNIFIED, actor=cpo)
    placements.record_stay(
        made["children"][1].child, basis=Basis.ARRIVAL, home=made["authorised"], actor=cpo, brought_by="CPU"
    )
    placements.record_stay(a_child(), basis=Basis.ARRIVAL, home=made["never"], actor=cpo, brought_by="police")
    papers.record(made["children"][0].child, BForm.HAS, since=clock.today(), actor=cpo)
    book.follow(made["entry"], Step.DONE, "Seen.", actor=made["registrar"])
    assert {kind: formats.court(on, kind, "en")[1] for kind in formats.WRITERS} == before
    assert figures(None) != court.from_json(before[Format.JSON])


def files_of(on, known):
    return {kind: formats.court(on, kind, "en", known)[1] for kind in formats.WRITERS}


def test_what_is_entered_or_corrected_later_changes_nothing_of_what_was_known(small_sindh):
    on = known = day(1)
    before, shown = files_of(on, known), figures(on, known)
    made, cpo = small_sindh, small_sindh["cpo"]
    sana = made["children"][0].child
    born = day(6000)
    correct_age(sana, born=(born, born), method=AgeMethod.DOCUMENT, reason="The B-Form was found.", actor=cpo)
    placements.end_stay(made["children"][1], Exit.REUNIFIED, actor=cpo, ended_at=ago(30))
    placements.record_stay(a_child(), basis=Basis.OUTSIDE, home=made["never"], actor=cpo, started_at=ago(12))
    papers.record(sana, BForm.HAS, since=day(20), actor=cpo)
    kept = tellings.keep_list(KnownFrom.COURT_FILING, day(40), actor=made["registrar"])
    tellings.add(made["process"], KnownFrom.COURT_FILING, day(40), actor=made["registrar"], list=kept)
    homes.edit(made["authorised"], name="Another Name", actor=None)
    assert files_of(on, known) == before
    now = figures(on)
    for key in (("children_age", "15-17", "all"), ("left", "REUNIFIED", "year"), ("papers", "HAS", "all"),
                ("homes_lists", "COURT_FILING", "homes"), ("children_basis", "OUTSIDE", "all")):  # fmt: skip
        assert now[key] == shown[key] + 1, key
    notes = " ".join(pack(queries.facts(on), "en").notes)
    assert "children who had left, 1; ages, 1." in notes
    assert "1 stays were entered only after the day" in notes


def test_a_corrected_leaving_is_known_from_its_approval_on(small_sindh):
    made, cpo, head = small_sindh, small_sindh["cpo"], person(Role.CPU_HEAD, district="SD-HYD")
    with clock.set_to(ago(60)):
        placements.end_stay(made["children"][0], Exit.REUNIFIED, actor=cpo)
    with clock.set_to(ago(30)):
        line = corrections.propose(made["children"][0], Exit.NEW_BASIS, reason="It was another child.", actor=cpo)
        corrections.decide(line, approve=True, actor=head)
    on = day(40)
    assert figures(on, day(35))["left", "REUNIFIED", "year"] == 1
    assert figures(on, day(29))["left", "REUNIFIED", "year"] == 0
    assert (
        figures(on, day(29))["children_basis", "all", "all"] == figures(on, day(35))["children_basis", "all", "all"] + 1
    )


def test_a_home_stands_under_the_name_it_had_on_the_day(small_sindh):
    with clock.set_to(ago(50)):
        homes.edit(small_sindh["never"], name="Renamed House", name_ur="نیا گھر", actor=None)

    def names(on):
        return {line.name for line in pack(queries.facts(on), "en").homes}

    assert "Fig House" in names(day(60))
    assert "Renamed House" not in names(day(60))
    assert "Renamed House" in names(day(40))


def test_both_days_are_printed_and_told_to_whoever_makes_it_again(small_sindh):
    made = pack(queries.facts(day(9), known_on=day(3)), "en")
    assert made.command.endswith(f"--on {day(9)} --known {day(3)}")
    assert "as known on" in made.day_words
    body = json.loads(sheets.machine(made))
    assert (body["on"], body["known_on"]) == (str(day(9)), str(day(3)))


def test_what_was_known_before_the_day_is_refused(here):
    with pytest.raises(DomainError, match="before the day itself"):
        queries.facts(day(3), known_on=day(4))


def test_the_sentence_of_standings_adds_up_to_all_homes(small_sindh):
    homes.set_standing(small_sindh["shelter"], Standing.BEING_BUILT, None)
    said = pack(queries.facts(), "en").sentences[1]
    total, _colon, parts = said.partition(":")
    assert "Being built 1" in parts
    assert sum(int(part.rstrip(".").split()[-1]) for part in parts.split("·")) == int(total.split()[2]) == 5


def test_what_was_entered_late_is_counted_and_said(small_sindh):
    on = day(10)
    assert queries.facts(on).late == 0
    placements.record_stay(
        a_child(), basis=Basis.OUTSIDE, home=small_sindh["never"], actor=small_sindh["cpo"], started_at=ago(12)
    )
    facts = queries.facts(on)
    assert facts.late == 1
    assert any("1 stays were entered only after the day" in said for said in pack(facts, "en").notes)


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_format_says_the_same_figures(small_sindh, language):
    made = pack(queries.facts(), language)
    wanted = court.figures(made)
    assert court.from_json(sheets.machine(made)) == wanted
    assert court.from_workbook(sheets.workbook(made), made) == wanted
    everything = "".join(page.extract_text() for page in PdfReader(io.BytesIO(story.document(made))).pages)
    for (table, line, _measure), value in wanted.items():
        assert str(value) in everything, (table, line)


def test_no_file_names_a_child_or_what_is_hidden(small_sindh):
    code = small_sindh["children"][0].child.code
    for kind in (Format.JSON, Format.PDF):
        content = formats.court(None, kind, "en")[1]
        if kind is Format.PDF:
            content = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
        for word in ("Memon", code, "Hidden House"):
            assert word.encode() not in content
        assert b"Quince House" in content


def test_a_sum_that_does_not_agree_is_said_on_the_first_page(small_sindh, monkeypatch):
    from registry_app.pages.court import checks, facts

    monkeypatch.setattr(facts, "checks", lambda *_given: (checks.Check("DEATHS", 1, 2),))
    made = pack(queries.facts(), "en")
    assert made.wrong
    assert "1 sums do NOT agree" in made.sentences[-1]
    assert "does NOT agree" in PdfReader(io.BytesIO(story.document(made))).pages[-1].extract_text()


def test_an_empty_register_still_makes_every_format(here):
    made = pack(queries.facts(), "en")
    assert not made.wrong
    for write in formats.WRITERS.values():
        assert write(made)


def test_the_number_of_questions_does_not_grow_with_the_register(small_sindh, the_app):
    counts = []
    for _turn in range(2):
        db.session.expire_all()
        with asking.questions(the_app) as asked:
            pack(queries.facts(), "en")
        counts.append(len(asked))
        for n in range(4):
            home = built.home(name=f"House {n}")
            placements.record_stay(
                a_child(), basis=Basis.ARRIVAL, home=home, actor=small_sindh["cpo"], brought_by="police"
            )
    assert counts[0] == counts[1]


def test_a_day_to_come_is_refused(here):
    with pytest.raises(DomainError, match="today or earlier"):
        queries.facts(day(-1))
    assert db.session.query(Visit).count() == 0


@pytest.mark.parametrize("statement", ["UPDATE home_step SET number = 9", "DELETE FROM home_step"])
def test_the_trail_of_a_home_is_never_edited(here, statement):
    built.home()
    with pytest.raises(DBAPIError, match="never edited"), transaction() as session:
        session.execute(text(statement))


def test_a_b_form_is_not_recorded_before_what_is_known(here):
    child = a_child()
    papers.record(child, BForm.APPLIED, since=day(5), actor=None)
    for since, words in ((day(6), "newer"), (day(-1), "today or earlier")):
        with pytest.raises(DomainError, match=words):
            papers.record(child, BForm.HAS, since=since, actor=None)


@pytest.fixture
def command(here, settings, monkeypatch):
    """The console script on the database of this test."""
    monkeypatch.setenv("REGISTRY_MODE", "demo")
    monkeypatch.setenv("REGISTRY_VAR", str(settings.var))
    monkeypatch.setenv("REGISTRY_KEY_FILE", str(settings.key_path))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    return lambda *given: CliRunner().invoke(main, ["report", "court", *given])


@pytest.fixture
def readers(app):
    with app.app_context():
        cpo, home = person(Role.CPO, district="SD-HYD"), built.home(name="Fig House")
        stay = placements.record_stay(a_child(), basis=Basis.LEGACY, home=home, actor=cpo)
        return {
            "director": person(Role.SWD_DIRECTOR).id, "law": person(Role.LAW_OFFICER).id, "group": person(Role.TWG).id,
            "auditor": person(Role.AUDITOR).id, "cpo": cpo.id, "stay": stay.id, "number": home.register_number,
        }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_report_on_screen(client, readers, language):
    sign_in_as(client, readers["director"])
    client.get(f"/language/{language}")
    page = client.get("/reports/court")
    assert (page.status_code, manners.faults(page.text, language=language)) == (200, [])
    assert f"/office/homes/{readers['number']}" in page.text
    assert "/reports/court" in client.get("/reports").text
    shown = manners.parsed(page.text)[0]
    cells = [" ".join("".join(cell.itertext()).split()) for cell in shown.iter("td")]
    made = court.from_json(client.get(f"/reports/court/{clock.today()}/{language}.json").data)
    for (table, _line, _measure), value in made.items():
        assert table == "register" or str(value) in cells


def test_a_past_day_is_asked_for_in_the_address_or_by_three_boxes(client, readers):
    sign_in_as(client, readers["law"])
    old = day(30)
    for query in (f"on={old}", f"on-day={old.day}&on-month={old.month}&on-year={old.year}"):
        page = client.get(f"/reports/court?{query}")
        assert page.status_code == 200
        assert "knew 0 homes" in page.text
    assert "real date" in client.get("/reports/court?on-day=40&on-month=1&on-year=2026").text
    for wrong in ("on=tomorrow", f"on={day(-1)}"):
        assert client.get(f"/reports/court?{wrong}").status_code == 404


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{")])
def test_the_files(client, readers, ending, begins):
    sign_in_as(client, readers["law"])
    answer = client.get(f"/reports/court/{clock.today()}/en.{ending}")
    assert answer.data.startswith(begins)
    assert f"court-report-{clock.today()}-known-{clock.today()}-en.{ending}" in answer.headers["Content-Disposition"]
    for wrong in (f"{clock.today()}/en.csv", f"{clock.today()}/fr.pdf", f"{day(-1)}/en.pdf", "yesterday/en.pdf"):
        assert client.get(f"/reports/court/{wrong}").status_code == 404


def test_a_past_day_is_shown_as_it_was_known_then(client, readers):
    sign_in_as(client, readers["law"])
    page = client.get(f"/reports/court?on={day(5)}&known={day(2)}")
    assert f"known={day(2)}" in page.text
    assert "as known on" in page.text
    on, known = day(2), day(5)
    boxes = {f"{name}-{part}": getattr(given, part) for name, given in (("on", on), ("known", known))
             for part in ("day", "month", "year")}  # fmt: skip
    assert "before the day itself" in client.get("/reports/court", query_string=boxes).text
    assert client.get(f"/reports/court/{on}/en.json?known={known}").status_code == 404


def test_a_filed_copy_is_kept_byte_for_byte(client, readers, app):
    sign_in_as(client, readers["law"])
    today = clock.today()
    assert client.post(f"/reports/court/{today}/{today}/ur/file").status_code == 303
    page = client.get("/reports/court").text
    with app.app_context():
        [(key, digest)] = db.session.execute(db.select(CourtFiling.id, CourtFiling.sha256)).all()
    assert digest in page
    first = client.get(f"/reports/court/filed/{key}")
    with app.app_context():
        placements.record_stay(a_child(), basis=Basis.ARRIVAL, actor=None, brought_by="police",
                               home=db.session.scalars(db.select(Home)).first())  # fmt: skip
        for statement in ("UPDATE court_filing SET sha256 = sha256", "DELETE FROM court_filing"):
            with pytest.raises(DBAPIError, match="kept as it was filed"), transaction() as session:
                session.execute(text(statement))
    again = client.get(f"/reports/court/filed/{key}")
    assert first.data == again.data
    assert hashlib.sha256(first.data).hexdigest() == digest
    sign_in_as(client, readers["auditor"])
    assert client.get(f"/reports/court/filed/{key}").status_code == 403
    assert client.post(f"/reports/court/{today}/{today}/en/file").status_code == 403


@pytest.mark.parametrize("who", ["group", "auditor", "cpo"])
def test_true_small_numbers_are_for_those_who_answer_before_the_court(client, readers, who):
    sign_in_as(client, readers[who])
    assert client.get("/reports/court").status_code == 403
    assert client.get(f"/reports/court/{clock.today()}/en.json").status_code == 403


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_unit_records_a_b_form(client, readers, language):
    sign_in_as(client, readers["cpo"])
    client.get(f"/language/{language}")
    path = f"/panel/stays/{readers['stay']}/b-form"
    assert path in client.get(f"/panel/stays/{readers['stay']}").text
    page = client.get(path)
    assert (page.status_code, manners.faults(page.text, language=language)) == (200, [])
    assert client.post(path, data={"status": "HAS"}).status_code == 200
    old = day(2)
    body = {"status": "HAS", "since-day": old.day, "since-month": old.month, "since-year": old.year}
    assert client.post(path, data=body).status_code == 303
    sign_in_as(client, readers["director"])
    assert client.get(path).status_code == 403
    made = json.loads(client.get(f"/reports/court/{clock.today()}/en.json").data)
    assert made["tables"]["papers"]["lines"][0]["all"] == 1


def test_the_command_writes_files_and_refuses_with_a_sentence(command, tmp_path):
    target = tmp_path / "report.json"
    done = command("--on", str(day(3)), "--format", "json", "-o", str(target))
    assert (done.exit_code, json.loads(target.read_bytes())["on"]) == (0, str(day(3)))
    assert json.loads(command("--format", "json", "-o", "-").stdout)["on"] == str(clock.today())
    then = command("--on", str(day(3)), "--known", str(day(2)), "--format", "json", "-o", "-")
    assert json.loads(then.stdout)["known_on"] == str(day(2))
    early = command("--on", str(day(3)), "--known", str(day(4)), "--format", "json", "-o", "-")
    assert (early.exit_code, "before the day itself" in early.stderr) == (1, True)
    late = command("--on", str(day(-1)), "--format", "json", "-o", "-")
    assert (late.exit_code, "today or earlier" in late.stderr, late.stdout) == (1, True, "")
    assert command("--on", "soon", "--format", "json", "-o", "-").exit_code == 2
    assert command("--format", "csv", "-o", "-").exit_code == 2
