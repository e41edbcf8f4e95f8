"""The one place that owns file dialogs, and knows the sticks a file may be written on.

Each dialog returns a path, or None when it was left.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR

from PySide6.QtCore import QStandardPaths, QStorageInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from app.system import is_removable, is_there

COMMISSIONS = "Commissions Passage (*.passage *.sqlite);;Tous les fichiers (*)"
JURIES = "Jurys Passage (*.jury);;Tous les fichiers (*)"
ANY_FILE = "Fichiers de Passage (*.passage *.jury *.sqlite);;Tous les fichiers (*)"
LISTS = "Listes (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;Tous les fichiers (*)"
DESCRIPTIONS = "Descriptions (*.toml);;Tous les fichiers (*)"
TRANSFERS = "Transferts Passage (*.transfer);;Tous les fichiers (*)"
PIECES = "Dossiers (*.zip *.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp);;Tous les fichiers (*)"


_Label = QFileDialog.DialogLabel
LABELS = {
    _Label.LookIn: "Dans :",
    _Label.FileName: "Nom :",
    _Label.FileType: "Type :",
    _Label.Reject: "Annuler",
}
"""What Qt's own dialog leaves in English; the system's has words of its own."""


def open_file(parent: QWidget, title: str, filters: str) -> Path | None:
    """An existing file."""
    dialog = _dialog(parent, title, filters, QFileDialog.FileMode.ExistingFile)
    return next(iter(_chosen(dialog)), None)


def open_files(parent: QWidget, title: str, filters: str) -> list[Path]:
    """Existing files, several at once."""
    return _chosen(_dialog(parent, title, filters, QFileDialog.FileMode.ExistingFiles))


def open_folder(parent: QWidget, title: str) -> Path | None:
    """An existing folder."""
    dialog = _dialog(parent, title, "", QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_chosen(dialog)), None)


def save_file(parent: QWidget, title: str, name: str, filters: str) -> Path | None:
    """A file to write; one that exists is refused by whoever writes, never overwritten."""
    dialog = _dialog(parent, title, filters, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setLabelText(_Label.Accept, "Enregistrer")
    dialog.selectFile(name)
    path = next(iter(_chosen(dialog)), None)
    return path.with_name(path.name + Path(name).suffix) if path and not path.suffix else path


def _dialog(parent: QWidget, title: str, filters: str, mode: QFileDialog.FileMode) -> QFileDialog:
    dialog = QFileDialog(parent, title, _folder.at, filters)
    dialog.setFileMode(mode)
    for label, text in (*LABELS.items(), (_Label.Accept, "Ouvrir")):
        dialog.setLabelText(label, text)
    return dialog


def _chosen(dialog: QFileDialog) -> list[Path]:
    """Ask; what was chosen, nothing when it was left."""
    done = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    return [_folder.kept(name) for name in dialog.selectedFiles()] if done else []


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
        places = QStandardPaths.StandardLocation
        usual = map(
            QStandardPaths.writableLocation, (places.DocumentsLocation, places.HomeLocation)
        )
        return next(
            (name for name in (self._at, *usual) if is_there(Path(name or "?"), S_ISDIR)), ""
        )

    def kept(self, name: str) -> Path:
        path = Path(name)
        self._at = str(path if is_there(path, S_ISDIR) else path.parent)
        return path


_folder = _Folder()
