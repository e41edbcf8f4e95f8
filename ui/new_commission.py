"""A new commission, or a corrected list for the open one: all is shown before anything is written.

The same page serves both. With a bridge it loads into the open file and says what would change.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QTabWidget,
    QWidget,
)

from app.domain.errors import PassageError
from app.domain.people import Candidate
from app.domain.rules.lists import IS_PACK
from app.domain.text import counted
from app.services.preparing import (
    Preparation,
    Understood,
    attaching_acts,
    changes_by,
    known_suffix,
    loading_act,
    make_commission,
    read_description,
    understand,
)
from ui import files_dialogs
from ui.banner import Banner
from ui.bridge import Bridge
from ui.intake_dossiers import DossiersPanel
from ui.intake_form import DescriptionForm
from ui.intake_list import CandidatesTable, ColumnsPanel
from ui.intake_paint import DropZone, dropped_paths
from ui.paint import Pill, middled, scaled, typeset
from ui.stack import room_for
from ui.widgets import button, card, column, label, row

SIDE = 352
DROPPED = "CSV, texte, Excel ou LibreOffice. Une description .toml et les dossiers de même."
LOADED = "CSV, texte, Excel ou LibreOffice. Des dossiers reçus en retard se déposent de même."
NO_CHANGE = (
    "Rien encore. Déposez une liste corrigée ou des dossiers : ce qui changera se lit ici avant "
    "d’être écrit. Une grille scellée n’est jamais modifiée."
)
NO_DESCRIPTION = (
    "{} : une description ne se charge pas dans une commission ouverte. "
    "Seuls la liste et les dossiers s’y chargent."
)
LOSES = "Ce qui est saisi ici sera perdu : Échap encore une fois pour quitter la page."
SUFFIX = ".passage"
RUNNING = (
    "Une horloge tourne, aucune fenêtre ne s’ouvre devant la vôtre : déposez les fichiers ici avec "
    "la souris, ou choisissez-les une fois l’horloge arrêtée."
)


class NewCommission(QWidget):
    """Form at the left, list and dossiers at the right, the one button that writes below."""

    made = Signal(object)
    """The commission file that was made, or into which the list was loaded."""
    left = Signal()

    def __init__(
        self,
        bridge: Bridge | None = None,
        *,
        rehearsal: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._bridge, self._leaving = bridge, False
        self._path: Path | None = None
        self._mapping: dict[str, str] = {}
        self._list: Understood | None = None
        self.form, self.dossiers = DescriptionForm(), DossiersPanel(self._may_ask)
        self.candidates, self.columns = CandidatesTable(), ColumnsPanel()
        self.changes, self._unchanged = QListWidget(), label(NO_CHANGE, "muted")
        self._unchanged.setWordWrap(True)
        self._unchanged.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.banner = Banner()
        self.rehearsal = QCheckBox("Répétition, jamais exportée comme réelle")
        self.rehearsal.setChecked(rehearsal)
        self._unkept = label("", "muted")
        self.write = QPushButton()
        self._assemble()
        self._wire()
        self.dossiers.match(self._people(None))

    # --- assembling -----------------------------------------------------------------------------

    def _assemble(self) -> None:
        loading = self._bridge is not None
        title = "Liste corrigée, dossiers" if loading else "Nouvelle commission"
        hint = "Rien n’est écrit avant le bouton du bas."
        back = button("Retour  Échap", self.leave, flat=True)
        head = row(label(title, "title"), label(hint, "muted"), 1, back, spacing=14)
        body = row(self._side(), self._list_card(), spacing=12)
        body.setStretch(1, 1)
        self.write.setProperty("primary", True)
        foot = row(self.rehearsal, 1, self._unkept, self.write, spacing=16)
        whole = column(head, self.banner, body, foot, margins=(18, 12, 18, 14), spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.rehearsal.setVisible(not loading)  # once it has a parent, or it is a window itself

    def _side(self) -> QWidget:
        self._edge = side = QWidget()
        if self._bridge is None:
            from_file = button("Reprendre d’une description…", self._ask_description)
            area = QScrollArea()
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(self.form)
            side.setLayout(column(area, from_file))
            return side
        frame = card()
        self.changes.setAccessibleName("Ce qui changera")
        self.changes.setWordWrap(True)
        self.changes.setStyleSheet("QListView::item { padding: 5px 0; }")
        self.changes.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        title = label("Ce qui changera", "strong")
        told = column(title, self._unchanged, self.changes, margins=(16, 14, 16, 14))
        for place in (1, 2):
            told.setStretch(place, 1)
        frame.setLayout(told)
        side.setLayout(column(frame))
        return side

    def _without_list(self) -> list[tuple[str, Callable[[], None]]]:
        """Dossiers that come late need no new list."""
        return [("Ajouter des dossiers…", self._ask_pieces)] if self._bridge else []

    def _list_card(self) -> QFrame:
        self._zone = DropZone(
            "Déposez ici la liste corrigée"
            if self._bridge
            else "Déposez ici la liste des candidats",
            LOADED if self._bridge else DROPPED,
            [("Choisir une liste…", self._ask_list), *self._without_list()],
        )
        self._zone.dropped.connect(self.take)
        empty = QWidget()
        empty.setLayout(column(self._zone, margins=(16, 14, 16, 16)))
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName("Candidats, colonnes, dossiers")
        self._tabs.setStyleSheet("QTabWidget::tab-bar { left: 12px; }")
        self._tabs.tabBar().setDrawBase(False)
        for page, text in ((self.candidates, "Candidats"), (self.columns, "Colonnes")):
            self._tabs.addTab(page, text)
        self._tabs.addTab(self.dossiers, "Dossiers")
        filled = QWidget()
        filled.setLayout(column(self._summary(), self._tabs, margins=(0, 0, 0, 7), spacing=6))
        frame = card()
        self._stack = QStackedLayout(frame)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(empty)
        self._stack.addWidget(filled)
        return frame

    def _summary(self) -> QWidget:
        """The file, how it was read, how many rows are right, doubtful, wrong."""
        self._name, self._facts = middled("Aucune liste encore", "strong"), middled("", "muted")
        self._badges = {state: Pill("", state) for state in ("right", "doubtful", "wrong")}
        other = button("Autre liste…", self._ask_list)
        line = row(column(self._name, self._facts, spacing=2), *self._badges.values(), other)
        line.setStretch(0, 1)
        self._trouble = QFrame()
        self._trouble.setObjectName("hint")
        self._trouble_text = label("")
        self._trouble_text.setWordWrap(True)
        self._trouble.setLayout(row(self._trouble_text, margins=(12, 8, 12, 8)))
        holder = QWidget()
        holder.setLayout(column(line, self._trouble, margins=(16, 12, 12, 0)))
        return holder

    def _wire(self) -> None:
        self.form.changed.connect(self._refresh)
        self.columns.corrected.connect(self._correct)
        self.dossiers.changed.connect(self._refresh)
        self.dossiers.failed.connect(self.banner.fail)
        self.write.clicked.connect(lambda _=False: self._write())

    # --- what comes -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """A list is what one comes with."""
        super().showEvent(event)
        self._zone.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        self.take(dropped_paths(event))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Widths follow the size of texts, as far as the page allows."""
        super().resizeEvent(event)
        self._edge.setFixedWidth(min(scaled(self, SIDE), room_for(self) * 2 // 5))
        self.write.setMinimumSize(scaled(self, 330), scaled(self, 54))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Back, at once or, where it loses what hands did here, at the second time."""
        if (self.form.typed or self._mapping or self.dossiers.by_hand) and not self._leaving:
            self._leaving = True
            self.banner.note(LOSES)
        else:
            self.left.emit()

    def take(self, paths: list[Path]) -> None:
        """Whatever was dropped, each by its kind; the list first, so that dossiers find names."""
        kinds = {path: known_suffix(path) for path in paths}
        for path, kind in kinds.items():
            if kind == "description" and self._bridge is None:
                self.load_description(path)
            elif kind == "description":
                self.banner.fail(NO_DESCRIPTION.format(path.name))
            elif kind in ("list", "file"):
                self.load_list(path)
        pieces = [path for path, kind in kinds.items() if kind == "dossiers"]
        if pieces:
            self.dossiers.add(pieces)
            self._stack.setCurrentIndex(1)
            self._tabs.setCurrentWidget(self.dossiers)

    def _ask_pieces(self) -> None:
        if self._may_ask():
            self.take(
                files_dialogs.open_files(self, "Dossiers des candidats", files_dialogs.PIECES)
            )

    def _may_ask(self) -> bool:
        """Whether a dialog may open: none while a part runs (rule 7), a drop does the same."""
        if self._bridge is None or not self._bridge.clock_runs:
            return True
        self.banner.refuse(RUNNING)
        return False

    def _ask_list(self) -> None:
        if not self._may_ask():
            return
        path = files_dialogs.open_file(self, "Liste des candidats", files_dialogs.LISTS)
        self.take([path] if path else [])

    def _ask_description(self) -> None:
        path = files_dialogs.open_file(self, "Description", files_dialogs.DESCRIPTIONS)
        if path is not None:
            self.load_description(path)

    def load_description(self, path: Path) -> None:
        try:
            self.form.fill(read_description(path))
        except PassageError as error:
            self.banner.fail(str(error))

    def load_list(self, path: Path, mapping: dict[str, str] | None = None) -> None:
        """Read a list and show what was understood; one that is no list changes nothing here."""
        if self._bridge is not None and self._bridge.desk.pack:
            self.banner.refuse(IS_PACK)
            return
        try:
            found = understand(path, mapping or {})
        except PassageError as error:
            self.banner.fail(str(error))
            return
        self.banner.hide()
        self._path, self._mapping, self._list = path, mapping or {}, found
        self._show_list(found)
        self.dossiers.match(self._people(found))
        self._refresh()

    def _people(self, found: Understood | None) -> list[Candidate]:
        """Those a dossier may be of: the list's, and the open file's that it does not name."""
        listed = list(found.candidates) if found else []
        numbers = {candidate.number for candidate in listed}
        state = self._bridge.state if self._bridge else None
        known = [p.candidate for p in state.in_order] if state else []
        return [*listed, *(c for c in known if c.number not in numbers)]

    def _correct(self, title: str, field: str) -> None:
        """A column is taken for another field: the list is read again at once."""
        if self._path is None:
            return
        kept = {t: f for t, f in self._mapping.items() if f != field or field == "ignore"}
        self.load_list(self._path, {**kept, title: field})

    # --- what is shown --------------------------------------------------------------------------

    def _show_list(self, found: Understood) -> None:
        self._stack.setCurrentIndex(1)
        self._name.tell(found.source)
        self._facts.tell(" · ".join(found.facts) or "en-tête non reconnu")
        told = "\n".join(filter(None, (found.trouble, *found.remarks[:4])))
        self._trouble_text.setText(typeset(told))
        self._trouble.setVisible(bool(told))
        words = {"right": "correcte", "doubtful": "à vérifier", "wrong": "fausse"}
        for state, badge in self._badges.items():
            count = found.count(state)
            plural = "s" if count > 1 and state != "doubtful" else ""
            badge.setText(f"{count} {words[state]}{plural}")
            badge.setVisible(count > 0)
        self.candidates.show_lines(found)
        self.columns.show_columns(found.columns)
        if found.trouble:
            self._tabs.setCurrentWidget(self.columns)

    def _refresh(self) -> None:
        """Tabs' counts, what would change, and what the button lacks."""
        self._leaving = False
        found, files = self._list, self.dossiers.found
        left = f" · {files.unmatched} à rattacher" if files.unmatched else ""
        self._tabs.setTabText(0, f"Candidats {len(found.lines)}" if found else "Candidats")
        self._tabs.setTabText(1, f"Colonnes {len(found.columns)}" if found else "Colonnes")
        self._tabs.setTabText(
            2, f"Dossiers {len(files.files)}{left}" if files.files else "Dossiers"
        )
        self._unkept.setText(unkept_text(files.unmatched))
        self._show_changes()
        reason = self.reason()
        name = "Charger dans le fichier" if self._bridge else "Créer la commission…"
        self.write.setText(f"{name}\n{reason}" if reason else name)
        self.write.setEnabled(not reason)
        self.write.setAccessibleName(f"{name} {reason}".strip())

    def reason(self) -> str:
        """What stands between this page and its file, as the button says it; "" for nothing."""
        count = self._list.count("wrong") if self._list else 0
        if count:
            rows = "une ligne fausse" if count == 1 else f"{count} lignes fausses"
            return f"{rows} à corriger dans la liste"
        lacks = self._missing()
        more = f" et {len(lacks) - 2} autres" if len(lacks) > 3 else ""
        shown = ", ".join(lacks[:2] if more else lacks)
        return f"il manque : {shown}{more}" if lacks else ""

    def _missing(self) -> list[str]:
        found, files = self._list, self.dossiers.found
        lacks = [] if self._bridge else self.form.missing()
        if found is None:
            only_files = self._bridge and len(files.files) > files.unmatched
            return lacks if only_files else ["la liste", *lacks]
        return ["le champ des colonnes", *lacks] if found.trouble else lacks

    def _show_changes(self) -> None:
        self.changes.clear()
        found, bridge = self._list, self._bridge
        if bridge is None:
            return
        lines: list[str] = []
        if found is not None and found.candidates and not found.count("wrong"):
            act = loading_act(found.candidates, (column.field for column in found.columns))
            lines = changes_by(bridge.state, act, found.candidates, bridge.now())
        if bridge.in_room() is not None:  # rule 9
            lines = [line.removeprefix("scellé, ") for line in lines]
        pieces = len(self.dossiers.found.files) - self.dossiers.found.unmatched
        lines += [f"ajouté aux dossiers : {counted(pieces, 'pièce')}"] if pieces else []
        self.changes.addItems([typeset(line) for line in lines])
        self._unchanged.setVisible(not lines)
        self.changes.setVisible(bool(lines))

    # --- what is written ------------------------------------------------------------------------

    def _write(self) -> None:
        try:
            path = self._load() if self._bridge else self._make()
        except PassageError as error:
            self.banner.fail(str(error))
            return
        if path is not None:
            self.made.emit(path)

    def _make(self) -> Path | None:
        assert self._list is not None
        told = self.form.description()
        name = f"{told.exam}-{told.commission}{SUFFIX}".replace("/", "-").replace("\\", "-")
        path = files_dialogs.save_file(self, "Créer la commission", name, files_dialogs.COMMISSIONS)
        if path is None:
            return None
        wanted = Preparation(
            description=told,
            candidates=self._list.candidates,
            files=self.dossiers.found.files,
            rehearsal=self.rehearsal.isChecked(),
        )
        make_commission(path, wanted)
        return path

    def _load(self) -> Path | None:
        """Load the list into the open file, then the dossiers; None when a rule refused."""
        assert self._bridge is not None
        path, found = self._bridge.desk.path, self._list
        if found is not None:
            fields = (column.field for column in found.columns)
            if not self._bridge.perform(loading_act(found.candidates, fields)):
                return None
        for act in attaching_acts(path, self.dossiers.found.files):
            self._bridge.perform(act)
        return path


def unkept_text(count: int) -> str:
    """What becomes of pieces given to nobody."""
    if not count:
        return ""
    told = (
        "pièces sans candidat ne seront pas gardées"
        if count > 1
        else ("pièce sans candidat ne sera pas gardée")
    )
    return f"{count} {told}"
