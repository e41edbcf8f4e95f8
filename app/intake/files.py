"""Reading a file the user named, with a sentence for everything that can be wrong with it."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from app.domain.errors import PassageError

_REASONS = {
    errno.ENOENT: "n’existe pas : vérifiez le chemin",
    errno.ENOTDIR: "n’existe pas : vérifiez le chemin",
    errno.EACCES: "est interdit d’accès : vous n’en avez pas le droit",
    errno.EPERM: "est interdit d’accès : vous n’en avez pas le droit",
    errno.EEXIST: "est déjà le nom d’autre chose : ôtez-le ou changez de nom",
    errno.EISDIR: "est un dossier : donnez le fichier qu’il contient",
    errno.EFBIG: "ne peut être écrit : le disque n’accepte pas un fichier de cette taille",
    errno.ENOSPC: "ne peut être écrit : le disque est plein, libérez de la place",
    errno.EDQUOT: "ne peut être écrit : votre espace disque est épuisé",
    errno.EROFS: "ne peut être écrit : le disque est en lecture seule",
    errno.ENAMETOOLONG: "porte un nom trop long : renommez-le",
    errno.ELOOP: "est un raccourci qui tourne en rond : donnez le vrai fichier",
}


def shown(text: str, limit: int = 80) -> str:
    """``text`` fit for one line of a message: hidden characters replaced, cut at ``limit``."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in cut)


def size_text(size: int) -> str:
    """A size in bytes as a French reader says it: « 104,9 Mo »."""
    unit, scale = ("ko", 1e3) if size < 1_000_000 else ("Mo", 1e6)
    return f"{size / scale:.1f}".replace(".", ",").removesuffix(",0") + f" {unit}"


def system_sentence(path: Path | str, error: Exception) -> str:
    """What the operating system refused for ``path``, as a French sentence."""
    code = error.errno if isinstance(error, OSError) else None
    reason = _REASONS.get(code or 0)
    if reason is None:
        number = f" (erreur système {code})" if code else ""
        reason = f"ne peut être lu ou écrit{number} : vérifiez le chemin et le disque"
    return f"« {shown(str(path), 200)} » {reason}."


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder. PassageError where that may not even be asked."""
    try:
        return path.is_dir()
    except OSError as error:
        raise PassageError(system_sentence(path, error)) from error


def regular_size(path: Path) -> int:
    """The size in bytes of a regular file. PassageError for a missing path, a folder, a device."""
    try:
        facts = path.stat()
    except (OSError, ValueError) as error:
        raise PassageError(system_sentence(path, error)) from error
    if stat.S_ISDIR(facts.st_mode):
        raise PassageError(f"« {shown(str(path), 200)} » {_REASONS[errno.EISDIR]}.")
    if not stat.S_ISREG(facts.st_mode):
        raise PassageError(
            f"« {shown(str(path), 200)} » n’est pas un fichier ordinaire : donnez un fichier."
        )
    return facts.st_size


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes (checked before reading).

    PassageError names the path and the reason: missing, folder, device, no permission, too big.
    """
    size = regular_size(path)
    data = b""
    if size <= limit:
        try:
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
        except (OSError, ValueError) as error:
            raise PassageError(system_sentence(path, error)) from error
    if max(size, len(data)) > limit:
        raise PassageError(
            f"« {shown(path.name)} » pèse {size_text(max(size, len(data)))} ; la limite est "
            f"{size_text(limit)}. Donnez un fichier plus petit."
        )
    return data
