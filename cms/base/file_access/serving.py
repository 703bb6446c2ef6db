"""The site itself serves images and documents, to those who may see them."""

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as wagtail_serve_document
from wagtail.images import get_image_model
from wagtail.models import BaseViewRestriction
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile
from wagtail.wagtail_hooks import require_wagtail_login

from cms.base.access.members import is_member
from cms.base.file_access.known_public import known_public
from cms.base.file_access.usage import is_public, pages_using

DAY = 24 * 60 * 60  # seconds for which browsers and caches reuse a public file


# Without a transaction, in which every picture would wait for writers on SQLite.
@transaction.non_atomic_requests
@require_safe
def serve_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """The original or rendition at `name` below MEDIA_URL. No other uploads have URLs there."""
    public = known_public(name, lambda: (picture := picture_at(name)) is not None and is_public(picture))
    if not public and not _may_see_at(request, name):
        raise Http404
    return _with_caching(_send(request, name), public)


def _may_see_at(request: HttpRequest, name: str) -> bool:
    if request.user.has_perm("wagtailadmin.access_admin") and UserProfile.objects.filter(avatar=name).exists():
        return True
    picture = picture_at(name)
    return picture is not None and may_see(request, picture)


def picture_at(name: str) -> Any:
    """The picture whose original or rendition is stored as `name`."""
    model = get_image_model()
    renditions = model.get_rendition_model().objects.filter(file=name).select_related("image__collection")
    if rendition := renditions.first():
        return rendition.image
    return model.objects.filter(file=name).select_related("collection").first()


def may_see(request: HttpRequest, file: Any) -> bool:
    """Whether a file that is not public may be seen with this request."""
    if policy_registry.get_by_type(type(file)).may_see(request.user, file):
        return True
    return any(
        all(restriction.accept_request(request) for restriction in restrictions)
        for restrictions in _restrictions_of_uses(file, for_members=is_member(request.user))
    )


def _restrictions_of_uses(file: Any, for_members: bool = False) -> list[list[BaseViewRestriction]]:
    """The view restrictions of each published page that shows `file`."""
    pages = [page for page in pages_using(file, for_members).live().specific() if not page.is_hidden]
    of_collection = list(file.collection.get_view_restrictions()) if pages else []
    return [[*page.get_view_restrictions(), *of_collection] for page in pages]


def _send(request: HttpRequest, name: str) -> HttpResponseBase:
    try:
        modified, size = default_storage.get_modified_time(name), default_storage.size(name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Http404 from error
    etag = quote_etag(f"{modified.timestamp():.0f}-{size:x}")
    if unchanged := get_conditional_response(request, etag, int(modified.timestamp())):
        return unchanged
    response = FileResponse(default_storage.open(name))
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    # A picture opened directly must not run anything.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _with_caching(response: HttpResponseBase, public: bool) -> HttpResponseBase:
    if public:
        patch_cache_control(response, public=True, max_age=DAY)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


# -- documents ---------------------------------------------------------------------------------------------------------


@transaction.non_atomic_requests
@require_safe
def serve_document(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    """Wagtail's view, which calls `check_document`. The URL of a replaced file redirects to the new one."""
    try:
        response = wagtail_serve_document(request, document_id, name)
    except Http404:
        return _with_caching(_at_its_new_name(request, document_id, name), False)
    return _with_caching(response, getattr(request, "is_for_public_file", False))


def _at_its_new_name(request: HttpRequest, document_id: str, name: str) -> HttpResponse:
    document = get_object_or_404(get_document_model(), pk=document_id)
    if document.filename == name:
        raise Http404
    for check in hooks.get_hooks("before_serve_document"):
        if isinstance(refused := check(document, request), HttpResponse):
            return refused
    return redirect(document.url)


def check_document(document: Any, request: HttpRequest) -> HttpResponse | None:
    """A hook that serves a document only to those who may see it, asking for a sign-in if a page that uses it does."""
    if known_public(document.file.name, lambda: is_public(document)):
        request.is_for_public_file = True  # type: ignore[attr-defined]
    elif not may_see(request, document):
        if request.user.is_authenticated or not _behind_login(document):
            raise Http404
        return require_wagtail_login(next=request.get_full_path())
    return None


def _behind_login(document: Any) -> bool:
    kinds = {each.restriction_type for restrictions in _restrictions_of_uses(document) for each in restrictions}
    return bool(kinds & {BaseViewRestriction.LOGIN, BaseViewRestriction.GROUPS})
