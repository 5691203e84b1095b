"""The list `checks.csv` in; how serious each kind of problem is, out.

A site's own list may name only some kinds; those marked changeable take the severity it gives them,
`off` included. The others are fixed: the row has no record to save, or contract §3 says error.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import lru_cache

from congress_dash.errors import CongressDashError
from congress_dash.records import Severity
from congress_dash.reference import HERE, path, told

_OFF = "off"
_COLUMNS = ("id", "severity", "changeable", "waits", "name")


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of problem: its name for people; `severity` None: not looked for.

    waits: it stands in one row, which an error would make wait; others can be no error.
    """

    kind: str
    severity: Severity | None
    changeable: bool
    waits: bool
    name: str


@lru_cache
def checks() -> dict[str, Check]:
    """Every kind of problem in the order of the list, with the site's own severities."""
    listed = {
        line["id"]: Check(line["id"], Severity(line["severity"]), line["changeable"] == "x",
                          line["waits"] == "x", line["name"])
        for line in _lines(str(HERE / "checks.csv"))
    }  # fmt: skip
    for line in _lines(str(path("checks"))):
        listed[line["id"]] = _changed(line["id"], line["severity"].strip().lower(), listed)
    return listed


def _lines(file: str) -> list[dict[str, str]]:
    told_as = told("checks.csv", ", ".join(_COLUMNS))
    with told_as, open(file, encoding="utf-8-sig", newline="") as lines:
        return [{name: line[name] or "" for name in _COLUMNS} for line in csv.DictReader(lines)]


def _changed(kind: str, word: str, listed: dict[str, Check]) -> Check:
    """The check with the site's severity; a sentence where the site may not say that."""
    check = listed.get(kind)
    if check is None:
        raise CongressDashError(
            f"Danh sách checks.csv có mã lạ “{kind}”. Hãy bỏ dòng đó hoặc sửa lại mã."
        )
    if word not in {*Severity, _OFF}:
        raise CongressDashError(
            f"Danh sách checks.csv ghi mức “{word}” ở mã {kind}. Hãy ghi error, warning, note "
            "hoặc off."
        )
    severity = None if word == _OFF else Severity(word)
    if severity is check.severity:
        return check
    if not check.changeable:
        raise CongressDashError(
            f"Mức của mã {kind} trong danh sách checks.csv là cố định. Hãy ghi lại "
            f"{check.severity}."
        )
    if severity is Severity.ERROR and not check.waits:
        raise CongressDashError(
            f"Mã {kind} trong danh sách checks.csv không gắn với một dòng nên không thể là error. "
            "Hãy ghi warning, note hoặc off."
        )
    return replace(check, severity=severity)
