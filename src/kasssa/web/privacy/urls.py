"""The address of one's own data."""

from django.urls import path

from kasssa.web.privacy import views

urlpatterns = [path("", views.export, name="export")]
