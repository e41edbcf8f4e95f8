"""The products offered while one types a fiche."""

from __future__ import annotations

from app.domain.jury.products import USUAL, as_known, known_products
from tests.domain.jury.scene import JuryScene


def test_the_products_of_the_dossiers_come_first_as_most_often_written() -> None:
    jury = JuryScene()
    for number, product in (("001", "Télérisque"), ("002", "Télérisque"), ("003", "TELERISQUE")):
        jury.do("describe-fiche", candidate=number, fiche=1, product=product)
    found = known_products(jury.state.candidates.values())
    assert found == ["Télérisque", *USUAL]


def test_a_product_typed_otherwise_is_written_as_it_is_known() -> None:
    assert as_known("automobile ", USUAL) == "Automobile"
    assert as_known("Autre chose", USUAL) == "Autre chose" and as_known("", USUAL) == ""
