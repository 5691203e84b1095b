"""A small invented province: its catalogue, the days reports speak of, a row of Biểu 04 as typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from congress_dash.records import Finding, OrgKind, PartyOrg, Scope, Team, Visit

START = date(2020, 3, 2)
REPORT_DAYS = tuple(START + timedelta(days=n) for n in (0, 4, 7, 13, 13, 20, 34, 41, 60))
WATERWAY = "chi-bo-phong-canh-sat-duong-thuy"
VISIT_DAYS = tuple(START + timedelta(days=n) for n in (-3, 0, 2, 15))
DOCUMENTS = ("political_report", "draft_resolution", "personnel_scheme", "document_set")
BOOKED_DAYS = tuple(
    START + timedelta(days=n) for n in (14, 14, 15, 36, 62)
)  # many meet on few days
PLACES = ("Hội trường lớn", "hội trường lớn", "Phòng họp tầng 3")
ATTENDING = ("secretary", "standing_deputy_secretary", "standing_member_police", "standing_member")
HOLIDAYS = tuple(START + timedelta(days=n) for n in (1, 5, 9, 10, 24, 38))  # the second a Saturday
FINDINGS = ("Thiếu hồ sơ", "Chậm kế hoạch", "Dự thảo còn chung chung", "Nội dung lạ")
OWN_STEPS = (
    ("Thành lập các tiểu ban", "subcommittees_set"),
    ("Hội nghị rút kinh nghiệm đại hội điểm", "lessons_conference"),
    ("Phiên chính thức", "official_session"),
)


def _org(unit: str, kind: OrgKind, scope: Scope | None, block: str | None, cells: int) -> PartyOrg:
    code = None if unit == WATERWAY else unit
    words = "Đảng bộ" if kind is OrgKind.COMMITTEE else "Chi bộ"
    name = "Chi bộ Phòng Cảnh sát đường thủy" if unit == WATERWAY else f"{words} {unit}"
    return PartyOrg(f"org:{unit}", unit, None, code, name, kind, scope, block, "DUCA", 40, cells,
                    False, None, None, None, None)  # fmt: skip


CATALOGUE: tuple[PartyOrg, ...] = (
    _org("DUCA", OrgKind.COMMITTEE, Scope.SUPERIOR, None, 0),
    _org("PV01", OrgKind.COMMITTEE, Scope.DIRECT, "XDLL", 6),
    _org("PX05", OrgKind.CELL, Scope.DIRECT, "XDLL", 0),
    _org("PC02", OrgKind.COMMITTEE, Scope.DIRECT, "CS", 5),
    _org("PC09", OrgKind.CELL, Scope.DIRECT, "CS", 0),
    _org(WATERWAY, OrgKind.CELL, Scope.DIRECT, "CS", 0),
    _org("CAH-E", OrgKind.COMMITTEE, Scope.COORDINATED, "CAH", 8),
    _org("CAH-G", OrgKind.COMMITTEE, Scope.COORDINATED, "CAH", 7),
    PartyOrg("org:PV01/chi-bo-2", "PV01/chi-bo-2", None, None, "Chi bộ 2", OrgKind.CELL, None, None,
             "PV01", None, None, False, None, None, None, None),
)  # fmt: skip
TEAMS = tuple(Team(f"team:{number}", number, f"Tổ công tác số {number}") for number in "12")
UNITS = tuple(org.unit for org in CATALOGUE if org.scope in (Scope.DIRECT, Scope.COORDINATED))


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One row of Biểu 04: teams that saw organisations together, and at most one finding."""

    number: int
    day: date
    teams: tuple[str, ...]
    units: tuple[str, ...]
    findings: tuple[Finding, ...]

    def claims(self) -> set[tuple[str, tuple[str, ...]]]:
        """What no other row may say again."""
        texts = tuple(finding.text for finding in self.findings)
        return {(f"{self.day}|{team}|{unit}", texts) for team in self.teams for unit in self.units}

    def visits(self) -> list[Visit]:
        return [
            Visit(
                f"{self.day}|{team}|{unit}", unit, team, self.day, self.number, None, self.findings
            )
            for team in self.teams
            for unit in self.units
        ]
