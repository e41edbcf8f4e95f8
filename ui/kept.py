"""What is remembered from one day to the next: where files were, widths of columns, sorting."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QTimer
from PySide6.QtWidgets import QHeaderView

REST_MS = 400


def settings() -> QSettings:
    """Where geometry, recent files and columns are remembered."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Passage", "Passage")


def keep_columns(header: QHeaderView, name: str) -> bool:
    """Bring the columns back as they were left, and remember them from now on; False when they
    were never changed."""
    key = f"columns/{name}-{header.count()}"
    rest = QTimer(header, singleShot=True, interval=REST_MS)
    rest.timeout.connect(lambda: settings().setValue(key, header.saveState()))
    stored = settings().value(key)
    known = isinstance(stored, QByteArray) and header.restoreState(stored)
    for signal in (header.sectionResized, header.sortIndicatorChanged):
        signal.connect(lambda *_: rest.start())
    return known
