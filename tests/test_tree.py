"""A tree that changes: nothing is lost or counted twice, whichever day's tree it is looked at through.

Random provinces whose organisations merge, split, are renamed and move between blocks; their
sub-cells are kept one by one here, the books know only how many there are.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congress_dash.moment import EVERYTHING, Moment, View
from congress_dash.records import FormId, OrgKind, PartyOrg, Progress, Record, Scope
from congress_dash.store import Store
from diary import Diary, preview
from oracle import Accepted

pytestmark = pytest.mark.slow

START = date(2020, 1, 6)
BLOCKS = ("XDLL", "AN", "CS")


@dataclass(slots=True)
class Tree:
    """What is true, day by day: who there is, in which block, with which sub-cells."""

    chance: Random
    store: Store
    day: date = START
    orgs: dict[str, PartyOrg] = field(default_factory=dict)
    cells: dict[str, set[int]] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    history: list[tuple[date, dict[str, PartyOrg], dict[str, set[int]]]] = field(
        default_factory=list
    )
    uploads: int = 0

    def begin(self) -> None:
        """Six organisations and 30 sub-cells."""
        for number in range(6):
            self.add(f"D{number}", set(range(5 * number, 5 * number + 5)))
        self.tell(FormId.CATALOGUE, list(self.orgs.values()))

    def add(self, unit: str, cells: set[int]) -> None:
        self.orgs[unit] = PartyOrg(
            f"org:{unit}", unit, None, unit, f"Đảng bộ {unit}", OrgKind.COMMITTEE, Scope.DIRECT,
            self.chance.choice(BLOCKS), None, 40, len(cells), False, None, None, None, None,
        )  # fmt: skip
        self.cells[unit] = cells

    def alive(self) -> list[str]:
        return [unit for unit, org in self.orgs.items() if org.valid_to is None]

    def tell(self, form: FormId, records: list[Record]) -> None:
        self.uploads += 1
        said = Accepted(self.uploads, form, self.day, tuple(records))
        self.store.accept(preview(said, self.store.revision), by="test")

    def live(self) -> None:
        """A few days on, one thing happens; then what is true is noted."""
        self.day += timedelta(days=self.chance.randrange(1, 9))
        event = self.chance.choice([self.merge, self.split, self.rename, self.move, self.report])
        event()
        cells = {unit: set(self.cells[unit]) for unit in self.alive()}
        self.history.append((self.day, dict(self.orgs), cells))

    def merge(self) -> None:
        if len(self.alive()) < 3:
            return
        ended, heir = self.chance.sample(self.alive(), 2)
        self.end(ended, heir)
        self.cells[heir] |= self.cells.pop(ended)
        self.change(heir, sub_cells=len(self.cells[heir]))
        self.tell(FormId.CATALOGUE, [self.orgs[ended], self.orgs[heir]])

    def split(self) -> None:
        ended = self.chance.choice(self.alive())
        heirs = [f"{ended}A", f"{ended}B"]
        told = sorted(self.cells.pop(ended))
        middle = self.chance.randrange(len(told) + 1)
        for heir, cells in zip(heirs, (told[:middle], told[middle:]), strict=True):
            self.add(heir, set(cells))
            self.change(heir, valid_from=self.day)
        self.end(ended, "; ".join(heirs))
        self.tell(FormId.CATALOGUE, [self.orgs[unit] for unit in (ended, *heirs)])

    def rename(self) -> None:
        unit = self.chance.choice(self.alive())
        self.change(unit, name=f"Đảng bộ {unit} từ {self.day}")
        self.tell(FormId.CATALOGUE, [self.orgs[unit]])

    def move(self) -> None:
        unit = self.chance.choice(self.alive())
        self.change(unit, block=self.chance.choice(BLOCKS))
        self.tell(FormId.CATALOGUE, [self.orgs[unit]])

    def report(self) -> None:
        """Some send Biểu 01; a few more of their sub-cells have met."""
        lines: list[Record] = []
        diary = Diary(self.chance)
        for unit in self.alive():
            if self.chance.random() < 0.6:
                self.held |= {cell for cell in self.cells[unit] if self.chance.random() < 0.3}
                done = len(self.cells[unit] & self.held)
                line: Progress = diary.progress(unit, self.day)
                lines.append(
                    replace(line, sub_cells=len(self.cells[unit]), sub_cells_held=done, status=None)
                )
        if lines:
            self.tell(FormId.PROGRESS, lines)

    def end(self, unit: str, heirs: str) -> None:
        self.change(unit, valid_to=self.day - timedelta(days=1), successor=heirs)

    def change(self, unit: str, **what: object) -> None:
        self.orgs[unit] = replace(self.orgs[unit], **what)  # type: ignore[arg-type]

    def on(self, day: date) -> tuple[dict[str, PartyOrg], dict[str, set[int]]]:
        """Who there was on a day, ended ones too, and which sub-cells were whose."""
        before = [(orgs, cells) for noted, orgs, cells in self.history if noted <= day]
        return before[-1]

    def home(self, unit: str, day: date) -> str:
        """Who stands in an organisation's place on a day."""
        orgs = self.on(day)[0]
        while unit in orgs and orgs[unit].valid_to and orgs[unit].valid_to < day:  # type: ignore[operator]
            unit = str(orgs[unit].successor).partition(";")[0]
        return unit

    def block(self, unit: str, day: date) -> str | None:
        """Its block on a day; on one before it began, its first."""
        noted = [orgs[unit].block for _, orgs, _ in self.history if unit in orgs]
        orgs = self.on(day)[0]
        return orgs[unit].block if unit in orgs else noted[0]


def rows(store: Store, question: str, day: date, tree_on: date | None = None) -> list[dict]:
    moment = Moment(day, EVERYTHING, View(tree_on=tree_on))
    return store.ask(question, moment).to_dict("records")


def grown(chance: Random, where: Path, events: int) -> Tree:
    tree = Tree(chance, Store.open(where, create=True))
    tree.begin()
    tree.history.append((START, dict(tree.orgs), {u: set(c) for u, c in tree.cells.items()}))
    for _ in range(events):
        tree.live()
    return tree


def check(tree: Tree, day: date, tree_on: date) -> None:
    """One day through its own tree and through that of another day."""
    orgs, cells = tree.on(day)
    told = rows(tree.store, "organisations", day)
    assert Counter(row["unit"] for row in told) == Counter(list(cells)), "each once"
    assert {row["unit"]: row["block"] for row in told} == {unit: orgs[unit].block for unit in cells}
    assert {row["unit"]: row["now_unit"] for row in told} == {unit: unit for unit in cells}

    every = set().union(*cells.values())
    sub_cells = next(r for r in rows(tree.store, "held", day) if r["level"] == "sub_cell")
    assert sub_cells["total"] == len(every) == sum(map(len, cells.values())), "each cell once"
    assert sub_cells["held"] <= sub_cells["total"]

    seen = rows(tree.store, "organisations", day, tree_on)
    homes = {unit: tree.home(unit, tree_on) for unit in cells}
    assert {row["unit"]: row["now_unit"] for row in seen} == homes
    assert {row["unit"]: row["block"] for row in seen} == {
        unit: tree.block(home, tree_on) for unit, home in homes.items()
    }
    assert {row["unit"]: row["sub_cells"] for row in seen} == {
        row["unit"]: row["sub_cells"] for row in told
    }
    assert rows(tree.store, "held", day) == rows(tree.store, "held", day, tree_on)
    for name in ("held", "total", "excluded", "not_reported"):
        sums = [
            sum(row[name] for row in rows(tree.store, "held_by_block", day, on))
            for on in (None, tree_on)
        ]
        whole = next(r for r in rows(tree.store, "held", day) if r["level"] == "grassroots")
        assert sums == [whole[name]] * 2


def check_somewhere(chance: Random, where: Path, events: int, looks: int) -> None:
    tree = grown(chance, where, events)
    with closing(tree.store):
        span = (tree.day - START).days + 3
        for _ in range(looks):
            day, other = (START + timedelta(days=chance.randrange(span)) for _ in range(2))
            check(tree, day, chance.choice([other, tree.day]))
        told = [r for r in rows(tree.store, "held", tree.day) if r["level"] == "sub_cell"]
        curve = [
            r for r in rows(tree.store, "held_over_time", tree.day) if r["level"] == "sub_cell"
        ]
        last = [r for r in curve if r["held"] is not None][-1]
        assert (last["held"], last["total"]) == (told[0]["held"], told[0]["total"])
        numbers = [r["held"] for r in curve if r["held"] is not None]
        assert numbers == sorted(numbers), "what has met stays so"


@pytest.mark.parametrize("seed", range(2))
def test_a_small_tree_loses_nothing(seed: int, store_path: Path) -> None:
    check_somewhere(Random(seed), store_path, events=6, looks=2)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False), events=st.integers(1, 25))
def test_any_tree_loses_nothing(
    chance: Random, events: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    check_somewhere(chance, tmp_path_factory.mktemp("tree") / "b.duckdb", events, looks=4)
