"""Accepted uploads, withdrawals and a moment in; the answers of contract §5 out, slow and obvious.

Written from contract.md and domain.md, not from the SQL; of the product it shares the record
dataclasses only. What the contract leaves open is settled where it is used, marked `Settled:`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from oracle_books import Accepted, Answer, Books
from oracle_calendar import clocks, upcoming
from oracle_congresses import held, held_by_block, held_over_time, percent
from oracle_cycles import cycle_comparison, cycles
from oracle_leads import (
    balance,
    finding_categories,
    findings_by_month,
    lessons,
    to_direct,
    unit_funnel,
    unit_visits,
)
from oracle_next import unit_next
from oracle_outlook import outlook, outlook_over_time
from oracle_papers import (
    current_drafts,
    draft_revisions,
    findings,
    never_visited,
    visit_coverage,
    visits_over_time,
)
from oracle_steps import freshness, late_units, unit_steps, waiting_rows

QUESTIONS: dict[str, Callable[[Books], Iterator[Answer]]] = {
    question.__name__: question
    for question in (
        held,
        held_by_block,
        held_over_time,
        unit_steps,
        late_units,
        draft_revisions,
        current_drafts,
        visits_over_time,
        never_visited,
        visit_coverage,
        findings,
        freshness,
        waiting_rows,
        unit_funnel,
        balance,
        finding_categories,
        findings_by_month,
        unit_visits,
        lessons,
        to_direct,
        clocks,
        upcoming,
        outlook,
        outlook_over_time,
        cycles,
        cycle_comparison,
        unit_next,
    )
}

__all__ = ["QUESTIONS", "Accepted", "Answer", "Books", "percent"]
