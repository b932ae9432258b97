"""Fields of forms that stand on more than one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day as people here write it, ДД.ММ.РРРР; РРРР-ММ-ДД is read too."""

    def __init__(self, **more: Any) -> None:
        shown = forms.DateInput(
            format="%d.%m.%Y", attrs={"inputmode": "numeric", "placeholder": _("DD.MM.YYYY")}
        )
        super().__init__(**{"input_formats": ["%d.%m.%Y", "%Y-%m-%d"], "widget": shown, **more})
