"""The cookies of the service: all of them its own, all of them needed; made from the settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kasssa.web.account.adapter import DEVICE_COOKIE, DEVICE_COOKIE_AGE
from kasssa.web.page import THEME_COOKIE, THEME_DAYS

_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie; ``days`` is none for one that ends with the browser."""

    name: str
    purpose: str | Promise
    set_when: str | Promise
    days: int | None

    @property
    def life(self) -> str:
        """How long the browser keeps it, in words."""
        if self.days is None:
            return str(_("until the browser is closed"))
        return ngettext("%(days)d day", "%(days)d days", self.days) % {"days": self.days}


def declared() -> Sequence[Cookie]:
    """Return every cookie that the service can ever set; a browser test holds it to that."""
    return (
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Keeps you signed in."),
            _("you sign in"),
            settings.SESSION_COOKIE_AGE // _DAY_SECONDS,
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("Protects forms: nobody else can send one in your name."),
            _("a page has a form"),
            settings.CSRF_COOKIE_AGE // _DAY_SECONDS,
        ),
        Cookie(
            settings.LANGUAGE_COOKIE_NAME,
            _("Remembers the language that you chose."),
            _("you choose a language"),
            None,
        ),
        Cookie(
            THEME_COOKIE,
            _("Remembers whether pages are light or dark."),
            _("you choose a look"),
            THEME_DAYS,
        ),
        Cookie(
            DEVICE_COOKIE,
            _("Lets your browser be known again: a sign-in from another one is told to you by a letter."),
            _("you sign in"),
            DEVICE_COOKIE_AGE // _DAY_SECONDS,
        ),
        Cookie(
            "messages",
            _("Carries one message to the next page and is deleted there."),
            _("something was done"),
            None,
        ),
    )
