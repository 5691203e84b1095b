"""The same rooms without a browser: arguments in, rows, files and an exit code out (contract §4).

`arguments` says which words each command takes, `spoken` has argparse say in Vietnamese what is wrong
with them, `values` reads one word; `loading`, `asking`, `leaving` and `running` are what the commands
do, with the `books` and the `files` that they open.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from congress_dash.cli.arguments import parser
from congress_dash.errors import CongressDashError


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 refused, 2 usage, 3 store."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a redirected Windows console is not
    try:
        asked = parser().parse_args(argv)
        return int(asked.run(asked))
    except CongressDashError as error:
        print(str(error), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 0


__all__ = ["main", "parser"]
