"""The address of questions to the operator."""

from django.urls import path

from kasssa.web.support import views

urlpatterns = [path("", views.ask, name="support")]
