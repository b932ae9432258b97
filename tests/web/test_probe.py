import pytest
from tests import cast
from tests.web.browser import Page
def test_a(at_olena, at_nobody, at_petro, olena, petro, noon):
    doc=cast.delivered(olena, petro, noon)
    c=at_olena.client
    for u in ["/inbox","/outbox","/drafts","/archive","/documents/new",f"/documents/{doc}",f"/documents/{doc}/pay", f"/documents/{doc}/pdf","/privacy-policy","/nothing","/texts/offer","/texts/offer/versions","/support","/export","/organisation/new","/organisation/requisites","/organisation/members","/organisation/tokens","/organisation/confirm","/counterparties","/account/2fa/","/account/email/","/account/password/change/","/account/sessions/","/account/2fa/webauthn/","/account/2fa/totp/activate/","/account/2fa/webauthn/add/","/account/reauthenticate/","/account/logout/","/account/login/", "/account/password/reset/", "/account/registration", "/inbox?from=x", "/inbox?q=%00","/documents/buyer?buyer_code=%00", "/inbox?state=%00", "/counterparties?q=%00"]:
        try:
            r=c.get(u); print(u,r.status_code,r.headers.get("Location"), len(r.content))
        except BaseException as e: print(u, type(e), str(e)[:300])
    for x in ["accept","reject"]:
        r=at_petro.client.get(f"/documents/{doc}/{x}"); print(x, r.status_code)
    assert 0
