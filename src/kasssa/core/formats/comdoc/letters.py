"""A letter of ours as COMDOC, a claim (030), an annulment (019) or a refusal (021), and back."""

from kasssa.core.codes.comdoc import TYPES, type_code
from kasssa.core.document.faults import Fault, Faulty
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Kind, Letter
from kasssa.core.formats.comdoc import words
from kasssa.core.formats.comdoc.mapping import basis_of, parameters_of, side_of
from kasssa.core.formats.comdoc.model import Comdoc, Header, Totals
from kasssa.core.formats.comdoc.unmapping import party_of, reference_of
from kasssa.core.formats.domestic.faults import found
from kasssa.core.money import ZERO, round_half_up


def comdoc_of_letter(letter: Letter) -> Comdoc:
    """Return ``letter``, in which ``rules.check`` finds no fault, as COMDOC of the type of its kind."""
    code = about(letter.kind).comdoc
    author, addressee = (
        side_of(party, status)
        for party, status in zip((letter.author, letter.addressee), words.STATUSES[code], strict=True)
    )
    basis = basis_of(letter.basis) if letter.basis else None
    annuls = letter.kind is Kind.ANNULMENT
    return Comdoc(
        header=Header(
            number=letter.number,
            type_name=TYPES[code],
            type_code=code,
            issued_on=letter.issued_on,
            annulled_on=letter.issued_on if annuls else None,
            contract=letter.contract,
            place=letter.place,
            bases=(basis,) if basis and not annuls else (),
        ),
        annulled=basis if annuls else None,
        refused_by=author if letter.kind is Kind.REFUSAL else None,
        sides=(author, addressee),
        parameters=parameters_of(letter.author, letter.addressee, ()),
        text=letter.text,
        totals=Totals(total=letter.claimed.hryvnias) if letter.claimed.kopiykas else None,
    )


def letter_of(kind: Kind, comdoc: Comdoc) -> Letter:
    """Return ``comdoc`` as a letter of ``kind``; ``rules.check`` says whether it is a good one.

    Raises:
        Faulty: another type, or something that no letter can be without is missing or unknown.
    """
    faults: list[Fault] = []
    header = comdoc.header
    if type_code(header.type_code) != about(kind).comdoc:
        raise Faulty((found("CMD-22", "Заголовок/КодТипуДокументу", code=header.type_code),))
    author, addressee = (party_of(comdoc, place, faults) for place in (0, 1))
    if header.issued_on is None:
        faults.append(found("CMD-05", "Заголовок/ДатаДокументу", name="ДатаДокументу"))
    if faults or author is None or addressee is None or header.issued_on is None:
        raise Faulty(tuple(faults))
    total = comdoc.totals.total if comdoc.totals else None
    return Letter(
        kind=kind,
        number=header.number,
        issued_on=header.issued_on,
        author=author,
        addressee=addressee,
        basis=reference_of((comdoc.annulled,) if comdoc.annulled else header.bases),
        text=comdoc.text,
        claimed=round_half_up(total) if total is not None else ZERO,
        contract=header.contract,
        place=header.place,
    )
