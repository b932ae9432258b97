"""The addresses of the first page and the switches."""

from django.urls import path

from kasssa.web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("theme", views.set_theme, name="set_theme"),
    path("switch", views.switch_organisation, name="switch_organisation"),
]
