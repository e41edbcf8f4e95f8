"""Every action of the program in one table: id, text, icon, keys; acts that need fields too."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import acts
from app.domain.acts import Act


@dataclass(frozen=True)
class Action:
    """``icon`` is a qtawesome name; ``keys`` Qt's, empty for what only the palette reaches."""

    id: str
    text: str
    keys: str = ""
    icon: str = ""
    tip: str = ""


ACTIONS = (
    Action("identity", "Confirmer l’identité", "F2", "mdi6.card-account-details-outline"),
    Action("dossier", "Élargir ou réduire le dossier", "F3", "mdi6.file-document-outline"),
    Action("observe", "Nouvelle observation", "F4", "mdi6.pencil-outline"),
    Action("pause", "Pause ou reprise de l’horloge", "F5", "mdi6.pause"),
    Action("next-part", "Partie suivante", "F6", "mdi6.skip-next"),
    Action("stop", "Arrêter la partie", "F7", "mdi6.stop"),
    Action("incident", "Signaler un incident", "F8", "mdi6.alert-outline"),
    Action("privacy", "Masquer ou montrer les notes", "F9", "mdi6.eye-off-outline"),
    Action("candidate-clock", "Horloge du candidat", "F10", "mdi6.clock-outline"),
    Action("full-screen", "Plein écran", "F11", "mdi6.fullscreen"),
    Action("guide", "Touches et guide", "F1", "mdi6.help-circle-outline"),
    Action("palette", "Toutes les commandes", "Ctrl+K", "mdi6.magnify"),
    Action("grid", "Aller à la grille", "Alt+G"),
    Action("mark", "Aller à la note", "Alt+N"),
    Action("appraisal", "Aller à l’appréciation", "Alt+A"),
    Action("list", "Aller à la liste", "Alt+L"),
    Action("seal", "Sceller la grille", "Ctrl+Return"),
    Action("undo", "Annuler le dernier geste", "Ctrl+Z"),
    Action("day", "Page : journée", "Ctrl+1"),
    Action("sheets", "Page : grilles à imprimer", "Ctrl+2"),
    Action("transcribe", "Transcrire une grille remplie sur papier"),
    Action("load-list", "Charger une liste corrigée, des dossiers"),
    Action("journal", "Page : journal", "Ctrl+3"),
    Action("evening", "Page : fin de journée", "Ctrl+4"),
    Action("theme", "Thème clair ou sombre", "Ctrl+T"),
    Action("larger", "Agrandir le texte", "Ctrl++"),
    Action("smaller", "Réduire le texte", "Ctrl+-"),
)

FORMS: dict[str, tuple[str, type[Act]]] = {
    "absent": ("Marquer le candidat absent", acts.MarkAbsent),
    "present": ("Lever l’absence", acts.MarkPresent),
    "withdraw-identity": ("Retirer l’identité confirmée", acts.WithdrawIdentity),
    "correct-identity": ("Corriger l’état civil", acts.CorrectIdentity),
    "known": ("Candidat connu d’un examinateur", acts.DeclareKnown),
    "withdraw-known": ("Retirer « candidat connu »", acts.WithdrawKnown),
    "not-valid": ("Dossier déclaré non valide", acts.DeclareNotValid),
    "withdraw-not-valid": ("Lever « non valide »", acts.WithdrawNotValid),
    "doubt": ("Doute sur le dossier, note réservée", acts.RaiseDoubt),
    "withdraw-doubt": ("Retirer le doute", acts.WithdrawDoubt),
    "situation": ("Choisir la situation", acts.ChooseSituation),
    "correct-part": ("Corriger la durée d’une partie", acts.CorrectPart),
    "annul": ("Annuler l’essai", acts.AnnulAttempt),
    "suspend": ("Suspendre le passage", acts.SuspendPassage),
    "resume": ("Reprendre le passage suspendu", acts.ResumePassage),
    "reopen": ("Rouvrir une grille scellée", acts.Reopen),
    "report": ("Signaler un incident", acts.ReportIncident),
    "person": ("Autre personne présente", acts.RecordPerson),
    "replace": ("Remplacer un examinateur", acts.ReplaceExaminer),
    "add": ("Ajouter un candidat hors liste", acts.AddCandidate),
}
"""Rarer acts, reached through the palette: id to (French title, act)."""
