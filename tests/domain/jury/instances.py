"""Juries to plan: large ones made by rule, and small odd ones drawn by hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.domain.jury.scene import JuryScene, commission, examiner, line

DAYS = [f"2019-06-{day:02d}" for day in (3, 4, 5, 6, 7)]
SCHOOLS = ["", "Lycée A", "Lycée B", "Lycée C"]
EMPLOYERS = ["", "MAIF", "AXA France"]


def large(candidates: int, commissions: int) -> JuryScene:
    """That many candidates for two exams, half of the commissions in each; schools of thirty."""
    examiners, tables = [], []
    for rank in range(commissions):
        exam, domain = ("E32", "DA1") if rank % 2 == 0 else ("E42", "DA2")
        teacher, other = f"Prof {rank}", f"Pro {rank}"
        school = f"Lycée {rank % max(1, candidates // 30)}"
        examiners += [examiner(teacher, domain, schools=[school]), examiner(other)]
        site = "Lyon" if rank % 4 < 2 else "Grenoble"
        tables.append(commission(f"C{rank:02d}", exam, teacher, other, site=site, dates=DAYS))
    lines = [
        line(
            f"{n:03d}",
            school=f"Lycée {n // 30}",
            **({"extra_parts": "1/3", "extra_preparation": "1/3"} if n % 25 == 0 else {}),
        )
        for n in range(candidates)
    ]
    return JuryScene(*lines, examiners=examiners, commissions=tables, members=[])


@st.composite
def juries(draw: st.DrawFn) -> JuryScene:
    """Few commissions, odd hours, ties, extra time, hours given before by a list or a person."""
    numbers = [f"{n:03d}" for n in range(1, draw(st.integers(1, 14)) + 1)]
    examiners, tables = [], []
    for rank in range(draw(st.integers(1, 4))):
        exam = draw(st.sampled_from(["E32", "E42"]))
        pair = [f"Prof {rank}", f"Pro {rank}"]
        examiners.append(examiner(pair[0], "DA1", "DA2", **draw(_ties(numbers))))
        examiners.append(examiner(pair[1], **draw(_ties(numbers))))
        tables.append(commission(f"C{rank}", exam, *pair, **draw(_hours)))
    lines = [line(number, **draw(_told)) for number in numbers]
    scene = JuryScene(*lines, examiners=examiners, commissions=tables, members=[])
    for number in draw(st.lists(st.sampled_from(numbers), max_size=3)):
        company = draw(st.sampled_from(["MAIF – Lyon", "Axa"]))
        scene.do("describe-context", candidate=number, context=1, company=company)
    return scene


def _ties(numbers: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "schools": st.lists(st.sampled_from(SCHOOLS[1:]), max_size=1),
            "employer": st.sampled_from(EMPLOYERS),
            "knows": st.lists(st.sampled_from(numbers), max_size=2),
        }
    )


_hours = st.fixed_dictionaries(
    {
        "site": st.sampled_from(["Lyon", "Grenoble"]),
        "dates": st.lists(st.sampled_from(DAYS[:3]), min_size=1, max_size=2, unique=True),
        "first_hour": st.sampled_from(["08:00", "08:10", "10:00"]),
        "last_hour": st.sampled_from(["10:30", "12:00", "15:00", "18:00"]),
        "breaks": st.sampled_from([[], ["12:00-13:30"], ["09:30-09:45", "11:00-12:20"]]),
        "slot": st.sampled_from([None, None, 30, 45, 60, 75]),
    }
)
_given = st.fixed_dictionaries(
    {"exam": st.sampled_from(["E32", "E42"]), "commission": st.sampled_from(["C0", "C1", "C9"])},
    optional={
        "day": st.sampled_from(DAYS[:3]),
        "hour": st.sampled_from(["08:00", "08:40", "09:00", "10:00", "11:30", "14:00"]),
    },
)
_told = st.builds(
    lambda school, extra, given, units: {"school": school, **extra, **given, "units": units},
    st.sampled_from(SCHOOLS),
    st.sampled_from([{}, {}, {"extra_parts": "1/3", "extra_preparation": "1/3"}]),
    st.just({}) | _given,
    st.sampled_from([{}, {}, {"E32": "ccf"}, {"E42": "benefit"}]),
)
