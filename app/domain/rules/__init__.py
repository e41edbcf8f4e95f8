"""Every rule of the exam: ``check`` refuses, ``fold`` takes note. One module a subject."""

from app.domain.rules import (
    commission,
    dossier,
    identity,
    incidents,
    lists,
    marking,
    observations,
    sealing,
    timing,
    transcription,
)
from app.domain.rules.base import check, fold

__all__ = [
    "check",
    "commission",
    "dossier",
    "fold",
    "identity",
    "incidents",
    "lists",
    "marking",
    "observations",
    "sealing",
    "timing",
    "transcription",
]
