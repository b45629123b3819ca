"""What the live preview keeps from build to build: the last archive without errors.

While someone writes, records are wrong more often than right. A fault then takes nothing away: the last good
archive goes on being shown, with the faults beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldnotes.archive.joining import Loaded


@dataclass(slots=True)
class Preview:
    """The state of one `mkdocs serve`."""

    good: Loaded | None = None

    def take(self, loaded: Loaded) -> Loaded | None:
        """Return what to show now that `loaded` was read: itself, the last one without errors, or None."""
        if not loaded.errors:
            self.good = loaded
        return self.good
