"""Reading the texts."""

from itertools import pairwise

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from kasssa.apps.consents import queries
from kasssa.base import clock
from kasssa.core.consent import TextKind, changed_words
from kasssa.web.files import download
from kasssa.web.gates import public
from kasssa.web.page import page
from kasssa.web.texts.shown import shown


@public
@require_GET
def text(request: HttpRequest, kind: str, version: str = "") -> HttpResponse:
    """Show a text in force, or one version of it."""
    known, language = _kind(kind), get_language() or "uk"
    in_force = queries.current(known, language, on=clock.kyiv_date(clock.now()))
    found = queries.version(known, version, language) if version else in_force
    if found is None:
        raise Http404
    current = in_force is not None and in_force.version == found.version
    future = in_force is None or found.version > in_force.version
    void = queries.voided(known)
    return page(
        request,
        "texts/text.html",
        text=shown(found, current=current, future=future, void=void),
        void=void.values(),
    )


@public
@require_GET
def versions(request: HttpRequest, kind: str) -> HttpResponse:
    """List all versions of a text."""
    known, language = _kind(kind), get_language() or "uk"
    in_force = queries.current(known, language, on=clock.kyiv_date(clock.now()))
    found = [queries.version(known, version, language) for version in queries.versions(known)]
    listed = [shown(one, current=one == in_force) for one in found if one is not None]
    if not listed:
        raise Http404
    for newer, older in pairwise(listed):
        newer["changes_url"] = reverse("text_changes", args=[known, older["version"], newer["version"]])
    return page(
        request,
        "texts/versions.html",
        text=listed[0],
        versions=listed,
        feed_url=reverse("text_feed", args=[known]),
    )


@public
@require_GET
def source(request: HttpRequest, kind: str, version: str) -> HttpResponse:
    """Give the very bytes that are hashed and agreed to."""
    found = queries.version(_kind(kind), version, get_language() or "uk")
    if found is None:
        raise Http404
    name = f"{found.kind}-{found.version}-{found.language}.md"
    return download(found.content, f"{name}", "text/markdown; charset=utf-8")


@public
@require_GET
def changes(request: HttpRequest, kind: str, old: str, new: str) -> HttpResponse:
    """Show what one version of a text changed against another, clause by clause, word by word."""
    known, language = _kind(kind), get_language() or "uk"
    found = queries.between(known, old, new, language)
    in_new = queries.version(known, new, language)
    if found is None or in_new is None:
        raise Http404
    text = shown(in_new)
    told = [
        {
            "number": change.number,
            "url": f"{text['url']}#{known}-{change.number}",
            **dict(zip(("was", "now"), changed_words(change), strict=True)),
        }
        for change in found
    ]
    return page(request, "texts/changes.html", text=text, old=old, new=new, changes=told)


@public
@require_GET
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """Tell of the versions of a text as an Atom feed, newest first (clause 6.2)."""
    known, language = _kind(kind), get_language() or "uk"
    found = [queries.version(known, version, language) for version in queries.versions(known)]
    listed = [one for one in found if one is not None]
    if not listed:
        raise Http404
    texts = [shown(one) for one in listed]
    entries = [
        {
            "title": f"{text['title']}, {one.version}",
            "url": f"{settings.PUBLIC_URL}{text['url']}",
            "updated": one.published_at.isoformat(),
            "summary": f"SHA-256 {one.sha256}",
        }
        for one, text in zip(listed, texts, strict=True)
    ]
    content = render_to_string(
        "texts/feed.xml",
        {
            "title": texts[0]["title"],
            "feed_url": f"{settings.PUBLIC_URL}{request.path}",
            "language": language,
            "author": settings.OPERATOR.name,
            "updated": max(one.published_at for one in listed).isoformat(),
            "entries": entries,
        },
    )
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _kind(text: str) -> TextKind:
    try:
        return TextKind(text)
    except ValueError:
        raise Http404 from None
