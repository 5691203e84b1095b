"""Limits on the memory and the processor time of this process, set before a byte is read."""

from __future__ import annotations

import sys

MEMORY_BYTES = 1 << 30
SECONDS = 8  # of processor time; what is left of the ten is for whoever goes through the rows


def fence() -> None:
    """Past these limits the system ends the process, or refuses it the memory."""
    if sys.platform == "win32":
        from congress_dash.reading import windows_job

        windows_job.join(MEMORY_BYTES, SECONDS)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
