"""Text and values that any Office file carries without harm."""

from __future__ import annotations

from datetime import date, datetime

import numpy
import pandas
import pytest

from congress_dash.safe_text import begins_formula, plain, safe_text
from congress_dash.share import Share


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ("Chi bộ Phòng Hồ sơ", "Chi bộ Phòng Hồ sơ"),
        ("=1+1", "=1+1"),
        ("một\x0bhai\x00ba", "một haiba"),
        ("dòng một\r\n  dòng hai\tba", "dòng một dòng hai ba"),
        ("đảo\u202echữ\u2066", "đảochữ"),
        ("nửa\ud800cặp\ufffe", "nửacặp"),
        ("x" * 40_000, "x" * 32_000),
    ],
)
def test_text_is_one_line_that_xml_can_hold(typed: str, carried: str) -> None:
    assert safe_text(typed) == carried


@pytest.mark.parametrize("text", ["=1", "+84", "-2+3", "@SUM(1)", "  =1", "|cmd", "%0A", "\t=1"])
def test_what_a_spreadsheet_would_compute_is_known(text: str) -> None:
    assert begins_formula(text)


@pytest.mark.parametrize("text", ["PC03", "Tổ 1 = Tổ 2", "'=1", "", "<b>", "13/05/2020"])
def test_ordinary_text_is_no_formula(text: str) -> None:
    assert not begins_formula(text)


@pytest.mark.parametrize(
    ("held", "meant"),
    [
        (float("nan"), None),
        (pandas.NA, None),
        (pandas.NaT, None),
        (numpy.int64(7), 7),
        (numpy.float64(2.5), 2.5),
        (pandas.Timestamp("2020-05-13"), date(2020, 5, 13)),
        (datetime(2020, 5, 13, 8), date(2020, 5, 13)),
        (date(2020, 5, 13), date(2020, 5, 13)),
        (Share(11, 30), Share(11, 30)),
        ("NaT", "NaT"),
    ],
)
def test_values_come_out_without_pandas_around_them(held: object, meant: object) -> None:
    found = plain(held)
    assert found == meant
    assert type(found) is type(meant)


def test_what_is_no_value_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(TypeError):
        plain(object())
