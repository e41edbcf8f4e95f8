"""The pages of the « Préparer » desk in one table, in the order of the work.

A page is a widget with ``refresh()``, called whenever it is shown or the jury changed while it is
in view. It may have ``take(paths)`` for what ``takes`` says can be dropped, ``search()`` for
Ctrl+F, ``flush()`` for what was typed and ``close_file()``. Its module is imported when the page
is first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from app.domain.facts import dataclass
from ui.jury.bridge import JuryBridge
from ui.theme import Theme

Run = Callable[[str], None]
"""Does the action of that id: "candidates" shows that page."""


@dataclass(frozen=True)
class PageKind:
    """``module`` of ``ui.jury`` has ``page(bridge, theme, run)``; ``takes`` are kinds of dropped
    paths (``list``, ``description``, ``dossiers``, ``export``)."""

    name: str
    title: str
    icon: str
    module: str
    takes: tuple[str, ...] = ()
    group: str = ""
    """The title of the rail it stands under, "" for none."""

    def make(self, bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
        made: QWidget = import_module(f"ui.jury.{self.module}").page(bridge, theme, run)
        return made


CONSOLIDATE = "Consolider"
PAGES = (
    PageKind("overview", "Vue d’ensemble", "mdi6.view-dashboard-outline", "overview_page"),
    PageKind("candidates", "Candidats", "mdi6.account-school-outline", "candidates_page"),
    PageKind("commissions", "Commissions", "mdi6.account-group-outline", "commissions_page"),
    PageKind("dossiers", "Dossiers", "mdi6.folder-check-outline", "dossiers_page", ("dossiers",)),
    PageKind("choice", "Choix des fiches", "mdi6.cards-outline", "choice_page"),
    PageKind("planning", "Planning", "mdi6.calendar-clock-outline", "planning_page"),
    PageKind("issue", "Envoi", "mdi6.package-variant-closed", "issue_page"),
    PageKind("journal", "Journal", "mdi6.history", "journal_page"),
    PageKind(
        *("receive", "Réception", "mdi6.tray-arrow-down", "receive_page", ("export",), CONSOLIDATE)
    ),
    PageKind("board", "Tableau", "mdi6.table-check", "board_page", (), CONSOLIDATE),
    PageKind("check", "Contrôle", "mdi6.barcode-scan", "check_page", (), CONSOLIDATE),
    PageKind(
        *("deliberation", "Délibération", "mdi6.scale-balance", "deliberation_page"),
        ("list",),
        CONSOLIDATE,
    ),
    PageKind(
        *("comparison", "Comparaison", "mdi6.chart-box-outline", "comparison_page"),
        group=CONSOLIDATE,
    ),
    PageKind(
        *("papers", "Documents", "mdi6.file-document-multiple-outline", "papers_page"),
        group=CONSOLIDATE,
    ),
)
