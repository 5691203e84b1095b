"""`deck`, `sheets`, `report`, `blank`, `form`: what leaves the building, and a deck looked at again."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from congress_dash.cli import books, files
from congress_dash.cli.asking import print_json
from congress_dash.cli.spoken import Usage
from congress_dash.moment import Moment, View
from congress_dash.prose import Length
from congress_dash.records import FormId
from congress_dash.vietnamese import day

if TYPE_CHECKING:  # drawing takes a moment to import
    from congress_dash.slides import Template


def deck(asked: argparse.Namespace) -> int:
    """Writes a deck, or with --verify holds an earlier one against the books."""
    from congress_dash import moments, outgoing, slides

    if asked.verify:
        return _verify(asked)
    if asked.briefings:
        return _briefings(asked)
    if asked.out is None:
        raise Usage(
            "Lệnh deck còn thiếu TỆP ghi ra. Hãy ghi ví dụ: congress-dash deck bao-cao.pptx; hoặc "
            "--verify TỆP để kiểm tra tệp đã xuất."
        )
    if asked.briefing and asked.charts:
        raise Usage("--briefing không đi cùng --charts. Hãy chỉ ghi một trong hai cách.")
    files.check_ending(asked.out, ".pptx")
    template = _template(asked.template) if asked.template else None
    with books.opened(asked) as store:
        moment = books.moment(asked, store)
        if asked.briefing:
            saved = outgoing.saved(store, asked.briefing)
            moment = replace(moment, view=_narrower(saved.view, moment.view))
            charts = outgoing.saved_charts(store, moment, saved)
            if template is None and saved.template:
                template = slides.template(store.template(saved.template))
        else:
            charts = outgoing.chosen_of(store, moment, asked.charts)
        moments.check_somebody(store, moment)
        files.write(asked.out, outgoing.made_deck(charts, moment, template))
    return _written(asked, moment)


def _template(path: Path) -> Template:
    """The office's own; what it lacks is said on standard error, under the file's name."""
    from congress_dash import slides

    with files.named(path):
        template = slides.template(files.read(path))
    for remark in template.remarks:
        print(f"{path.name}: {remark}", file=sys.stderr)
    return template


def _narrower(saved: View, asked: View) -> View:
    """What a briefing was saved with, and before it what the command says."""
    told = {name: value for name, value in dataclasses.asdict(asked).items() if value is not None}
    return replace(saved, **told)


def _briefings(asked: argparse.Namespace) -> int:
    """One saved briefing a line: its name, what it has, whom it speaks of, who saved it when."""
    from congress_dash import listings

    with books.opened(asked) as store:
        listed = store.briefings.listed()
    print("\n".join(map(listings.saved_line, listed)) or "Chưa có bộ trang nào được lưu.")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    """0: every number of the deck is what the books say; 1: some are not, each is named."""
    from congress_dash.recheck import recheck, words

    if asked.out is not None:
        raise Usage("--verify chỉ kiểm tra, không ghi tệp. Hãy bỏ tên tệp ghi ra.")
    content = files.read(asked.verify)
    with books.opened(asked) as store, files.named(asked.verify):
        found = recheck(content, store)
        uploads = store.uploads()
    if asked.json:
        print_json(words.as_json(asked.verify.name, found))
    else:
        print("\n".join(words.sentences(asked.verify.name, found, uploads)))
    return 1 if found.differences else 0


def sheets(asked: argparse.Namespace) -> int:
    """Writes the charts' numbers as a workbook."""
    from congress_dash import outgoing

    files.check_ending(asked.out, ".xlsx")
    with books.opened(asked) as store:
        moment = books.of_unit(asked.unit, books.moment(asked, store), store)
        files.write(asked.out, outgoing.sheet_of(store, moment, asked.charts))
    return _written(asked, moment)


def report(asked: argparse.Namespace) -> int:
    """Writes the progress report, or prints it in words."""
    from congress_dash import boards, outgoing

    if bool(asked.words) == bool(asked.out):
        raise Usage("Hãy ghi hoặc tên tệp .docx, hoặc --words với độ dài cần in.")
    if asked.out:
        files.check_ending(asked.out, ".docx")
    with books.opened(asked) as store:
        moment = books.moment(asked, store)
        if asked.words:
            print(boards.words(store, moment, Length(asked.words)).text)
            return 0
        files.write(asked.out, outgoing.report_of(store, moment))
    return _written(asked, moment)


def blank(asked: argparse.Namespace) -> int:
    """Writes an empty form; never over one that may be filled in."""
    from congress_dash import outgoing

    files.check_ending(asked.out, ".xlsx")
    if asked.out.exists() and asked.out.stat().st_size:
        raise Usage(f"Tệp {asked.out.name} đã có, có thể là biểu đã điền. Hãy ghi tên khác.")
    with books.opened(asked, needed=False) as store:
        files.write(asked.out, outgoing.blank_of(store, FormId(asked.form)))
    print(f"Đã ghi biểu mẫu trống {asked.out}.")
    return 0


def form(asked: argparse.Namespace) -> int:
    """Writes a form filled in from the books."""
    from congress_dash.filled import filled

    files.check_ending(asked.out, ".xlsx")
    with books.opened(asked) as store:
        moment = books.clocks(asked, store)
        files.write(asked.out, filled(store, FormId(asked.form), moment))
    return _written(asked, moment)


def _written(asked: argparse.Namespace, moment: Moment) -> int:
    print(f"Đã ghi {asked.out} (số liệu tính đến ngày {day(moment.as_of)}).")
    return 0
