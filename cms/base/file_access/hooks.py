"""Guards images and documents, at their URLs and in the admin."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter

from cms.base.file_access import in_use
from cms.base.file_access.admin_api import OwnDocuments, OwnImages
from cms.base.file_access.serving import check_document

# After Wagtail's own hook, which enforces the restrictions of the document's collection.
hooks.register("before_serve_document", check_document, order=10)


@hooks.register("register_admin_urls", order=-10)
def explained_urls() -> list[URLPattern | URLResolver]:
    """The same paths as Wagtail's, matched first."""
    return [path("documents/", include(in_use.document_urls)), path("images/", include(in_use.image_urls))]


@hooks.register("construct_admin_api", order=10)
def restrict_api(router: WagtailAPIRouter) -> None:
    """Replaces Wagtail's endpoints, which list every file to everybody in the admin."""
    router.register_endpoint("documents", OwnDocuments)
    router.register_endpoint("images", OwnImages)
