"""The grid of a dossier’s activity fiches: one row a fiche, a letter a cell, keyboard only.

The product is typed with completion; every other cell takes one key and goes on to the next. Each
cell is an act of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.facts import dataclass
from app.domain.jury.acts import DescribeFiche
from app.domain.jury.people import Fiche, JuryCandidate
from app.domain.jury.products import as_known, known_products
from app.domain.jury.words import DOMAINS, FICHES, KINDS, KINDS_OF
from ui.jury.bridge import JuryBridge
from ui.jury.table import Acts, CellDelegate, Column, Index, TableModel, TableView
from ui.theme import Theme
from ui.widgets import column, label, mark_as, tell

YES, NO = "yes", "no"
KIND_WORDS = {"property": "biens", "persons": "personnes", "savings": "épargne", "other": "autre"}
LETTERS = {"property": "b", "persons": "p", "savings": "é", "other": "a"}
DITTO = "="
AZERTY = {c: d for d, c in enumerate("à&é\"'(-è_ç")}
"""What the digits send without Shift on a French keyboard."""
LINE, HEAD = 27, 30
HOW = "Lettre, Tab : case suivante · Entrée : fiche · = : comme au-dessus · Suppr : vider"
MOST_CONTEXTS = 20


@dataclass(frozen=True)
class FicheRow:
    """A fiche of a candidate, described or not."""

    number: str
    exam: str
    fiche: Fiche


def rows_of(candidate: JuryCandidate) -> list[FicheRow]:
    """A row for each fiche due, of the exams the candidate sits."""
    return [
        FicheRow(candidate.number, exam, candidate.fiches.get(place, Fiche(place)))
        for exam in DOMAINS
        if candidate.sits(exam)
        for place in FICHES[exam]
    ]


def described(one: FicheRow, name: str, value: object) -> Acts:
    """The act that gives one field of the fiche that value."""
    told = {k: getattr(one.fiche, k) for k in FIELDS}
    told[name] = value
    return (DescribeFiche(one.number, one.fiche.number, **told),)


FIELDS = ("product", "kind", "professional", "real", "context", "client", "claim")


# --- columns --------------------------------------------------------------------------------------


def _flag(
    title: str,
    name: str,
    words: tuple[str, str],
    width: int,
    tip: str,
    *,
    bad: bool = False,
    may: Callable[[FicheRow], bool] | None = None,
) -> Column[FicheRow]:
    """A column of yes and no; ``bad`` paints the no."""

    def code(one: FicheRow) -> str:
        return {True: YES, False: NO, None: ""}[getattr(one.fiche, name)]

    def edit(one: FicheRow, chosen: str) -> Acts:
        return described(one, name, {YES: True, NO: False}.get(chosen))

    shown = {YES: words[0], NO: words[1], "": ""}
    applies = may or (lambda _: True)
    return Column(
        title,
        lambda one: shown[code(one)] if applies(one) else "",
        width,
        edit=edit,
        typed=code,
        choices={"": "–", YES: words[0], NO: words[1]},
        tone=lambda one: "wrong" if bad and code(one) == NO and applies(one) else "",
        may=may,
        tip=tip,
    )


def _context(one: FicheRow, typed: str) -> Acts:
    found = int(typed) if typed.isdecimal() else None
    return described(one, "context", found or None)


COLUMNS: Sequence[Column[FicheRow]] = (
    Column("N°", lambda one: str(one.fiche.number), 34),
    Column(
        "Produit",
        lambda one: one.fiche.product,
        150,
        edit=lambda one, typed: described(one, "product", typed),
        tip="Le produit de la fiche ; les noms déjà saisis se complètent",
    ),
    Column(
        "Genre",
        lambda one: KIND_WORDS.get(one.fiche.kind, ""),
        82,
        edit=lambda one, kind: described(one, "kind", kind),
        typed=lambda one: one.fiche.kind,
        choices={"": "–", **KINDS},
        tip="b : biens et responsabilité, p : personnes, é : épargne (E32), a : autre (E42)",
    ),
    _flag("Client", "professional", ("pro.", "part."), 58, "Professionnel ou particulier"),
    _flag("Cas", "real", ("réel", "sim."), 54, "Situation réelle ou simulée"),
    Column(
        "Ctx",
        lambda one: str(one.fiche.context or ""),
        38,
        edit=_context,
        tip="Numéro de la fiche contexte",
    ),
    _flag("F. cl.", "client", ("oui", "non"), 46, "La fiche client est là", bad=True),
    _flag(
        "Sin.",
        "claim",
        ("oui", "non"),
        46,
        "E42 : la fiche porte sur un sinistre",
        bad=True,
        may=lambda one: one.exam == "E42",
    ),
)
NUMBER, PRODUCT, KIND, PRO, CASE, CONTEXT, CLIENT, CLAIM = range(len(COLUMNS))
KEYS: Mapping[int, Mapping[str, str]] = {
    KIND: {"b": "property", "p": "persons", "é": "savings", "e": "savings", "a": "other"},
    PRO: {"o": YES, "n": NO},
    CASE: {"r": YES, "s": NO},
    CLIENT: {"o": YES, "n": NO},
    CLAIM: {"o": YES, "n": NO},
}
"""What a letter means in each column."""
LEGENDS = {
    PRODUCT: "Produit : tapez-en le début, ↓ pour un autre, Tab pour accepter",
    PRO: "Client : o = professionnel · n = particulier",
    CASE: "Situation : r = réelle · s = simulée",
    CONTEXT: "Fiche contexte : son numéro · + au-delà de 9",
    CLIENT: "Fiche client : o = elle est là · n = elle manque",
    CLAIM: "Sinistre : o = la fiche porte sur un sinistre · n = non",
}


class FicheDelegate(CellDelegate):
    """Completes the product with those already known."""

    def __init__(self, theme: Theme, view: FichesView, bridge: JuryBridge) -> None:
        super().__init__(theme, view)
        self._bridge = bridge
        self._known: list[str] = []

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        made = super().createEditor(parent, option, index)
        if isinstance(made, QLineEdit) and index.column() == PRODUCT:
            self._known = known_products(self._bridge.state.candidates.values())
            completer = QCompleter(self._known, made)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            made.setCompleter(completer)
        return made

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, QLineEdit) and index.column() == PRODUCT:
            editor.setText(as_known(editor.text(), self._known))
        super().setModelData(editor, model, index)


class FichesView(TableView):
    """The keys of the grid. Tab goes on by a cell, Enter by a row, a letter sets its cell."""

    through = Signal()
    """Enter or Tab beyond the last cell."""
    back = Signal()
    """Shift+Tab before the first, or Escape."""
    meaningless = Signal(str)
    """A key that says nothing in the cell it was pressed in: nothing moved."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Fiches d’activité")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self.state() == QAbstractItemView.State.EditingState or not self._obey(event):
            super().keyPressEvent(event)

    def _obey(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Tab: partial(self.step, 1),
            Qt.Key.Key_Backtab: partial(self.step, -1),
            Qt.Key.Key_Return: partial(self.next_row, -1 if shift else 1),
            Qt.Key.Key_Enter: partial(self.next_row, -1 if shift else 1),
            Qt.Key.Key_Delete: partial(self._put, ""),
            Qt.Key.Key_Backspace: partial(self._put, ""),
            Qt.Key.Key_Escape: self.back.emit,
        }
        if key in moves:
            moves[key]()
            return True
        return self._typed(event.text().casefold())

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: N802
        """Tab is a key of the grid."""
        return False

    # --- cells ----------------------------------------------------------------------------------

    @property
    def _model(self) -> TableModel[FicheRow]:
        model = self.model()
        assert isinstance(model, TableModel)
        return model

    def _typed(self, text: str) -> bool:
        """Whether the key was one of the cell’s."""
        at = self.currentIndex()
        section = at.column()
        if not text.strip() or not at.isValid():
            return False
        if text == DITTO:
            self._ditto(at)
        elif section == CONTEXT and (text in AZERTY or text.isdecimal() or text == "+"):
            self._digit(at, text)
        elif text in KEYS.get(section, {}):
            self._put(KEYS[section][text])
            self.step(1)
        elif section != PRODUCT:
            self.meaningless.emit(text)
        return section != PRODUCT or text == DITTO

    def _ditto(self, at: QModelIndex) -> None:
        """As in the row above."""
        if at.row() > 0 and self._model.editable(at):
            above = self._model.index(at.row() - 1, at.column())
            self._put(str(above.data(Qt.ItemDataRole.EditRole)))
            self.step(1)

    def _digit(self, at: QModelIndex, text: str) -> None:
        digit = int(text) if text.isdecimal() else AZERTY.get(text)
        if text == "+":
            now = str(at.data(Qt.ItemDataRole.EditRole))
            self._put(str(int(now or 0) % MOST_CONTEXTS + 1))
        elif digit:
            self._put(str(digit))
            self.step(1)

    def _put(self, value: str) -> None:
        at = self.currentIndex()
        if at.isValid() and self._model.editable(at):
            self._model.setData(at, value)

    # --- moves ----------------------------------------------------------------------------------

    def step(self, way: int) -> None:
        """The next cell to fill, or the one before; in the next row where there is none."""
        cells = [(r, c) for r in range(self._model.rowCount()) for c in range(PRODUCT, CLAIM + 1)]
        cells = [cell for cell in cells if self._model.editable(self._model.index(*cell))]
        here = (self.currentIndex().row(), self.currentIndex().column())
        beyond = [cell for cell in cells if (cell > here if way > 0 else cell < here)]
        if beyond:
            self.setCurrentIndex(self._model.index(*beyond[0 if way > 0 else -1]))
        else:
            (self.through if way > 0 else self.back).emit()

    def next_row(self, way: int) -> None:
        """The product of the next fiche, or of the one before."""
        place = self.currentIndex().row() + way
        if place >= self._model.rowCount():
            self.through.emit()
        elif place >= 0:
            self.setCurrentIndex(self._model.index(place, PRODUCT))

    def closeEditor(  # noqa: N802
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Tab and Enter mean the same while one types; nothing opens by itself."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        hints = QAbstractItemDelegate.EndEditHint
        if hint == hints.EditNextItem:
            self.step(1)
        elif hint == hints.EditPreviousItem:
            self.step(-1)
        elif hint == hints.SubmitModelCache and self.currentIndex().column() == PRODUCT:
            self.next_row(1)


class FichesGrid(QWidget):
    """The rows of one candidate, and a line that tells the keys of the cell."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = TableModel(COLUMNS, lambda one: str(one.fiche.number), bridge.perform_all)
        self.view = FichesView()
        self._legend, self._how = label("", "caption"), label(HOW, "caption")
        self._candidate: JuryCandidate | None = None
        self._dress(bridge)
        foot = column(self._legend, self._how, margins=(10, 5, 10, 6), spacing=2)
        self.setLayout(column(self.view, foot, spacing=0))

    def _dress(self, bridge: JuryBridge) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(FicheDelegate(self._theme, view, bridge))
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setCornerButtonEnabled(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        lines, heads = view.verticalHeader(), view.horizontalHeader()
        lines.hide()
        lines.setMinimumSectionSize(10)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(20)
        heads.setSectionsClickable(False)
        for section in range(len(COLUMNS)):
            heads.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(PRODUCT, QHeaderView.ResizeMode.Stretch)
        view.selectionModel().currentChanged.connect(lambda *_: self._tell())
        view.meaningless.connect(self._refuse)
        self.resized()

    def show_candidate(self, candidate: JuryCandidate) -> None:
        """Their rows; the cursor stays where it is while it is the same candidate."""
        other = self._candidate is None or self._candidate.number != candidate.number
        self._candidate = candidate
        rows = rows_of(candidate)
        self.model.show_rows(rows)
        if other and rows:
            self.view.setCurrentIndex(self.model.index(0, PRODUCT))
        self._fit()

    def begin(self) -> None:
        """Go to the first fiche not described."""
        empty = (
            n for n, one in enumerate(self.model.shown) if one.fiche == Fiche(one.fiche.number)
        )
        self.view.setCurrentIndex(self.model.index(next(empty, 0), PRODUCT))
        self.view.setFocus()

    def flush(self) -> None:
        """A product being typed is of the candidate it was typed for."""
        if self.view.state() == QAbstractItemView.State.EditingState:
            self.view.setFocus()

    def _tell(self) -> None:
        at = self.view.currentIndex()
        tell(self._legend, self._legend_of(at) if at.isValid() else "")
        mark_as(self._legend, "role", "caption")

    def _refuse(self, text: str) -> None:
        """A key that fills nothing is told at once: the next one would go astray."""
        told = self._legend_of(self.view.currentIndex())
        tell(self._legend, f"« {text} » ne dit rien dans cette case. {told}")
        mark_as(self._legend, "role", "now")

    def _legend_of(self, at: QModelIndex) -> str:
        if at.column() != KIND:
            return LEGENDS.get(at.column(), "")
        exam = self.model.shown[at.row()].exam
        told = (f"{LETTERS[kind]} = {KINDS[kind]}" for kind in KINDS_OF[exam])
        return f"Genre : {' · '.join(told)}"

    def _fit(self) -> None:
        """As high as its rows."""
        px = self._theme.px
        rows = self.model.rowCount()
        self.view.setFixedHeight(rows * px(LINE) + self.view.horizontalHeader().sizeHint().height())

    def resized(self) -> None:
        """Texts have another size."""
        self.view.verticalHeader().setDefaultSectionSize(self._theme.px(LINE))
        for section, each in enumerate(COLUMNS):
            self.view.horizontalHeader().resizeSection(section, self._theme.px(each.width))
        self._fit()
