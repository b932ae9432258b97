"""The addresses of registration and consent; the first one is fixed by the policy (clause 1.3)."""

from django.urls import path

from kasssa.web.account import certificates, login, safety, views

urlpatterns = [
    path("account/registration", views.registration, name="registration"),
    path("account/signup/", views.to_registration, name="signup"),
    path("account/login/kep", login.login_by_kep, name="login_by_kep"),
    path("account/login/kep/challenge", login.login_challenge, name="login_challenge"),
    path("account/certificates", certificates.certificates, name="certificates"),
    path("account/certificates/<uuid:certificate_id>/unbind", certificates.unbind, name="certificate_unbind"),
    path("account/sign-ins", safety.sign_ins, name="sign_ins"),
    path("account/not-me/<str:secret>", safety.not_me, name="not_me"),
    path("account/thaw/<str:secret>", safety.thaw, name="thaw"),
    path("account/consent", views.consent, name="consent"),
]
