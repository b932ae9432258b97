"""The registration form, and the requisites of an organisation."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kasssa.apps.accounts.actions import Newcomer, Requisites
from kasssa.core.codes.banks import bank_name
from kasssa.core.document.faults import fault
from kasssa.core.parties import (
    BadCode,
    Scheme,
    mfo_of,
    parse_edrpou,
    parse_email,
    parse_iban,
    parse_id_card,
    parse_passport,
    parse_phone,
    parse_rnokpp,
    parse_vat_number,
)

LEGAL_ENTITY, SOLE_PROPRIETOR = "legal_entity", "sole_proprietor"
_PARSE: dict[Scheme, Callable[[str], str]] = {
    Scheme.EDRPOU: parse_edrpou,
    Scheme.RNOKPP: parse_rnokpp,
    Scheme.PASSPORT: parse_passport,
    Scheme.ID_CARD: parse_id_card,
}


class RequisitesForm(forms.Form):
    """What an organisation says of itself (clause 2.1), without its code."""

    name = forms.CharField(
        label=_("Name"),
        max_length=250,
        help_text=_("As in the register: ТОВ «Північний вітер», ФОП Ґудзь Євгенія Їжаківна."),
    )
    address = forms.CharField(label=_("Address"), max_length=300)
    vat_payer = forms.BooleanField(label=_("VAT payer"), required=False)
    vat_number = forms.CharField(
        label=_("VAT number"),
        max_length=20,
        required=False,
        help_text=_("12 digits; 10 for a sole proprietor."),
    )
    iban = forms.CharField(
        label=_("IBAN"),
        max_length=40,
        required=False,
        help_text=_("It goes into invoices and the payment QR code."),
    )
    bank = forms.CharField(
        label=_("Bank"), max_length=120, required=False, help_text=_("Left empty, it is found by the IBAN.")
    )
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)

    own_code = ""  # what the VAT number is checked against

    def clean(self) -> dict[str, Any]:
        """Parse each field by the core, and say what is wrong beside it."""
        data = super().clean() or {}
        data["iban"] = self.parsed("iban", parse_iban)
        data["phone"] = self.parsed("phone", parse_phone)
        if not data.get("vat_payer"):
            data["vat_number"] = ""
        elif not data.get("vat_number"):
            self.add_error("vat_number", _("A VAT payer has a VAT number."))
        else:
            data["vat_number"] = self.parsed(
                "vat_number", lambda text: parse_vat_number(text, code=self.own_code)
            )
        if data["iban"] and not data.get("bank"):
            data["bank"] = bank_name(mfo_of(data["iban"]))
        return data

    def parsed(self, name: str, parse: Callable[[str], str]) -> str:
        """Return the field in its one form; if it has none, say why beside it."""
        text = str(self.cleaned_data.get(name, "") or "")
        if not text:
            return ""
        try:
            return parse(text)
        except BadCode as error:
            words = fault(error.fault, name).text(get_language() or "uk")
            self.add_error(name, f"{words} ({error.fault})")
            return ""

    def requisites(self, scheme: Scheme, code: str) -> Requisites:
        """Return what was said as the organisation ``code`` says it."""
        data = self.cleaned_data
        return Requisites(
            scheme=scheme,
            code=code,
            name=data["name"],
            address=data["address"],
            vat_number=data["vat_number"],
            iban=data["iban"],
            bank=data["bank"],
            phone=data["phone"],
            email=data.get("email", ""),
        )


class FoundingForm(RequisitesForm):
    """An organisation with its code and the position of the person in it."""

    kind = forms.ChoiceField(
        label=_("Who are you"),
        choices=[(LEGAL_ENTITY, _("Company")), (SOLE_PROPRIETOR, _("Sole proprietor"))],
        widget=forms.RadioSelect,
        initial=LEGAL_ENTITY,
    )
    scheme = forms.ChoiceField(
        label=_("Known by"),
        choices=[
            (Scheme.RNOKPP, _("RNTRC (tax number)")),
            (Scheme.PASSPORT, _("passport (tax number refused)")),
            (Scheme.ID_CARD, _("ID card (tax number refused)")),
        ],
        required=False,
        initial=Scheme.RNOKPP,
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("EDRPOU code of the company, 8 digits; or the number of the person."),
    )
    position = forms.CharField(
        label=_("Position"), max_length=120, help_text=_("For example: директорка, бухгалтер, ФОП.")
    )

    field_order = (
        "kind",
        "scheme",
        "code",
        "name",
        "address",
        "vat_payer",
        "vat_number",
        "iban",
        "bank",
        "position",
        "phone",
    )

    def clean(self) -> dict[str, Any]:
        """Parse the code first: the VAT number is checked against it."""
        scheme = self.scheme_of()
        code = self.parsed("code", _PARSE[scheme])
        self.own_code = code
        data = super().clean()
        data["code"], data["scheme"] = code, scheme
        return data

    def scheme_of(self) -> Scheme:
        """Return by what kind of code the organisation is known."""
        if self.cleaned_data.get("kind") == LEGAL_ENTITY:
            return Scheme.EDRPOU
        return Scheme(self.cleaned_data.get("scheme") or Scheme.RNOKPP)


class RegistrationForm(FoundingForm):
    """A person with an organisation, and what they agree to."""

    surname = forms.CharField(label=_("Surname"), max_length=100)
    given = forms.CharField(label=_("Given name"), max_length=100)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=100, required=False)
    email = forms.CharField(
        label=_("E-mail"),
        max_length=200,
        widget=forms.EmailInput,
        help_text=_("You sign in with it, and letters come to it."),
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A passkey can be added later."),
    )
    policy = forms.BooleanField(label=_("I have read the privacy policy and agree to it"))
    offer = forms.BooleanField(label=_("I have read the public offer and accept it"))
    news = forms.BooleanField(label=_("Send me the news of the service"), required=False)

    def clean(self) -> dict[str, Any]:
        """Parse the e-mail, and weigh the password."""
        data = super().clean()
        data["email"] = self.parsed("email", parse_email)
        try:
            validate_password(data.get("password") or "")
        except forms.ValidationError as error:
            self.add_error("password", error)
        return data

    def newcomer(self) -> Newcomer:
        """Return the person."""
        data = self.cleaned_data
        return Newcomer(
            email=data["email"],
            password=data["password"],
            surname=data["surname"],
            given_name=data["given"],
            patronymic=data["patronymic"],
            language=get_language() or "uk",
        )


class ConsentForm(forms.Form):
    """Agreement to texts that changed."""

    policy = forms.BooleanField(label=_("I have read the privacy policy and agree to it"))
    offer = forms.BooleanField(label=_("I have read the public offer and accept it"))
