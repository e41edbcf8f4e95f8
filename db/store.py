"""A commission file: beside its journal, the working notes and what is typed and no act yet."""

from __future__ import annotations

import sqlite3

from db.inspect import sentences
from db.journal_file import JournalFile
from db.projection import KEYS, Row
from db.schema import COMMISSION_ID, upgrade

DraftKey = tuple[str, str]
"""A candidate's number, empty for what is about nobody, and a field."""


class CommissionFile(JournalFile):
    """One commission file, locked for this process until ``close``."""

    APPLICATION_ID = COMMISSION_ID
    KEYS = KEYS

    def _bring_up(self) -> None:
        upgrade(self._connection)

    def _strip(self, copy: sqlite3.Connection) -> None:
        """Nothing would destroy the notes there."""
        copy.execute("DELETE FROM observation")

    # --- the identity of a pack ---------------------------------------------------------------

    def keep_pack_key(self, public: bytes, wrapped: bytes) -> None:
        """Keep the pack's identity: its public key, and the private one under its passphrase."""
        self._write([("INSERT INTO pack_key VALUES (1, ?, ?)", (public, wrapped))])

    def pack_key(self) -> tuple[bytes, bytes] | None:
        """What ``keep_pack_key`` kept; None where the file came in no pack."""
        with sentences(self.path):
            row = self._connection.execute("SELECT public, wrapped FROM pack_key").fetchone()
        return (row[0], row[1]) if row else None

    # --- working notes and drafts, outside the journal ----------------------------------------

    def observe(
        self,
        passage: str,
        at: str,
        text: str,
        competencies: str,
        settled: DraftKey | None = None,
    ) -> int:
        """Keep a note, in place of the draft it was; returns its number within the passage."""
        self._require_present()
        sql = "SELECT coalesce(max(number), 0) + 1 FROM observation WHERE passage = ?"
        with sentences(self.path):
            number = int(self._connection.execute(sql, (passage,)).fetchone()[0])
        note = (passage, number, at, text, competencies)
        insert = "INSERT INTO observation VALUES (?, ?, ?, ?, ?, 0)"
        self._write([(insert, note), *settling(settled)])
        return number

    def strike(self, passage: str, number: int) -> bool:
        """Strike a note for ever; False when there is none of that number."""
        self._require_present()
        sql = """UPDATE observation SET struck = 1, text = ''
            WHERE passage = ? AND number = ? AND NOT struck"""
        with sentences(self.path):
            done = self._connection.execute(sql, (passage, number)).rowcount == 1
        self._dirty = True
        return done

    def observations(self, passage: str) -> list[Row]:
        """(number, at, text, competencies) of the notes not struck, in order."""
        sql = (
            "SELECT number, at, text, competencies FROM observation "
            "WHERE passage = ? AND NOT struck ORDER BY number"
        )
        with sentences(self.path):
            return self._connection.execute(sql, (passage,)).fetchall()

    def draft(self, key: DraftKey, text: str | None) -> None:
        """Keep what is typed and no act yet; None forgets it."""
        self._require_present()
        kept = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)"
        self._write(settling(key) if text is None else [(kept, (*key, text))])

    def drafts(self, passage: str) -> dict[str, str]:
        """What is typed about a candidate and no act yet, by field."""
        sql = "SELECT field, text FROM draft WHERE passage = ? ORDER BY field"
        with sentences(self.path):
            return dict(self._connection.execute(sql, (passage,)).fetchall())

    def destroy_notes(self) -> None:
        """Erase every note and draft from the file, its free pages included (``secure_delete`` is
        on)."""
        self._write([("DELETE FROM observation", ()), ("DELETE FROM draft", ())])
        self.checkpoint()


def settling(key: DraftKey | None) -> list[tuple[str, Row]]:
    return [("DELETE FROM draft WHERE passage = ? AND field = ?", key)] if key else []
