"""The one place that owns file dialogs, and knows the sticks a file may be written on.

Each dialog returns a path, or None when it was left.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from app.system import is_removable

COMMISSIONS = "Commissions Passage (*.passage *.sqlite);;Tous les fichiers (*)"
LISTS = "Listes (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;Tous les fichiers (*)"
DESCRIPTIONS = "Descriptions (*.toml);;Tous les fichiers (*)"
PIECES = "Dossiers (*.zip *.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp);;Tous les fichiers (*)"


def open_file(parent: QWidget, title: str, filters: str) -> Path | None:
    """An existing file."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _folder.at, filters)
    return _folder.kept(name)


def open_files(parent: QWidget, title: str, filters: str) -> list[Path]:
    """Existing files, several at once."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, _folder.at, filters)
    return [path for name in names if (path := _folder.kept(name))]


def open_folder(parent: QWidget, title: str) -> Path | None:
    """An existing folder."""
    return _folder.kept(QFileDialog.getExistingDirectory(parent, title, _folder.at))


def save_file(parent: QWidget, title: str, name: str, filters: str) -> Path | None:
    """A file to write; one that exists is refused by whoever writes, never overwritten."""
    start = str(Path(_folder.at) / name)
    option = QFileDialog.Option.DontConfirmOverwrite
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, filters, "", option)
    path = _folder.kept(chosen)
    return path.with_name(path.name + Path(name).suffix) if path and not path.suffix else path


@dataclass(frozen=True)
class Stick:
    """A removable drive one can write on: its name as the system shows it, and its folder."""

    name: str
    folder: Path


def sticks() -> list[Stick]:
    """The sticks plugged in now."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root, device = volume.rootPath(), volume.device().toStdString()
        usable = volume.isValid() and volume.isReady() and not volume.isReadOnly()
        if usable and not volume.isRoot() and is_removable(device, root):
            found.append(Stick(f"« {volume.displayName() or root} »", Path(root)))
    return found


class _Folder:
    """Where the next dialog opens: the folder of the last choice, at first the documents."""

    def __init__(self) -> None:
        self._at = ""

    @property
    def at(self) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return self._at or QStandardPaths.writableLocation(documents)

    def kept(self, name: str) -> Path | None:
        if not name:
            return None
        self._at = str(Path(name).parent)
        return Path(name)


_folder = _Folder()
