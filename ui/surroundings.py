"""What stands around an open file: sleep held off, absences told, the sound that was asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings

from app.services.diagnostics import log
from ui.awake import Awake, Hold
from ui.banner import Banner
from ui.bridge import Bridge
from ui.chime import Chime
from ui.returning import Returning


class Surroundings(QObject):
    """Lives as long as its file is open; made just after the first paint."""

    def __init__(
        self, bridge: Bridge, banner: Banner, settings: QSettings, hold: Hold | None = None
    ) -> None:
        super().__init__(bridge)
        self._banner = banner
        log.info("opened, %d acts", bridge.desk.seq)
        self.awake = Awake(bridge, hold)
        self.awake.unheld.connect(banner.note)
        self.returning = Returning(bridge)
        self.returning.said.connect(banner.tell)
        self.returning.tell()
        self._chime = Chime(bridge, settings)
        bridge.mend()

    def toggle_sound(self) -> None:
        self._banner.note(self._chime.toggle())
