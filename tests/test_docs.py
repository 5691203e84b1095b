"""The documents held against the code: headings, readings, commands, settings, links."""

from __future__ import annotations

import csv
import re
import shlex
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, run
from congress_dash import cleaning, cli, downloads, pages, readers, reference, told
from congress_dash.column_readings import Known
from congress_dash.forms import FORMS, Column, Layout, Lookup
from congress_dash.moment import Moment
from congress_dash.names import KnownOrg, Names
from congress_dash.readers import Days, DraftDate, DraftNo, Held, Odd, Paper, Part, Planned
from congress_dash.records import Cells, FormId, OrgKind, Row, Scope, Severity, Status
from congress_dash.reference import severities, troubles
from congress_dash.slides.uses import WISHES
from congress_dash.store import Store, questions
from congress_dash.vietnamese import day, integer

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

DOCS = ROOT / "docs"
FORMS_PAGE = DOCS / "bieu-mau.md"
ADMIN_PAGE = DOCS / "quan-tri.md"
CODE_PAGE = DOCS / "developing.md"
README = ROOT / "README.md"
CHANGELOG = ROOT / "CHANGELOG.md"
OUTLOOK_PAGE = DOCS / "du-bao.md"
PAGES = [README, CHANGELOG, FORMS_PAGE, ADMIN_PAGE, CODE_PAGE, OUTLOOK_PAGE]
SOURCE = ROOT / "src" / "congress_dash"
AS_OF = date(2020, 5, 13)


@cache
def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def source() -> str:
    files = [*sorted(SOURCE.rglob("*.py")), ROOT / "Makefile"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def section(page: Path, title: str) -> str:
    """What stands under a heading, up to the next heading of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text(page), re.M | re.S)
    assert found, f"{page.name} has no section “{title}”"
    return found[1]


def rows(markdown: str) -> list[list[str]]:
    """The cells of every table in a piece of a page, headings left out."""
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    ruled = [at for at, line in enumerate(lines) if set(line) <= set("|-")]
    return [c for at, c in enumerate(cells) if at not in ruled and at + 1 not in ruled]


def codes(markdown: str, column: int = -1) -> set[str]:
    """The words in backticks of one column."""
    return {code for row in rows(markdown) for code in re.findall(r"`([^`]+)`", row[column])}


# --- links and words ----------------------------------------------------------------------------


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_image_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"!?\[[^\]]*\]\(([^)]+)\)", text(page)):
        where, _, anchor = target.partition("#")
        file = (page.parent / where).resolve() if where else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", text(file), re.M)
            assert anchor in map(slug, headings), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_sends_its_reader_to_another_host(page: Path) -> None:
    assert set(re.findall(r"https?://([^\s/:)>`”]+)", text(page))) <= {"127.0.0.1", "localhost"}


# --- forms --------------------------------------------------------------------------------------

HOW: dict[object, str] = {
    readers.text: "chữ",
    readers.count: "[số lượng]",
    readers.members: "[số đảng viên]",
    readers.part: "[số đã tổ chức]",
    readers.day: "[một ngày]",
    readers.days: "[ngày hoặc khoảng ngày]",
    readers.planned: "[ngày dự kiến]",
    readers.held: "[đã tổ chức]",
    readers.paper: "[số, ngày văn bản]",
    readers.draft: "[lần dự thảo]",
    readers.draft_date: "[ngày dự thảo]",
    readers.yes_no: "[có, không]",
    readers.pilot: "[có, không]",
    readers.org_kind: "[loại hình]",
    readers.scope: "[phạm vi]",
    readers.status: "[tình trạng]",
    readers.congress_form: "[hình thức]",
    readers.session: "[buổi]",
    readers.roles: "[chức danh]",
    Lookup.ORGANISATION: "[tên hoặc mã]",
    Lookup.ORGANISATIONS: "[nhiều tên hoặc mã]",
    Lookup.DOCUMENT: "[tên văn kiện]",
    Lookup.TEAMS: "[thành phần]",
}
LAYOUTS = [
    (f"Trang {layout.name}" if form.id is FormId.CATALOGUE else form.title, layout)
    for form in FORMS.values()
    for layout in form.layouts
]


def told_of(column: Column) -> list[str]:
    """The cells of a column's row but for how it is written."""
    is_named = column.required and column.reader is Lookup.ORGANISATION
    needed = "cột, ô" if column.needed or is_named else "cột" if column.required else ""
    return [column.headings[0], "; ".join(column.headings[1:]), needed]


@pytest.mark.parametrize(("title", "layout"), LAYOUTS, ids=[title for title, _ in LAYOUTS])
def test_every_column_stands_in_the_forms_page(title: str, layout: Layout) -> None:
    table = rows(section(FORMS_PAGE, title))
    assert [[row[0], row[1], row[3]] for row in table] == [told_of(c) for c in layout.columns]
    for row, column in zip(table, layout.columns, strict=True):
        assert HOW.get(column.reader, "tên") in row[2], row[0]
        assert ("gộp ô được" in row[2]) == column.spread, row[0]


# --- readings -----------------------------------------------------------------------------------

WORDS = {
    None: "chưa có số liệu",
    True: "có",
    False: "không",
    OrgKind.COMMITTEE: "đảng bộ",
    OrgKind.CELL: "chi bộ",
    Scope.DIRECT: "trực thuộc",
    Scope.COORDINATED: "phối hợp",
    Scope.SUPERIOR: "cấp trên trực tiếp",
    Status.STOPPED: "dừng, ra khỏi mẫu số",
    Status.POSTPONED: "tạm hoãn, vẫn trong mẫu số",
    "members_congress": "đại hội đảng viên",
    "delegates_congress": "đại hội đại biểu",
    "morning": "sáng",
    "afternoon": "chiều",
    "day": "cả ngày",
}


def words(value: Any) -> str:
    """A reading as the forms page writes it."""
    match value:
        case Days(first, last):
            return day(first) if first == last else f"{day(first)} đến {day(last)}"
        case Planned(first, last, said, actual):
            span = words(Days(first, last)) if first and last else bound(first, last)
            plan = f"“{said}”: {span}" if said else span
            return f"{plan}, thực tế {words(actual)}" if actual else plan
        case Held(True, days):
            return f"đã tổ chức {words(days)}" if days else "đã tổ chức, chưa rõ ngày"
        case Held(is_held, _):
            return "chưa báo cáo" if is_held is None else "chưa tổ chức"
        case DraftNo(number, is_going_on):
            return f"đang dự thảo lần {number}" if is_going_on else f"lần {number}"
        case DraftDate(None, is_going_on):
            return "đang dự thảo" if is_going_on else "đã phát hành, chưa rõ ngày"
        case DraftDate(issued_on, _):
            return f"phát hành {day(issued_on)}"
        case Paper(number, issued_on):
            parts = [number and f"số {number}", issued_on and f"ngày {day(issued_on)}"]
            return ", ".join(filter(None, parts)) or "đã có, chưa rõ số và ngày"
        case Part(done, total):
            return f"{integer(done)} trên {integer(total)}" if total else integer(done)
        case tuple():
            return "; ".join(reference.label("roles", role) for role in value)
        case int() if not isinstance(value, bool):
            return integer(value)
    return WORDS[value]


def bound(first: date | None, last: date | None) -> str:
    return f"sớm nhất {day(first)}" if first else f"muộn nhất {day(last)}" if last else ""


def examples(*names: str) -> list[tuple[str, str, str]]:
    """(reader, typed, reading) of the tables marked with one of those readers."""
    tables = re.findall(r"<!-- reader: (\w+) -->\n\n((?:\|.*\n)+)", text(FORMS_PAGE))
    return [
        (name, "" if typed == "(để trống)" else typed.strip("`"), row[1])
        for name, table in tables
        if name in names
        for row in rows(table)
        for typed in row[0].split(" · ")
    ]


LOOKED_UP = ("organisation", "document", "teams")
READERS = re.findall(r"<!-- reader: (\w+) -->", text(FORMS_PAGE))


@pytest.mark.parametrize(
    ("name", "typed", "reading"), examples(*(n for n in READERS if n not in LOOKED_UP))
)
def test_a_cell_is_read_as_the_page_says(name: str, typed: str, reading: str) -> None:
    try:
        said = words(getattr(readers, name)(typed, AS_OF).value)
    except Odd as odd:
        said = f"lỗi: {odd}"
    assert said == reading


def test_every_kind_of_cell_has_examples() -> None:
    used = {c.reader for _, layout in LAYOUTS for c in layout.columns} & HOW.keys()
    shown = {getattr(readers, name, None) for name in READERS}
    unshown = {readers.text, readers.day}  # words as they stand; one day is the first line of days
    assert used - set(Lookup) - unshown == shown - {None}


@pytest.fixture
def sample(sample_store: Path) -> Iterator[tuple[Store, Moment]]:
    store = Store.open(sample_store)
    moment = store.moment(AS_OF)
    assert moment
    yield store, moment
    store.close()


@pytest.mark.slow
def test_a_name_is_looked_up_as_the_page_says(sample: tuple[Store, Moment]) -> None:
    known = known_to(*sample)
    read_as = {
        name: [(typed, looked_up(name, typed, known)) for _, typed, _ in examples(name)]
        for name in LOOKED_UP
    }
    assert read_as == {
        name: [(typed, reading) for _, typed, reading in examples(name)] for name in LOOKED_UP
    }


def known_to(store: Store, moment: Moment) -> Known:
    orgs = store.ask("names", moment).to_dict("records")
    aliases = store.ask("aliases", moment).to_dict("records")
    names = Names.of(
        [KnownOrg(org["unit"], org["code"], org["name"]) for org in orgs],
        [(alias["alias"], alias["unit"]) for alias in aliases],
    )
    return Known(names, frozenset(store.ask("teams", moment)["team"]), "DUCA")


def looked_up(name: str, typed: str, known: Known) -> str:
    """What a row with that one cell says of it."""
    form = FormId.DOCUMENTS if name == "document" else FormId.INSPECTIONS
    field = "team" if name == "teams" else name
    usual = {"visited_on": "12/05/2020", "team": "1", "organisation": "PC03", "document": "BCCT"}
    layout = FORMS[form].layouts[0]
    words = {f: value for f, value in {**usual, field: typed}.items() if f in layout.by_field}
    cells = Cells(0, [*words.values()], {f: column for column, f in enumerate(words)})
    (row,) = cleaning.clean([Row("Biểu", 1, cells)], layout, known, AS_OF).rows
    if row.problems:
        return f"lỗi: {row.problems[0].message}"
    if name == "organisation":
        return known.names.orgs[row.records[0].unit].name
    if name == "document":
        return reference.label("documents", row.records[0].document)
    board, team = "ủy viên Ban Thường vụ", "tổ công tác số"
    return "; ".join(board if r.team == "BTV" else f"{team} {r.team}" for r in row.records)


# --- problems -----------------------------------------------------------------------------------


def kinds(pattern: str) -> set[str]:
    return set(re.findall(pattern, source(), re.S))


def test_every_problem_stands_in_the_forms_page() -> None:
    refused = kinds(r'Refused\(\s*"(\w+)"')
    assert codes(section(FORMS_PAGE, "Lỗi, cảnh báo, lưu ý")) == set(severities.checks()) | refused


def test_every_severity_that_may_change_is_told_as_the_list_has_it() -> None:
    listed = section(FORMS_PAGE, "Lỗi, cảnh báo, lưu ý")
    table = [row for row in rows(listed) if len(row) == 4 and row[1]]
    told_of = {row[3].strip("`"): row[1] for row in table}
    assert told_of == {
        kind: told.SEVERITY[check.severity].lower()
        for kind, check in severities.checks().items()
        if check.severity and (check.changeable or check.severity is not Severity.ERROR)
    }


def test_every_reading_that_is_not_literal_stands_in_the_forms_page() -> None:
    listed = re.sub(r"\s+", " ", section(FORMS_PAGE, "Lỗi, cảnh báo, lưu ý"))
    assert [why for why in told.WHY.values() if why not in listed] == []


def test_every_trouble_is_told_in_the_words_of_the_program() -> None:
    quoted = [re.findall("“(.+?)”", row[0])[0] for row in rows(section(ADMIN_PAGE, "Xử lý sự cố"))]
    assert [sentence for sentence in quoted if sentence not in source()] == []


# --- commands, settings, addresses --------------------------------------------------------------


def commands(page: Path) -> list[str]:
    """Every `congress-dash …` of a page, in the text or in a block."""
    inline = re.findall(r"`(congress-dash [^`\n]+)`", text(page))
    lines = re.findall(r"^(?:\$ )?(?:\.venv[/\\]\w+[/\\])?(congress-dash .+)$", text(page), re.M)
    return inline + [line for line in lines if "`" not in line]


@pytest.mark.parametrize(
    "command", sorted({c for page in PAGES for c in commands(page)}), ids=lambda c: c
)
def test_every_command_can_be_given(command: str) -> None:
    asked = cli.parser().parse_args(shlex.split(command, comments=True)[1:])
    assert callable(asked.run)


def test_every_command_is_told_of() -> None:
    told_of = {c.split()[1] for c in commands(README)}
    assert told_of == kinds(r'\bcommand\(\s*"(\w+)"')


@pytest.mark.slow
def test_the_example_is_what_the_program_says(sample_books: Path) -> None:
    shown = re.findall(r"^```console\n\$ congress-dash (.+)\n((?:.+\n)+)```", text(README), re.M)
    assert len(shown) == 1
    for command, output in shown:
        assert run(sample_books, *shlex.split(command)).stdout == output


def test_every_setting_is_told_of() -> None:
    found = {name for page in PAGES for name in re.findall(r"CONGRESS_DASH_[A-Z]+", text(page))}
    assert found == kinds(r"CONGRESS_DASH_[A-Z]+")
    assert found == codes(section(ADMIN_PAGE, "Thiết lập"), 0)


def test_every_list_is_told_of() -> None:
    lists = section(ADMIN_PAGE, "Danh sách của đơn vị")
    with (reference.HERE / "thresholds.csv").open(encoding="utf-8") as lines:
        thresholds = {line["id"]: line["name"] for line in csv.DictReader(lines)}
    weights = {each.id: str(each.weight) for each in troubles.troubles().values()}
    told_of = {file.name for file in reference.HERE.glob("*.csv")} | thresholds.keys()
    assert codes(lists, 0) == told_of | weights.keys()
    numbers = {row[0].strip("`"): row[2] for row in rows(lists) if len(row) == 3}
    assert numbers == thresholds | weights


def test_every_address_is_told_of() -> None:
    offered = {f"/{path}" for _, _, path, _ in pages._PAGES}
    offered |= {re.sub(r"\{.+?\}", "…", route.path) for route in downloads.ROUTES}
    shown = {re.sub(r"\?.*", "", code) for code in codes(section(ADMIN_PAGE, "Địa chỉ"), 0)}
    assert shown == offered - {"/tai/…"}


def test_every_target_is_told_of() -> None:
    targets = set(re.findall(r"^\.PHONY: (.+)$", text(ROOT / "Makefile"), re.M)[0].split())
    told_of = {word.removeprefix("make ") for word in codes(section(CODE_PAGE, "Start"), 0)}
    assert told_of == targets - {"chromium"}
    named = {name for page in PAGES for name in re.findall(r"`make (\w+)", text(page))}
    assert named <= targets


# --- rooms and questions ------------------------------------------------------------------------


def test_every_room_is_listed() -> None:
    there = {p.name if p.is_file() else f"{p.name}/" for p in SOURCE.iterdir()}
    rooms = {name for name in there if not name.startswith("_")}
    assert codes(section(CODE_PAGE, "Rooms"), 1) == rooms | {"app.py"}


def test_every_room_stands_on_its_floor() -> None:
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = [sorted(re.findall(r"\w+", layer)) for layer in contracts[0]["layers"]]
    floors: list[list[str]] = []
    for floor, rooms, _ in rows(section(CODE_PAGE, "Rooms")):
        floors += [[]] if floor else []
        floors[-1] += re.findall(r"`(\w+)(?:/|\.py)`", rooms)
    listed = [sorted(set(floor) - {"sql"}) for floor in floors]
    assert listed == [["app"], *layers]


def test_every_question_is_listed() -> None:
    table = rows(section(CODE_PAGE, "Questions"))
    assert sorted(row[0].strip("`") for row in table) == sorted(questions())
    added = {row[0] for row in table if "*(added)*" in row[1]}
    changelog = re.search(r"ngoài quy ước: (.+?)\.", text(CHANGELOG), re.S)
    assert changelog
    assert added == set(re.findall(r"`\w+`", changelog[1]))


@pytest.mark.slow
def test_every_answer_has_the_columns_listed(sample: tuple[Store, Moment]) -> None:
    store, moment = sample
    listed = {row[0].strip("`"): row[2] for row in rows(section(CODE_PAGE, "Questions"))}
    assert listed == {name: ", ".join(store.ask(name, moment).columns) for name in questions()}


def test_every_layout_name_is_listed() -> None:
    table = section(ROOT / "docs" / "quan-tri.md", "Mẫu của cơ quan")
    listed = {row[0]: row[1:] for row in rows(table)}
    for wish in WISHES.values():
        named = ", ".join(WISHES[use].label for use in wish.instead)
        assert listed[wish.label] == [", ".join(wish.names), named]
