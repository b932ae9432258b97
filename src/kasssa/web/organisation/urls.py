"""The addresses of one's own organisation."""

from django.urls import path

from kasssa.web.organisation import signatories, views

urlpatterns = [
    path("new", views.found, name="organisation_found"),
    path("requisites", views.requisites, name="requisites"),
    path("members", views.members, name="members"),
    path("members/<uuid:membership_id>/remove", views.remove_member, name="member_remove"),
    path("signatories", signatories.signatories, name="signatories"),
    path("signatories/new", signatories.add, name="signatory_add"),
    path("signatories/new/challenge", signatories.challenge, name="signatory_challenge"),
    path("signatories/<uuid:signatory_id>/remove", signatories.remove, name="signatory_remove"),
    path("tokens", views.tokens, name="tokens"),
    path("tokens/<uuid:token_id>/revoke", views.revoke_token, name="token_revoke"),
    path("confirm", views.confirm, name="confirm_organisation"),
    path("confirm/challenge", views.challenge, name="challenge"),
]
