"""The address of the address book."""

from django.urls import path

from kasssa.web.directory import views

urlpatterns = [path("", views.counterparties, name="counterparties")]
