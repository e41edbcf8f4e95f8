"""What each action of the table does: one visible block from ids to the widgets of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from ui.actions import FORMS

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.day_desk import DayDesk
    from ui.exam_day import ExamDay
    from ui.main_window import MainWindow

Command = Callable[[], object]
STEP = 0.125


def general(shown: MainWindow) -> Mapping[str, Command]:
    """What means something without a file."""
    theme = shown.theme
    return {
        "open": shown.ask_file,
        "guide": shown.guide,
        "full-screen": shown.turn_full_screen,
        "theme": lambda: theme.choose("light" if theme.dark else "dark"),
        "theme-system": lambda: theme.choose("system"),
        "larger": lambda: theme.enlarge(theme.scale + STEP),
        "smaller": lambda: theme.enlarge(theme.scale - STEP),
    }


def of_file(shown: MainWindow) -> Mapping[str, Command]:
    """What means something with any file."""
    return {"close-file": shown.leave_file, "palette": lambda: shown.palette_box.open()}


def of_day(desk: DayDesk, day: ExamDay, bridge: Bridge) -> Mapping[str, Command]:
    """What is done to the open commission; whatever stands on the day's page shows that page
    first."""
    shown = desk.shown

    def on_day(command: Command) -> Command:
        def run() -> None:
            shown.go("day")
            command()

        return run

    asked = {name: on_day(partial(day.prompt.ask, form)) for name, form in FORMS.items()}
    return {
        **asked,
        **{page: partial(shown.go, page) for page in ("day", "sheets", "journal", "evening")},
        "transcribe": desk.transcribe,
        "load-list": desk.load_list,
        "candidate-clock": desk.candidate_clock,
        "transfer-file": desk.write_transfer,
        "transfer-in": on_day(desk.take_in),
        "privacy": lambda: bridge.hide(not bridge.hidden),
        "undo": on_day(bridge.undo),
        "sound": desk.toggle_sound,
        "incident": asked["report"],
        "identity": on_day(day.header.confirm),
        "dossier": on_day(day.widen_dossier),
        "observe": on_day(day.tabs.observe),
        "pause": day.band.toggle_pause,
        "next-part": on_day(day.band.start_next),
        "stop": on_day(day.band.stop),
        "grid": on_day(day.grid.setFocus),
        "list": on_day(day.list.setFocus),
        "mark": on_day(day.closing.mark.focus),
        "appraisal": on_day(day.closing.appraisal.focus),
        "seal": desk.confirm,
    }
