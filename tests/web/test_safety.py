"""The pages of a safe account: sign-ins, «it was not me», and the way back in."""

from datetime import datetime

from allauth.account.models import EmailAddress

from kasssa.apps.accounts import queries as accounts
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast
from tests.cast import Someone
from tests.web.browser import Browser, uk

NEW = "new-and-long-enough"


def sign_in(someone: Someone, password: str = cast.PASSWORD) -> Browser:
    """Sign in as a person does, in a browser of its own."""
    EmailAddress.objects.get_or_create(
        user_id=someone.actor.person_id,
        defaults={"email": someone.role.email, "verified": True, "primary": True},
    )
    browser = Browser()
    browser.send_bare("account_login", login=someone.role.email, password=password)
    return browser


def is_in(browser: Browser) -> bool:
    return browser.open("sign_ins").status == 200


def last_link() -> str:
    with acting(robot()):
        text: str = Letter.objects.order_by("id").last().text  # type: ignore[union-attr]  # there is one
    return text.strip().rsplit("/", 1)[1]


def test_a_browser_gets_a_cookie_of_its_own_that_no_script_reads(olena: Someone) -> None:
    browser = sign_in(olena)
    cookie = browser.client.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], len(cookie.value)) == (True, "Lax", 43)
    shown = browser.open("sign_ins").text
    assert (uk("first time") in shown, uk("password") in shown) == (True, True)


def test_the_whole_way_from_the_letter_to_a_new_password(olena: Someone, noon: datetime) -> None:
    own = sign_in(olena)
    thief = sign_in(olena)
    assert (is_in(own), is_in(thief)) == (True, True)
    link = last_link()
    anyone = Browser()
    assert uk("Freeze my account") in anyone.open("not_me", link).text
    assert is_in(thief)  # looking freezes nothing: mail programs follow links
    assert uk("Your account is frozen") in anyone.send_bare("not_me", link).text
    assert (is_in(own), is_in(thief), is_in(sign_in(olena))) == (False, False, False)
    assert anyone.open("not_me", link).status == 404
    link = last_link()
    assert anyone.send_bare("thaw", link, password="short").beside("password")
    page = anyone.send_bare("thaw", link, password=NEW)
    assert page.location == "/account/login/"
    assert accounts.person(olena.actor.person_id).is_active
    assert (is_in(own), is_in(thief), is_in(sign_in(olena, NEW))) == (False, False, True)
    assert anyone.open("thaw", link).status == 404


def test_an_unknown_link_says_what_to_do(at_nobody: Browser) -> None:
    for name in ("not_me", "thaw"):
        page = at_nobody.open(name, "nothing")
        assert page.status == 404
        assert uk("The link was used or has expired. Sign in, or write to the operator.") in page.text
