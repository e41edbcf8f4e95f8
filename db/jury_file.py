"""A jury file: its journal and the tables of the jury."""

from __future__ import annotations

from db.journal_file import JournalFile
from db.jury_projection import JURY_KEYS
from db.schema import JURY_ID, upgrade_jury


class JuryFile(JournalFile):
    """One jury file, locked for this process until ``close``."""

    APPLICATION_ID = JURY_ID
    KEYS = JURY_KEYS

    def _bring_up(self) -> None:
        upgrade_jury(self._connection)
