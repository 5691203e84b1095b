"""argparse in Vietnamese: its help, and one sentence for words that are off."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from congress_dash.errors import CongressDashError


class Usage(CongressDashError):
    """The command's words are off."""

    exit_code = 2


class Help(argparse.HelpFormatter):
    """argparse's help under a Vietnamese heading."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese: its help, and one sentence when the words are off."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words, add_help=False, formatter_class=Help)
        self._positionals.title, self._optionals.title = "Tham số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem cách dùng rồi thoát")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            name = "/".join(action.option_strings) or str(action.metavar or action.dest)
            raise Usage(not_among(name, value, map(str, action.choices)))

    def error(self, message: str) -> NoReturn:
        told = next(
            (
                told.format(*found.groups())
                for words, told in _WRONG
                if (found := words.match(message))
            ),
            "Lệnh chưa đúng",
        )
        raise Usage(f"{told} ({self.prog}). Hãy xem cách dùng bằng: {self.prog} --help")


# What argparse says, in its English words → what is said of it here.
_WRONG = tuple(
    (re.compile(words), told)
    for words, told in (
        (r"the following arguments are required: (.+)", "Lệnh còn thiếu {0}"),
        (r"unrecognized arguments: (.+)", "Lệnh không có tham số “{0}”"),
        (r"ambiguous option: (\S+)", "Tùy chọn {0} chưa rõ là tùy chọn nào"),
        (r"argument ([^:]+): expected", "Tùy chọn {0} còn thiếu giá trị"),
        (r"argument ([^:]+): invalid int value: '(.*)'", "{0} phải là số nguyên, không phải “{1}”"),
        (r"argument ([^:]+):", "Tham số {0} chưa đúng"),
    )
)


def not_among(name: str, value: object, choices: Iterable[str]) -> str:
    """The sentence for a word that none of the choices is."""
    return f"{name} không nhận “{value}”. Hãy ghi một trong: {', '.join(choices)}."
