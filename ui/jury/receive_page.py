"""« Réception »: files, then what two of them contradict, then what is on paper only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import PassageError
from app.domain.text import counted
from app.services.receipts import write_receipts
from ui.bridge import Fresh
from ui.files_dialogs import open_folder
from ui.jury.bridge import HELD, JuryBridge
from ui.jury.pages import Run
from ui.jury.receive_conflicts import ConflictsView
from ui.jury.receive_files import FilesView
from ui.jury.receive_papers import PapersView
from ui.stack import Pages
from ui.theme import Theme
from ui.widgets import button, column, label, row, tell

FILES, CONFLICTS, PAPERS = "files", "conflicts", "papers"
TITLES = {FILES: "Fichiers", CONFLICTS: "Conflits", PAPERS: "Grilles papier"}
RECEIVING = "Une réception est en cours. Fermez encore une fois pour l’annuler : rien n’en restera."
UNSAVED = (
    "Une grille papier est saisie et n’est pas enregistrée (Réception, Grilles papier). "
    "Enregistrez-la, ou fermez encore une fois pour la perdre."
)
NO_RECEIPT = "Rien n’est encore reçu : il n’y a pas de reçu à écrire."


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return ReceivePage(bridge, theme)


class ReceivePage(QWidget):
    """Three views under their tabs; the counts of what is left stand on the tabs."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._fresh = bridge, Fresh()
        self.files = FilesView(bridge, theme)
        self.conflicts, self.papers = ConflictsView(bridge, theme), PapersView(bridge, theme)
        self._views = {FILES: self.files, CONFLICTS: self.conflicts, PAPERS: self.papers}
        self._stack = Pages()
        self.tabs = {name: self._tab(name) for name in self._views}
        for view in self._views.values():
            self._stack.addWidget(view)
        self.receipts = button("Écrire les reçus…", self._ask_receipts)
        self.receipts.setToolTip("Un reçu signé par commission, à rapporter sur son ordinateur")
        title = label("Réception", "title")
        head = row(title, *self.tabs.values(), 1, self.receipts, spacing=10)
        head.insertSpacing(1, 14)
        whole = column(head, self._stack, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.tabs[FILES].setChecked(True)

    def _tab(self, name: str) -> QPushButton:
        made = button(TITLES[name], lambda: self.show_view(name))
        made.setProperty("tab", True)
        made.setCheckable(True)
        made.setAutoExclusive(True)
        return made

    def show_view(self, name: str) -> None:
        self.tabs[name].setChecked(True)
        self._stack.setCurrentWidget(self._views[name])

    def refresh(self) -> None:
        """What was received may have changed."""
        for view in (self.conflicts, self.papers):
            view.refresh()
        if self._fresh.stale(self._bridge.state.received):
            left, begun = self.conflicts.open, self.papers.begun
            tell(self.tabs[CONFLICTS], f"Conflits ({left})" if left else "Conflits")
            tell(self.tabs[PAPERS], f"Grilles papier ({begun})" if begun else "Grilles papier")
            self.receipts.setEnabled(bool(self._bridge.state.received.commissions))

    # --- what the desk asks ---------------------------------------------------------------------

    def take(self, paths: list[Path]) -> None:
        """Exports, or folders of them, were dropped."""
        self.show_view(FILES)
        self.files.take(paths)

    def search(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.files:
            (self.files.table.search if self.files.judged else self.files.add_files.setFocus)()
        elif isinstance(shown, ConflictsView | PapersView):
            shown.search()

    def resized(self) -> None:
        self.files.table.resized()
        self.conflicts.resized()
        self.papers.resized()

    def unsaved(self) -> str:
        """What closing now would lose."""
        if self._bridge.held:
            return RECEIVING
        return UNSAVED if self.papers.form.unsaved else ""

    def close_file(self) -> None:
        self.files.working.close_file()

    # --- receipts -------------------------------------------------------------------------------

    def _ask_receipts(self) -> None:
        folder = open_folder(self, "Dossier où écrire les reçus")
        if folder is not None:
            self.write_receipts(folder)

    def write_receipts(self, folder: Path) -> None:
        """One signed file for each commission something came from; none overwrites another."""
        if self._bridge.held:
            self._bridge.refused.emit(HELD)
            return
        try:
            written = write_receipts(self._bridge.desk, folder)
        except PassageError as error:
            self._bridge.failed.emit(str(error))
            return
        many = "s" if len(written) > 1 else ""
        told = f"{counted(len(written), 'reçu')} écrit{many} dans {folder}."
        self._bridge.noted.emit(told if written else NO_RECEIPT)
