"""The one way from the « Préparer » desk to the jury file: acts go in, changes are broadcast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.acts import Act
from app.domain.errors import PassageError, Refusal
from app.domain.jury.state import Jury, JuryState
from app.domain.jury.undo import inverse
from app.services.diagnostics import log
from app.services.journaling import Done
from app.services.jury_desk import JuryDesk

REST_MS = 2000
UNDOABLE = 100
"""Acts that can be undone, the last ones."""
HELD = "Une réception est en cours : attendez sa fin, ou annulez-la."
NOTHING = "Rien à annuler depuis l’ouverture du fichier."


class JuryBridge(QObject):
    """An open jury file as the widgets see it."""

    changed = Signal(object)
    """frozenset of candidate numbers a gesture changed: every number where it changed the jury."""
    refused = Signal(str)
    failed = Signal(str)
    noted = Signal(str)
    """Something to know, nothing to do."""
    clock_runs = False
    """No candidate is examined here: a dialog may always open."""
    closed = Signal()
    """The file is about to be let go of."""

    def __init__(self, desk: JuryDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._undo: list[tuple[Act, ...]] = []
        self._held: JuryState | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._checkpoint)

    def watch(self, *refreshes: Callable[[], object]) -> None:
        """Have each called whenever the jury may have changed."""
        for refresh in refreshes:
            self.changed.connect(lambda _, call=refresh: call())

    @property
    def state(self) -> JuryState:
        return self._held or self.desk.state

    @property
    def jury(self) -> Jury:
        """What the file was opened with."""
        assert self.state.jury is not None  # a file is made whole or not at all
        return self.state.jury

    def now(self) -> datetime:
        return self.desk.now()

    @property
    def held(self) -> bool:
        """Whether another thread works at the file."""
        return self._held is not None

    def hold(self) -> None:
        """Another thread works at the file: what was there is shown, and no act is done."""
        self._rest.stop()
        self._held = self.desk.state

    def release(self) -> None:
        """The other thread is done, whatever came of it."""
        if self._held is self.desk.state:
            self._held = None
            return
        self._held, self._undo = None, []
        self._rest.start()
        self.changed.emit(frozenset(self.state.candidates))

    # --- acts -----------------------------------------------------------------------------------

    def perform(self, act: Act) -> bool:
        """Perform an act; False when it was refused or failed, which has then been said."""
        return self.perform_all((act,))

    def perform_all(self, acts: tuple[Act, ...]) -> bool:
        """Perform acts that one gesture means and one undo takes back; those before one that is
        refused stand."""
        backs: list[tuple[Act, ...]] = []
        changed: set[str] = set()
        for act in acts:
            back = inverse(self.state, act)
            done = self._perform(act)
            if done is None:
                break
            backs.append(back)
            changed |= done.changed
        if backs:
            self._remember(backs)
            self.changed.emit(frozenset(changed))
        return len(backs) == len(acts)

    def perform_whole(self, acts: tuple[Act, ...]) -> None:
        """Perform acts without undoing, all of them or none; Refusal or PassageError otherwise."""
        if self._held is not None:
            raise Refusal(HELD)
        self.desk.perform_all(acts)
        self._undo = []
        self._rest.start()
        self.changed.emit(frozenset(self.state.candidates))

    def _remember(self, backs: list[tuple[Act, ...]]) -> None:
        """What has no undoing ends what could be undone: it would be undone unseen."""
        gesture = tuple(act for back in reversed(backs) for act in back)
        self._undo = [*self._undo[1 - UNDOABLE :], gesture] if all(backs) else []

    def undo(self) -> None:
        """Bring back what the last gesture replaced, by ordinary acts."""
        if self._held is not None:
            self.refused.emit(HELD)
            return
        if not self._undo:
            self.noted.emit(NOTHING)
            return
        changed: set[str] = set()
        for act in self._undo.pop():
            done = self._perform(act)
            if done is None:
                break
            changed |= done.changed
        self.changed.emit(frozenset(changed))

    def _perform(self, act: Act) -> Done | None:
        """What it led to; None where it was refused or failed, which has then been said."""
        if self._held is not None:
            self.refused.emit(HELD)
            return None
        try:
            done = self.desk.perform(act)
        except Refusal as refusal:
            log.debug("refused %s", act.act)
            self.refused.emit(str(refusal))
            return None
        except PassageError as error:
            log.warning("failed %s", act.act)
            self.failed.emit(str(error))
            return None
        log.debug("act %s", act.act)
        self._rest.start()
        return done

    def _checkpoint(self) -> None:
        try:
            self.desk.idle()
        except PassageError as error:
            self.failed.emit(str(error))

    def close(self) -> None:
        self._rest.stop()
        self.closed.emit()
        self.desk.close()
