"""The sample province's workbooks, read back with a second reader and held against their story."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sample_books import (
    SAMPLES,
    below,
    direct,
    first_day,
    held,
    known,
    late,
    lines,
    open_plans,
    progress,
)

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

# as-of day → sub-cells held of 76, direct organisations held of 30, coordinated held of 17
SERIES = {
    date(2019, 12, 31): (0, 0, 0),
    date(2020, 1, 31): (9, 0, 0),
    date(2020, 2, 29): (44, 1, 0),
    date(2020, 3, 16): (71, 3, 1),
    date(2020, 3, 27): (74, 3, 2),
    date(2020, 4, 24): (74, 3, 2),
    date(2020, 5, 4): (74, 5, 3),
    date(2020, 5, 13): (76, 11, 6),
    date(2020, 5, 31): (76, 21, 12),
    date(2020, 6, 15): (76, 27, 16),
    date(2020, 6, 26): (76, 29, 17),
    date(2020, 6, 30): (76, 30, 17),
}
REPORT = date(2020, 5, 13)
PAUSE = (date(2020, 3, 28), date(2020, 4, 22))


def build(folder: Path, seed: str) -> Path:
    script = [sys.executable, str(SAMPLES / "build.py"), str(folder)]
    subprocess.run(script, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return folder


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("samples"), "1")


def written(folder: Path) -> dict[str, Path]:
    """The workbooks of a folder, those of the next cycle beneath it too."""
    return {str(path.relative_to(folder)): path for path in folder.rglob("*.xlsx")}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_two_builds_have_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    again = {name: path.read_bytes() for name, path in written(build(tmp_path, "2")).items()}
    assert again == {name: path.read_bytes() for name, path in written(fresh).items()}
    assert len(again) == 17 + 4


def test_the_kept_files_are_what_the_script_writes(fresh: Path) -> None:
    made = written(fresh)
    assert made.keys() == written(SAMPLES).keys()
    for name in made:
        assert parts(SAMPLES / name) == parts(fresh / name), name


@pytest.mark.parametrize(("as_of", "counts"), SERIES.items())
def test_counts_of_each_day(as_of: date, counts: tuple[int, int, int]) -> None:
    told = progress(as_of)
    sub_cells = sum(line["sub_cells_held"] for name, line in told.items() if name in direct())
    done = held(as_of)
    ours = [name for name in done if name in direct()]
    assert (sub_cells, len(ours), len(done) - len(ours)) == counts
    assert f"(Số liệu tính đến ngày {as_of.day}/{as_of.month}/{as_of.year})" in {
        line[0] for line in lines(f"bieu-01-{as_of}.xlsx", "Biểu 01")
    }


def test_totals_of_the_province() -> None:
    told = progress(REPORT)

    def total(chosen: list[str]) -> tuple[int, int, int]:
        members = sum(told[name]["full"] + told[name]["probationary"] for name in chosen)
        return len(chosen), members, sum(told[name]["sub_cells"] for name in chosen)

    assert total([name for name in told if name in direct()]) == (30, 1229, 76)
    assert total([name for name in told if name not in direct()]) == (17, 1913, 134)
    assert Counter(told[name]["kind"] for name in direct()) == {"ĐB": 14, "CB": 16}
    block_of = {line["Tên tổ chức đảng"]: line["Khối"] for line in known()}
    assert {
        block: total([name for name in told if block_of[name] == block])
        for block in dict.fromkeys(block_of.values())
    } == {
        "Khối Tham mưu – Xây dựng lực lượng": (7, 206, 14),
        "Khối Hậu cần": (2, 73, 5),
        "Khối An ninh": (8, 223, 4),
        "Khối Cảnh sát": (13, 727, 53),
        "Công an cấp huyện": (17, 1913, 134),
    }
    for line in known():
        name = line["Tên tổ chức đảng"]
        assert line["Số đảng viên"] == told[name]["full"] + told[name]["probationary"]
        assert line["Số chi bộ trực thuộc"] == told[name]["sub_cells"]


@pytest.mark.parametrize("as_of", SERIES)
def test_total_rows_are_live_sums_of_their_rows(as_of: date) -> None:
    name = f"bieu-01-{as_of}.xlsx"
    cached, formulas = lines(name, "Biểu 01"), lines(name, "Biểu 01", formulas=True)
    sums = {4: "full", 5: "probationary", 3: "sub_cells", 6: "sub_cells_held"}
    start, seen = 0, 0
    for row, line in enumerate(cached):
        label = str(line[1])
        start = row if re.match(r"[IV]+\. ", label) else start
        if label.startswith(("Cộng khối", "TỔNG CỘNG")):
            above = cached[start:row] if label.startswith("Cộng") else cached[:row]
            for column in sums:
                values = [each[column] for each in above if isinstance(each[0], int)]
                assert line[column] == sum(values)
                assert str(formulas[row][column]).startswith("=SUM(")
            seen += 1
    assert seen == 6


def test_pilots_come_before_the_lessons_and_the_rest_after() -> None:
    final = held(max(SERIES))
    pilots = {line["Tên tổ chức đảng"] for line in known() if line["ĐH điểm"] == "x"}
    steps = below("danh-muc.xlsx", "Mốc thời hạn", "Cấp")
    lessons = next(step for step in steps if step["Mốc"].startswith("Hội nghị rút kinh nghiệm"))
    day = lessons["Ngày thực hiện"].date()
    assert {line["Mã"] for line in known() if line["ĐH điểm"]} == {"PV01", "PC03", "PA04"}
    assert {name for name, on in final.items() if on < day} == pilots
    assert all(progress(REPORT)[name]["pilot"] == "x" for name in pilots)


@pytest.mark.parametrize("as_of", SERIES)
def test_no_congress_without_all_sub_cells_and_an_approval(as_of: date) -> None:
    for name, day in held(as_of).items():
        line = progress(as_of)[name]
        submitted, approved = first_day(line["submitted"]), first_day(line["approved"])
        assert line["sub_cells_held"] == line["sub_cells"], name
        assert submitted
        assert approved
        assert submitted < approved <= day <= as_of, name


def test_what_was_told_stays_told() -> None:
    for before, after in pairwise(sorted(SERIES)):
        assert held(before).items() <= held(after).items()
        new = held(after).keys() - held(before).keys()
        assert all(before < held(after)[name] <= after for name in new)
        for name, line in progress(before).items():
            later = progress(after)[name]
            assert line["sub_cells_held"] <= later["sub_cells_held"]
            assert (line["comments"] or 0) <= (later["comments"] or 0)
            assert _draft(line) <= _draft(later), (name, after)
            told = (line["plan"], line["submitted"], line["approved"])
            assert all(
                then in (None, now)
                for then, now in zip(
                    told, (later["plan"], later["submitted"], later["approved"]), strict=True
                )
            )


def _draft(line: dict[str, Any]) -> int:
    return int(re.findall(r"\d+", str(line["draft"] or 0))[-1])


def test_nobody_met_during_the_pause_and_one_is_late_in_the_end() -> None:
    final = held(max(SERIES))
    assert not [day for day in final.values() if PAUSE[0] <= day <= PAUSE[1]]
    last = max(final, key=lambda name: final[name])
    assert last == "Đảng bộ Phòng Cảnh sát cơ động"
    planned = first_day(progress(date(2020, 6, 26))[last]["planned"])
    assert planned
    assert planned < date(2020, 6, 26) < final[last] <= date(2020, 6, 30)


def test_who_is_late_and_who_has_no_day_on_the_day_of_the_report() -> None:
    lines_of_late = [progress(REPORT)[name] for name in late(REPORT)]
    undated = {name for name, plan in open_plans(REPORT).items() if plan is None}
    assert len(late(REPORT)) == 4
    assert late(REPORT) < direct()
    assert len([line for line in lines_of_late if not line["submitted"]]) == 1
    assert len([line for line in lines_of_late if line["submitted"] and not line["approved"]]) == 1
    assert len(undated & direct()) == 2
    assert Counter(open_plans(REPORT).values())["trong tháng 6"] == 1
