"""The desk of a commission: the exam day, its other pages, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import PassageError, Refusal
from app.domain.status import examining
from app.services.desk import Desk
from ui import commands
from ui.actions import ACTIONS, ALSO, FORMS
from ui.bridge import Bridge
from ui.exam_day import ExamDay
from ui.file_desk import Command, FileDesk

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.new_commission import NewCommission
    from ui.surroundings import Surroundings

AFTER_PAINT_MS = 300
LEAVING = (
    "Une partie est en cours. Fermez encore une fois pour quitter : l’horloge continue, "
    "rien n’est perdu, et le passage reprend à la réouverture du fichier."
)

TRANSFER_LATER = (
    "Une horloge tourne : le fichier de transfert s’enregistre et se reprend entre deux parties "
    "(Ctrl+K)."
)
TRANSFERRED = (
    "Candidat transféré : enregistrez son fichier (« Fichier de transfert… »), l’autre commission "
    "en a besoin."
)
NOT_TRANSFERRED = "Ce candidat n’a pas été transféré : transférez-le d’abord (Ctrl+K)."


class DayDesk(FileDesk):
    """An open commission file."""

    home = "day"
    actions, also, forms = ACTIONS, ALSO, FORMS

    def __init__(self, shown: MainWindow, desk: Desk) -> None:
        super().__init__(shown)
        self.bridge = Bridge(desk, self)
        self.day: ExamDay | None = None
        self.clock: QWidget | None = None
        self._around: Surroundings | None = None

    @property
    def path(self) -> Path:
        return self.bridge.desk.path

    def now(self) -> datetime:
        return self.bridge.now()

    def begin(self) -> None:
        shown, bridge = self.shown, self.bridge
        self.day = ExamDay(bridge, shown.theme, shown.run)
        self._wire(bridge)
        shown.top.show_commission(bridge.state.commission)
        shown.show_page(self.home, self.day)
        self.day.begin()
        self._doubt_the_day(bridge)

    def _wire(self, bridge: Bridge) -> None:
        shown, banner = self.shown, self.shown.banner
        bridge.refused.connect(banner.refuse)
        bridge.failed.connect(banner.fail)
        bridge.noted.connect(banner.note)
        bridge.gone.connect(lambda: banner.tell(TRANSFERRED))
        banner.ask(bridge.may_say)
        bridge.watch(banner.look)
        bridge.privacy.connect(lambda: shown.top.show_privacy(bridge.hidden))
        bridge.privacy.connect(lambda: banner.note(""))  # a refusal may quote a mark
        bridge.changed.connect(lambda _: shown.top.show_commission(bridge.state.commission))
        bridge.reason_needed.connect(lambda *_: shown.go("day"))
        banner.shifted.connect(self._hold)
        shown.top.show_privacy(bridge.hidden)
        shown.top.room.follow(bridge)
        QTimer.singleShot(AFTER_PAINT_MS, bridge, self._surround)

    def _hold(self) -> None:
        if self.day is not None:
            self.day.grid.hold()

    def _surround(self) -> Surroundings:
        """Sleep held off, absences told: none of it is needed by the first paint."""
        from ui.surroundings import Surroundings

        if self._around is None:
            self._around = Surroundings(self.bridge, self.shown.banner, self.shown.settings)
        return self._around

    def _doubt_the_day(self, bridge: Bridge) -> None:
        """Sheets are dated by the clock: say so when it is not at a day of this commission."""
        state, today = bridge.state, bridge.now().date()
        days = {state.day_of(passage) for passage in state.passages.values()}
        if days and today not in days:
            told = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(days)[:3])
            self.shown.banner.fail(
                f"L’horloge de cet ordinateur dit le {today:%d/%m/%Y} ; la commission est du "
                f"{told}. Les feuilles porteront la date de l’ordinateur : réglez-la d’abord."
            )

    # --- what may hold the window back ----------------------------------------------------------

    def flush(self) -> None:
        if self.day is not None:
            self.day.flush()

    @property
    def unkept(self) -> bool:
        return self.bridge.unkept

    def running(self) -> str:
        return LEAVING if any(map(examining, self.bridge.state.passages.values())) else ""

    def busy(self) -> str:
        """Nothing modal opens while a part runs (rule 7)."""
        if self.bridge.in_room() is not None:
            return "Un candidat est dans la salle : terminez d’abord ce passage."
        if self.bridge.clock_runs:
            return "Une horloge tourne : arrêtez-la avant d’ouvrir un autre fichier."
        return ""

    def keeps(self, path: Path) -> str:
        if not self.bridge.clock_runs:
            return ""
        return (
            f"Une horloge tourne : {self.path.name} reste ouvert. "
            f"Ouvrez {path.name} quand elle sera arrêtée."
        )

    def leave(self) -> None:
        if self.clock is not None:
            self.clock.close()

    def close(self) -> None:
        self.bridge.close()
        self.day = None
        self.shown.top.room.follow(None)

    def resized(self) -> None:
        if self.day is not None:
            self.day.resized()

    # --- pages ----------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Command]:
        return commands.of_day(self, self.day, self.bridge) if self.day is not None else {}

    def make(self, name: str) -> QWidget:
        if name == "sheets":
            from ui.sheets_page import SheetsPage

            return SheetsPage(self.bridge)
        if name == "journal":
            from ui.journal_page import JournalPage

            return JournalPage(self.bridge)
        from ui.evening_page import EveningPage

        page = EveningPage(self.bridge)
        page.asked.connect(self.shown.run)
        return page

    def take(self, paths: list[Path]) -> None:
        """A list or dossiers are shown before anything is loaded."""
        self.load_list().take(paths)

    def load_list(self) -> NewCommission:
        """A corrected list or more dossiers for the open file: a new page each time."""
        from ui.new_commission import NewCommission

        page = NewCommission(self.bridge)
        page.made.connect(lambda _: self.shown.go("day"))
        page.left.connect(lambda: self.shown.go("day"))
        self.shown.show_page("load-list", page)
        return page

    def write_transfer(self) -> None:
        """The file of the candidate shown, who left; never while a clock runs (rule 7)."""
        from app.services.printing import safe
        from app.services.transferring import write_out
        from ui.files_dialogs import TRANSFERS, save_file

        banner, passage = self.shown.banner, self.bridge.passage
        if self._waits() or passage is None:
            return
        name = f"transfert-{safe(passage.number)}.transfer"
        try:
            if passage.transferred is None:
                raise Refusal(NOT_TRANSFERRED)
            path = save_file(self.shown, "Enregistrer le fichier de transfert", name, TRANSFERS)
            if path is not None:
                banner.note("\n".join(write_out(self.bridge.desk, passage.number, path)))
        except Refusal as refusal:
            banner.refuse(str(refusal))
        except PassageError as error:
            banner.fail(str(error))

    def take_in(self) -> None:
        """A candidate another commission gave up; their file is asked for."""
        from ui.files_dialogs import TRANSFERS, open_file

        if self._waits():
            return
        path = open_file(self.shown, "Reprendre un candidat transféré", TRANSFERS)
        if path is not None:
            self.bridge.take_in(path)

    def _waits(self) -> bool:
        """Whether a clock runs, which is then said: no dialog opens."""
        if self.bridge.clock_runs:
            self.shown.banner.refuse(TRANSFER_LATER)
        return self.bridge.clock_runs

    def transcribe(self) -> None:
        self.shown.go("sheets")
        page: Any = self.shown.pages.currentWidget()
        page.transcribe()

    def confirm(self) -> None:
        """Ctrl+Enter answers the question being typed, else seals, on the exam-day page alone;
        elsewhere it is the page’s own."""
        page = self.shown.pages.currentWidget()
        if self.day is not None and page is self.day:
            focused = self.shown.focusWidget()
            asked = focused is not None and self.day.prompt.isAncestorOf(focused)
            self.day.prompt.done() if asked else self.day.closing.seal.click()
        else:
            getattr(page, "confirm", lambda: None)()

    def candidate_clock(self) -> None:
        from ui.clock_window import ClockWindow

        if self.clock is None:
            self.clock = ClockWindow(self.bridge, self.shown.theme)
            self.clock.show()
        else:
            self.clock.setVisible(not self.clock.isVisible())
        self.clock.raise_()

    def toggle_sound(self) -> None:
        self._surround().toggle_sound()
