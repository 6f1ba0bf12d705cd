"""The PDFs: readable text in three languages, the same bytes each time, pages that break where they may."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
import segno
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from registry_app.core import pdf
from registry_app.core.pdf.faces import choose, face, stack
from registry_app.core.pdf.grid import share_out, widened
from registry_app.core.pdf.isolating import base_direction, isolate_tokens
from registry_app.core.pdf.lines import Block, Style
from registry_app.core.pdf.paragraph import Text

FONTS = Path(pdf.__file__).parent / "fonts"
WEB_FONTS = Path(pdf.__file__).parents[2] / "static" / "fonts"

URDU = "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیئےۓؤۂ۔،؛؟"
SINDHI = "اآبٻڀتٿٽٺثپجڄجهڃچڇحخدڌڏڊڍذرڙزسشصضطظعغفڦقڪکگڳگهڱلمنڻوهءيئ۽۾،؛؟"

WORDS = {
    "en": "The certificate SCPA-2026-00042-K is valid until 2027-06-30.",
    "ur": "یہ سرٹیفکیٹ SCPA-2026-00042-K تاریخ 2027-06-30 تک درست ہے۔",
    "sd": "هي سرٽيفڪيٽ SCPA-2026-00042-K تاريخ 2027-06-30 تائين صحيح آهي.",
}
MADE_UP = {"en": "Made-up data.", "ur": "فرضی معلومات۔", "sd": "فرضي ڄاڻ."}


def _made(story, locale="en", **options):
    return pdf.build(story, **({"locale": locale, "title": "T", "made_up": False} | options))


def _pages(document):
    return [page.extract_text() for page in PdfReader(io.BytesIO(document)).pages]


def _everything(locale):
    return [
        pdf.heading(WORDS[locale], locale),
        pdf.heading(WORDS[locale], locale, 2),
        pdf.para(WORDS[locale] * 3, locale),
        pdf.bullets([WORDS[locale], "+92 21 3456-7890"], locale),
        pdf.facts([(MADE_UP[locale], WORDS[locale]), ("E-mail", "office@example.org"), ("–", None)], locale),
        pdf.table([["A", MADE_UP[locale]], [WORDS[locale], 3]], locale, numeric=(1,)),
        pdf.box([pdf.para(WORDS[locale], locale)], "#8E1F2F"),
        pdf.grade_badge("C", MADE_UP[locale], locale),
        pdf.columns([[pdf.qr("https://example.org/verify/1")], [pdf.spacer(3), pdf.para("x", locale)]], locale),
        pdf.bars([(MADE_UP[locale], 3, 1), ("b", 0, 2), ("c", 0, 0)], locale, headline="h", key=("on", "late")),
        pdf.keep([pdf.para("k", locale)]),
        pdf.page_break(),
        pdf.para("end", locale),
    ]


@pytest.mark.parametrize("locale", ["en", "ur", "sd"])
def test_the_text_can_be_read_back_in_its_own_order(locale):
    text = " ".join(_pages(_made([pdf.para(WORDS[locale], locale)], locale)))
    for word in WORDS[locale].split():
        assert word.strip(".۔") in text


def test_nastaliq_can_be_read_back_although_its_glyphs_stand_on_many_heights():
    text = _pages(_made([pdf.heading("اندراج کا سرٹیفکیٹ", "ur")], "ur"))[0]
    assert all(word in text for word in ("اندراج", "کا", "سرٹیفکیٹ"))


def test_vowel_signs_come_back_after_their_letter():
    assert "ڀاءُ" in _pages(_made([pdf.para("ڀاءُ", "sd")], "sd"))[0]


@pytest.mark.parametrize("locale", ["en", "ur", "sd"])
def test_the_same_story_gives_the_same_bytes_in_eight_threads(locale):
    alone = _made(_everything(locale), locale)
    with ThreadPoolExecutor(8) as pool:
        others = list(pool.map(lambda _: _made(_everything(locale), locale), range(16)))
    assert set(others) == {alone}


def test_the_bytes_do_not_depend_on_what_was_made_before():
    first = _made([pdf.para("alpha beta", "en")])
    _made([pdf.para("zebra quick", "en"), pdf.para(WORDS["ur"], "ur")])
    assert _made([pdf.para("alpha beta", "en")]) == first


@pytest.mark.parametrize("locale", ["en", "ur", "sd"])
def test_every_font_is_in_the_file_and_tells_its_text(locale):
    with pikepdf.open(io.BytesIO(_made(_everything(locale), locale))) as document:
        fonts = {name: font for page in document.pages for name, font in page.resources.Font.items()}
        assert fonts
        for font in fonts.values():
            assert "/ToUnicode" in font
            assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) > 500
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize(("locale", "direction"), [("en", None), ("ur", "/R2L"), ("sd", "/R2L")])
def test_title_language_and_direction_are_named(locale, direction):
    with pikepdf.open(io.BytesIO(_made([pdf.para("x", locale)], locale, title=WORDS[locale]))) as document:
        assert str(document.docinfo["/Title"]) == WORDS[locale]
        assert str(document.Root.Lang) == locale
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.ViewerPreferences.get("/Direction") == direction


def test_every_page_has_its_number_the_footer_and_the_made_up_mark():
    story = [pdf.para(WORDS["en"] * 120, "en")]
    pages = _pages(_made(story, made_up=True, made_up_words=MADE_UP["en"], footer="Department of care"))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "Department of care" in page
        assert MADE_UP["en"] in page


def test_made_up_data_cannot_go_out_unmarked():
    with pytest.raises(ValueError, match="made_up_words"):
        _made([pdf.para("x", "en")], made_up=True, made_up_words=" ")


def test_real_data_does_not_carry_the_mark():
    assert MADE_UP["en"] not in _pages(_made([pdf.para("x", "en")], made_up_words=MADE_UP["en"]))[0]


@pytest.mark.parametrize(("size", "width", "height"), [("A4", 595, 842), ("A3", 842, 1191), ("A4-landscape", 842, 595)])
def test_page_sizes(size, width, height):
    page = PdfReader(io.BytesIO(_made([pdf.para("x", "en")], size=size))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (width, height)


def test_a_long_paragraph_goes_on_over_pages_and_loses_nothing():
    words = [f"w{number:04d}" for number in range(3000)]
    pages = _pages(_made([pdf.para(" ".join(words), "en")]))
    assert len(pages) > 2
    assert re.findall(r"w\d{4}", " ".join(pages)) == words


def test_a_table_repeats_its_head_and_keeps_every_row():
    rows = [["District", "Homes"], *[[f"row{number:03d}", number] for number in range(150)]]
    pages = _pages(_made([pdf.table(rows, "en")]))
    assert len(pages) > 2
    assert all("District" in page for page in pages)
    assert re.findall(r"row\d{3}", " ".join(pages)) == [f"row{number:03d}" for number in range(150)]


def test_a_cell_longer_than_a_page_is_parted():
    words = [f"w{number:04d}" for number in range(2500)]
    pages = _pages(_made([pdf.table([["A", "B"], ["x", " ".join(words)]], "en")]))
    assert len(pages) > 1
    assert sorted(re.findall(r"w\d{4}", " ".join(pages))) == words


def test_a_box_longer_than_a_page_is_parted():
    story = [pdf.box([pdf.para(f"line{number:03d}", "en") for number in range(120)], "#8E1F2F")]
    pages = _pages(_made(story))
    assert len(pages) > 1
    assert len(re.findall(r"line\d{3}", " ".join(pages))) == 120


def test_a_heading_stays_with_what_follows():
    for filling in range(25, 60):
        story = [pdf.spacer(filling * 4), pdf.heading("Chapter", "en", 2), pdf.para("Follows. " * 40, "en")]
        for page in _pages(_made(story)):
            assert ("Chapter" in page) <= ("Follows" in page)


def test_a_long_table_begins_under_its_heading_and_a_short_one_stays_whole():
    def pages(rows):
        story = [pdf.spacer(190), pdf.heading("Chapter", "en", 2), pdf.table([["Head"], *[["row"]] * rows], "en")]
        return [(page.count("Chapter"), page.count("row")) for page in _pages(_made(story))]

    (chapter, first), (_again, second) = pages(30)
    assert chapter == 1
    assert first > 3
    assert first + second == 30
    assert pages(10) == [(0, 0), (1, 10)]


def test_the_first_telling_that_stands_on_one_page_is_taken():
    def told(sizes, lines):
        stories = ([pdf.para(f"size{size}", "en", size=size) for _ in range(lines)] for size in sizes)
        return pdf.build_on_one_page(stories, locale="en", title="T", made_up=False)

    assert "size12" in _pages(told((12, 8), 20))[0]
    assert "size8" in _pages(told((12, 8), 40))[0]
    assert len(_pages(told((12, 8), 500))) > 1


def _starts(document):
    """Where the texts of the first page begin, from its left edge in points, in the order they are drawn."""
    starts, left, kept = [], 0.0, []
    with pikepdf.open(io.BytesIO(document)) as opened:
        for operands, operator in pikepdf.parse_content_stream(opened.pages[0]):
            if str(operator) == "q":
                kept.append(left)
            elif str(operator) == "Q":
                left = kept.pop()
            elif str(operator) == "cm":
                left += float(operands[4])
            elif str(operator) == "Tm":
                starts.append(left + float(operands[4]))
    return starts


@pytest.mark.parametrize(("locale", "mirrored"), [("en", False), ("ur", True), ("sd", True)])
def test_columns_stand_in_the_order_of_reading(locale, mirrored):
    places = _starts(_made([pdf.table([["first", "second", "third"]], locale, head=False)], locale))[:3]
    assert places == sorted(set(places), reverse=mirrored)
    places = _starts(_made([pdf.facts([("label", "value")], locale)], locale))[:2]
    assert places == sorted(set(places), reverse=mirrored)


@pytest.mark.parametrize("locale", ["en", "ur", "sd"])
def test_figures_of_a_numeric_column_end_under_one_another(locale):
    shares = (1, 1)
    document = _made([pdf.table([["x", 7], ["y", 12345]], locale, head=False, widths=shares, numeric=(1,))], locale)
    _, short, _, long = _starts(document)[:4]
    one, five = (Text(text, Style(locale, 9.5)).natural_width for text in ("7", "12345"))
    assert short + one == pytest.approx(long + five, abs=0.05)


@pytest.mark.parametrize(
    ("text", "islands"),
    [
        ("نمبر SCPA-2026-00042-K ہے", ["SCPA-2026-00042-K"]),
        ("تاریخ 2027-06-30 تک", ["2027-06-30"]),
        ("فون: +92 21 3456-7890، دفتر", ["+92\u00a021\u00a03456-7890"]),
        ("شناختی کارڈ 42101-1234567-1", ["42101-1234567-1"]),
        ("ای میل office@example.org، پتا", ["office@example.org"]),
        ("عمر 8–17 سال", ["8–17"]),
        ("رقم Rs. 12,500.00 (50%)۔", ["Rs. 12,500.00 (50%)"]),
        ("50% بچے", ["50%"]),
        ("گھر (Dar-ul-Atfal Home) میں 35 بچے", ["Dar-ul-Atfal Home"]),
        ("گھر Home 2 (Boys) میں", ["Home 2 (Boys)"]),
        ("گھر Home (Urdu: دار) میں", ["Home", "Urdu"]),
        ("معیار 5.3.2(j) اور [3]", ["5.3.2(j)"]),
        ("3 Home ہے", ["Home"]),
        ("پہلے سے \u2066a 1\u2069 الگ", ["a 1"]),
        ("35 بچے", []),
    ],
)
def test_codes_dates_phones_and_latin_names_become_islands(text, islands):
    isolated = isolate_tokens(text)
    assert re.findall("\u2066([^\u2069]*)\u2069", isolated) == islands
    plain = re.sub("[\u2066\u2069]", "", isolated).replace("\u00a0", " ")
    assert plain == re.sub("[\u2066\u2069]", "", text)
    assert isolate_tokens(isolated) == isolated


def test_iso_wraps_in_a_left_to_right_isolate():
    assert pdf.iso("12") == "\u206612\u2069"


@pytest.mark.parametrize(
    ("text", "locale", "base"),
    [
        ("Home", "ur", 0),
        ("SWD نے کہا", "ur", 1),
        ("2027-06-30", "sd", 1),
        ("The home دار is", "en", 0),
        ("دار الاطفال (Home)", "en", 1),
        ("", "en", 0),
    ],
)
def test_a_text_goes_the_way_of_its_language_unless_it_is_plainly_of_another(text, locale, base):
    assert base_direction(text, locale) == base


@pytest.mark.parametrize("stem", ["naskh-400", "naskh-700"])
def test_naskh_has_every_letter_of_urdu_and_sindhi(stem):
    assert {ord(letter) for letter in URDU + SINDHI} <= face(stem).has
    assert {ord(letter) for letter in URDU + SINDHI} <= set(TTFont(WEB_FONTS / f"{stem}.woff2").getBestCmap())


def test_nastaliq_has_every_letter_of_urdu():
    assert {ord(letter) for letter in URDU} <= face("nastaliq-700").has
    assert {ord(letter) for letter in URDU} <= set(TTFont(WEB_FONTS / "nastaliq-700.woff2").getBestCmap())


@pytest.mark.parametrize("stem", ["sans-400", "sans-700"])
def test_latin_has_ascii_and_the_signs_of_the_screens(stem):
    wanted = {ord(sign) for sign in "–—‘’“”…·×€éñ₨"} | set(range(0x20, 0x7F))
    assert wanted <= face(stem).has
    assert wanted <= set(TTFont(WEB_FONTS / f"{stem}.woff2").getBestCmap())


def test_the_web_fonts_stay_light():
    sizes = {path.stem: path.stat().st_size for path in WEB_FONTS.glob("*.woff2")}
    assert set(sizes) == {"naskh-400", "naskh-700", "sans-400", "sans-700", "nastaliq-700"}
    assert all(size < (120_000 if name.startswith("nastaliq") else 16_500) for name, size in sizes.items())


def test_a_sindhi_word_in_an_urdu_heading_stays_in_one_face():
    text = "گھر لاڙڪاڻو میں"
    chosen = [one.style for one in choose(text, stack(True, True))]
    assert set(chosen[text.index("ل") : text.index(" میں")]) == {"naskh"}
    assert chosen[0] == "nastaliq"
    assert chosen[-1] == "nastaliq"


_LETTERS = st.text(st.sampled_from("ab Z9-(]%،۔ابٻڪ۽ُ\u200c\u2066\u2069\u202b\u00a0\n✓→漢"), max_size=60)


@settings(max_examples=150, deadline=None)
@given(_LETTERS, st.sampled_from(["en", "ur", "sd"]), st.sampled_from([12.0, 40.0, 200.0]))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, locale, available):
    text = text.replace("\n", " ")
    block = Block(text, Style(locale), base_direction(text, locale))
    lines = block.lines(available)
    for line in lines:
        letters = [piece for piece in line.pieces if not piece.blank]
        assert line.width <= available + 0.02 or sum(len(piece.text) for piece in letters) <= 3 or not letters
    drawn = "".join(piece.text for line in lines for piece in sorted(line.pieces, key=lambda one: one.start))
    visible = [sign for sign in text if not sign.isspace() and sign not in "\u2066\u2069\u202b\u200c"]
    assert [sign for sign in drawn if not sign.isspace() and sign != "\u200c"] == visible


@settings(max_examples=60, deadline=None)
@given(_LETTERS, st.sampled_from(["en", "ur", "sd"]))
def test_any_text_can_be_printed(text, locale):
    assert _pages(_made([pdf.heading(text, locale), pdf.para(text, locale), pdf.bullets([text], locale)], locale))


def test_a_word_longer_than_the_line_is_broken_and_not_cut_off():
    text = Text("x" * 500, Style("en"))
    text.wrap(200)
    assert text.line_count > 5
    assert text.narrowest_width > 200


@pytest.mark.parametrize("locale", ["en", "ur"])
def test_a_phone_is_not_broken_over_lines_and_is_found_by_its_plain_blanks(locale):
    phone = "+92 21 3456-7890"
    for filling in range(1, 40):
        page = _pages(
            _made([pdf.columns([[pdf.para("x" * filling + " " + phone + " y", locale)], []], locale)], locale)
        )[0]
        assert phone in page


def test_line_feeds_are_kept():
    text = Text("one\ntwo\n\nfour", Style("en"))
    text.wrap(400)
    assert text.line_count == 4


def test_column_widths_respect_the_longest_word_and_fill_the_line():
    assert share_out(100, [50, 25], [10, 10]) == pytest.approx([66.67, 33.33], abs=0.01)
    assert sum(share_out(100, [500, 40], [30, 20])) == pytest.approx(100)
    assert all(width >= least for width, least in zip(share_out(100, [500, 40], [30, 20]), (30, 20), strict=True))
    assert sum(share_out(100, [500, 400], [150, 50])) == pytest.approx(100)


def test_no_column_of_given_shares_breaks_its_longest_word():
    assert widened([60, 40], [10, 10]) == [60, 40]
    assert widened([90, 10], [30, 20]) == pytest.approx([80, 20])
    assert widened([50, 50], [80, 70]) == [50, 50], "nothing fits, so the shares stand"


def _page_code(document):
    with pikepdf.open(io.BytesIO(document)) as opened:
        return opened.pages[0].Contents.read_bytes().decode("latin-1")


def test_the_qr_code_draws_every_dark_module():
    address = "https://example.org/en/verify/SCPA-2026-00042-K"
    code = re.search(r"q \S+ 0 0 \S+ 0 0 cm 1 g 0 0 (\d+) \d+ re f 0 g (.*?)f Q", _page_code(_made([pdf.qr(address)])))
    whole = int(code[1])
    dark = {
        (whole - int(y) - 1 - 4, int(x) - 4 + step)
        for x, y, wide in re.findall(r"(\d+) (\d+) (\d+) 1 re", code[2])
        for step in range(int(wide))
    }
    matrix = segno.make(address, error="m", micro=False).matrix
    assert dark == {(row, column) for row, line in enumerate(matrix) for column, bit in enumerate(line) if bit}
    assert whole == len(matrix) + 8


def test_the_qr_code_is_as_wide_as_asked():
    made = pdf.qr("abc", mm=35)
    assert made.module * len(made.modules) == pytest.approx(35 / 25.4 * 72)


@pytest.mark.parametrize(("letter", "full"), [("A", 4), ("B", 3), ("C", 2), ("D", 1), ("–", 0)])
@pytest.mark.parametrize("locale", ["en", "ur"])
def test_the_badge_has_as_many_full_bars_as_the_grade(letter, full, locale):
    code = _page_code(_made([pdf.grade_badge(letter, "word", locale)], ornament=False))
    # The badge itself is one filled and stroked rectangle; full bars are too, empty ones are stroked only.
    assert len(re.findall(r"re B\b", code)) == full + 1
    assert len(re.findall(r"re S\b", code)) == 4 - full
    assert letter in _pages(_made([pdf.grade_badge(letter, "word", locale)]))[0]


def test_the_late_part_of_a_bar_is_hatched_and_both_numbers_are_written():
    with_late = _made([pdf.bars([("Sukkur", 30, 4)], "en", headline="Four late", key=("On time", "Late"))])
    without = _made([pdf.bars([("Sukkur", 30, 0)], "en", headline="None late")])
    assert all(word in _pages(with_late)[0] for word in ("Sukkur", "30", "4", "Four late", "On time", "Late"))
    assert re.search(r"\bW\*? n\b", _page_code(with_late))
    assert not re.search(r"\bW\*? n\b", _page_code(without))


def test_bars_of_nothing_can_be_drawn():
    assert "Nothing" in _pages(_made([pdf.bars([], "en", headline="Nothing"), pdf.table([], "en")]))[0]


def test_the_band_can_be_left_out():
    assert len(_made([pdf.para("x", "en")], ornament=False)) < len(_made([pdf.para("x", "en")]))


def test_the_pdf_fonts_carry_their_licence():
    for folder in (FONTS, WEB_FONTS):
        text = (folder / "OFL.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "Noto" in text
