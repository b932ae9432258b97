"""Django's handle on the letters."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "kasssa.base.mail"
    label = "mail"
