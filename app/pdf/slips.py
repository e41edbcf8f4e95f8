"""The slips of the day, each a function from plain data to the bytes of a PDF.

A4, offline, deterministic: the same data gives the same bytes. None names a school (rule 4).
``rehearsal`` draws "RÉPÉTITION – SANS VALEUR" across every page.
"""

from app.pdf.slip_candidate import (
    candidate_subject,
    candidate_subjects,
    commission_scenario,
    commission_scenarios,
)
from app.pdf.slip_incident import incident_report
from app.pdf.slip_lists import attendance_list, attendance_lists, mark_slip
from app.pdf.slip_summary import day_summary

__all__ = [
    "attendance_list",
    "attendance_lists",
    "candidate_subject",
    "candidate_subjects",
    "commission_scenario",
    "commission_scenarios",
    "day_summary",
    "incident_report",
    "mark_slip",
]
