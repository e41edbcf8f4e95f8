"""Every rule of the exam: ``check`` refuses, ``fold`` takes note. One module a subject."""

from app.domain.rules import (
    commission,
    corrections,
    dossier,
    identity,
    incidents,
    lists,
    marking,
    observations,
    receipts,
    sealing,
    timing,
    transcription,
    transfers,
)
from app.domain.rules.base import check, fold

__all__ = [
    "check",
    "commission",
    "corrections",
    "dossier",
    "fold",
    "identity",
    "incidents",
    "lists",
    "marking",
    "observations",
    "receipts",
    "sealing",
    "timing",
    "transcription",
    "transfers",
]
