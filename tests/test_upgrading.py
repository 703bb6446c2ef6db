"""What `docs/upgrading.md` lists, our code relies on, and no other test would miss after an upgrade."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
import wagtail.admin
import wagtail_localize
import wagtail_localize.wagtail_hooks
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, resolve, reverse
from wagtail import urls as wagtail_urls
from wagtail.admin.views.account import NotificationsSettingsPanel
from wagtail.admin.views.pages import edit
from wagtail.documents import urls as document_urls
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.search.backends import get_search_backend
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from cms.base.access.password_reset import SitePasswordResetForm
from cms.base.access.permissions import SitePagePermissionPolicy, SitePagePermissionTester
from cms.base.admin_lists.folded_search import FoldedIndexView
from cms.base.blocks import BodyBlock
from cms.base.delivery import routing
from cms.base.delivery.locale import OfferedLocaleMiddleware
from cms.base.delivery.redirects import RedirectWithQueryMiddleware
from cms.base.delivery.sites import site_for
from cms.base.delivery.urls import url_of
from cms.base.file_access import serving
from cms.base.file_access import urls as file_urls
from cms.base.file_access.admin_api import OwnDocuments, OwnImages
from cms.base.file_access.permissions import FilePermissionPolicy
from cms.base.i18n.catalogues import SiteTranslation
from cms.base.media.fields import SiteImageFieldFile
from cms.base.media.image_form import PortraitForm, SiteImageField
from cms.base.media.storage import SiteStorage
from cms.base.media.storing_form import SiteDocumentForm
from cms.base.models import SiteImage, SiteSettings, User
from cms.base.people.named.admin import PersonCreateView, PersonDeleteView, PersonEditView
from cms.base.people.notices.account import RhythmsForm
from cms.base.people.notices.comments import send_notification
from cms.base.publishing.rich_text import RichTextArea
from cms.base.review.mails import MAILS, ForReview, Receipt
from cms.base.throttling.middleware import FORMS
from cms.base.translation.guards import GuardedSubmitPage, GuardedUpdate
from cms.base.translation.hooks import guarded_translation_urls
from home.newsletter.blocks import SectionPageBlock
from home.newsletter.choosing import BrowseSection
from practices.facts import ConceptsField, FactInlinePanel, load_concepts
from practices.facts.widgets import TermsWidget
from practices.models import PracticePage
from practices.vocabulary.listing import TermIndexView
from practices.vocabulary.ordering import TermReorderView
from search.models.clock_state import Uncommitted
from tests.factories import make_practice

pytestmark = pytest.mark.once

# Arguments for every URL of wagtail-localize.
ARGUMENTS = {"app_label": "practices", "model_name": "concept", "pk": "1", "mode": "default"}
NOT_GUARDED = {  # these check the page's own permissions, or change nothing
    "javascript_catalog",
    "edit_string_translation",
    "machine_translate",
    "preview_translation",
    "snippets_api_listing",
    "snippets_api_detail",
}
OURS = ("cms.", "practices.", "home.", "search.")
OVERRIDDEN = {  # methods that their own super() does not call, or that would be skipped silently
    SitePagePermissionPolicy: (
        "instances_user_has_any_permission_for user_has_any_permission instances_with_direct_explore_permission "
        "explorable_instances"
    ),
    SitePagePermissionTester: ("can_edit can_publish can_set_view_restrictions can_unschedule can_copy"),
    PracticePage: (
        "save add_child delete publish clean clean_fields get_view_restrictions permissions_for_user route"
        " serializable_data serve_password_required_response with_content_json _slug_is_available _check_slug_is_unique"
    ),
    FoldedIndexView: "search_queryset",
    TermIndexView: "get_table get_valid_orderings reorder_button",
    TermReorderView: "post",
    BrowseSection: "get get_object_list",
    SectionPageBlock: "widget deconstruct",
    PracticePage.base_form_class: "_post_clean full_clean",
    BodyBlock: "value_from_datadict",
    PortraitForm: "clean_avatar",
    FactInlinePanel.BoundPanel: "is_shown get_comparison",
    ConceptsField: "formfield",
    TermsWidget: "id_for_label create_option get_context value_from_datadict",
    GuardedSubmitPage: "get_form form_valid dispatch",
    GuardedUpdate: "get_form form_valid dispatch",
    FilePermissionPolicy: "user_has_any_permission_for_instance instances_user_has_any_permission_for",
    OwnImages: "get_queryset authentication_classes",
    OwnDocuments: "get_queryset authentication_classes",
    RichTextArea: "get_context value_from_datadict",
    SiteImageField: "to_python",
    SiteImageFieldFile: "save",
    SiteStorage: "_save",
    SiteTranslation: "_init_translation_catalog _add_installed_apps_translations _add_local_translations",
    SitePasswordResetForm: "get_users send_mail",
    SiteDocumentForm: "_post_clean",
    SiteImage: "save get_rendition get_renditions",
    RedirectWithQueryMiddleware: "process_response",
    OfferedLocaleMiddleware: "process_request process_response",
    SiteSettings: "select_related",
    PersonCreateView: "get_creation_form_kwargs",
    PersonEditView: "get_object",
    PersonDeleteView: "get_object",
    ForReview: "get_context send_emails get_recipient_users get_valid_recipients",
    Receipt: (
        "get_context send_emails get_recipient_users get_valid_recipients get_template_base_prefix template_directory"
    ),
}
ADMIN = Path(wagtail.admin.__file__).parent
# Wagtail's templates that ours replace, and the beginning of the SHA-256 of what they were when ours were written. A
# change is no defect: compare the two, adapt ours if need be, and write down the new hash.
REPLACED = {
    "wagtailadmin/404.html": "28f5e6d779f8bf38",
    "wagtailadmin/login.html": "d563c5a4e7f2c289",
    "wagtailadmin/admin_base.html": "8d1e91482208ac34",
    "wagtailadmin/base.html": "d9022f8527df321f",
    "wagtailadmin/home.html": "7eb3ee7b5a9d1355",
    "wagtailadmin/home/account_summary.html": "ff5c7d30e46778c3",
    "wagtailadmin/account/password_reset/form.html": "3387cc7c9c1afbdf",
    "wagtailadmin/account/password_reset/done.html": "dec7e40596736666",
    "wagtailadmin/account/password_reset/confirm.html": "f8c41ae6bd25dbd5",
    "wagtailadmin/account/password_reset/complete.html": "d4c059a52de16735",
    "wagtailadmin/account/password_reset/email.txt": "a6ecdfadd61ffcb5",
    "wagtailadmin/pages/bulk_actions/confirm_bulk_publish.html": "f92c91c5f02468f3",
    "wagtailadmin/pages/bulk_actions/confirm_bulk_unpublish.html": "9d9b4d0be9d55460",
    "wagtailadmin/pages/confirm_unpublish.html": "48449738ea62471c",
    "wagtailadmin/shared/page_status_tag.html": "9d4a2f8bd5792d3a",
    "wagtailadmin/notifications/base.txt": "59f5bb660520ef0c",
    "wagtailadmin/notifications/task_state_submitted.txt": "7ebcf641a2f37e29",
    "wagtailadmin/notifications/task_state_submitted_subject.txt": "d4863a1a2759c40b",
    "wagtailadmin/notifications/updated_comments.txt": "002a1d750fe4e945",
    "wagtailadmin/notifications/updated_comments_subject.txt": "7cd50a5b255aac7d",
    "wagtailadmin/notifications/workflow_state_approved.txt": "365a9f11a4562088",
    "wagtailadmin/notifications/workflow_state_approved_subject.txt": "a33d187e703bf129",
    "wagtailadmin/notifications/workflow_state_rejected.txt": "a0efe621987facbd",
    "wagtailadmin/notifications/workflow_state_rejected_subject.txt": "385b11f61a58fdb2",
    "wagtail_localize/admin/edit_translation.html": "52b849c00b09876c",
}


def localize_urls() -> dict[str, URLPattern]:
    """wagtail-localize's own, by route; two of them have one name."""
    (included,) = wagtail_localize.wagtail_hooks.register_admin_urls()
    return {str(pattern.pattern): pattern for pattern in included.url_patterns}


def guarded() -> list[str]:
    (included,) = guarded_translation_urls()
    return [str(pattern.pattern) for pattern in included.url_patterns]


def request() -> HttpRequest:
    return RequestFactory().get("/en/")


# -- URLs that ours stand in front of ----------------------------------------------------------------------------------


def test_every_guarded_url_is_one_of_wagtail_localize() -> None:
    assert set(guarded()) <= set(localize_urls())


def test_every_other_url_of_wagtail_localize_is_known() -> None:
    """A new one needs a look: does it check who may change the page?"""
    assert {url.name for route, url in localize_urls().items() if route not in guarded()} == NOT_GUARDED


@pytest.mark.parametrize("route", guarded())
def test_a_guarded_url_leads_to_our_view(route: str) -> None:
    pattern = localize_urls()[route]
    arguments = {name: ARGUMENTS.get(name, 1) for name in pattern.pattern.converters}
    view = resolve(reverse(f"wagtail_localize:{pattern.name}", kwargs=arguments)).func
    assert view.__module__.startswith("cms.base.translation.")
    assert pattern.callback.__module__.startswith("wagtail_localize.views.")


def test_pages_are_served_by_our_view_and_everything_else_by_wagtail() -> None:
    assert resolve(reverse("wagtail_serve", args=["about/"])).func is routing.serve
    theirs = {pattern.name: pattern for pattern in wagtail_urls.urlpatterns}
    assert theirs["wagtail_serve"].callback is wagtail_serve
    assert str(theirs["wagtail_serve"].pattern) == wagtail_urls.serve_pattern
    ours = {pattern.name for pattern in get_resolver("cms.base.delivery.routing").url_patterns}
    assert ours == set(theirs)


# -- what we write where Wagtail reads ---------------------------------------------------------------------------------


def test_documents_are_served_by_our_view() -> None:
    assert resolve(reverse("wagtaildocs_serve", args=[1, "a.pdf"])).func is serving.serve_document
    ours = {pattern.name for pattern in file_urls.documents}
    assert ours == {pattern.name for pattern in document_urls.urlpatterns}


@pytest.mark.django_db
def test_wagtail_reads_the_site_that_we_leave_on_the_request(django_assert_num_queries) -> None:
    asked = request()
    site = site_for(asked)
    assert site is asked._wagtail_site
    with django_assert_num_queries(0):
        assert Site.find_for_request(asked) is site
        assert SiteSettings.for_request(asked) is getattr(asked, SiteSettings.get_cache_attr_name())


@pytest.mark.django_db
def test_wagtail_reads_the_page_that_we_leave_on_the_request() -> None:
    asked, page = request(), Page.objects.get(slug="about", locale__language_code="en").specific
    asked._wagtail_route_for_request = RouteResult(page, kwargs={})
    assert Page.route_for_request(asked, "somewhere/else/").page is page
    assert wagtail_serve(asked, "somewhere/else/").context_data["page"] is page


@pytest.mark.django_db
def test_wagtail_reads_the_root_paths_that_we_leave_on_the_request() -> None:
    page, asked = Page.objects.get(slug="about", locale__language_code="en"), request()
    url_of(page, asked)
    assert asked._wagtail_cached_site_root_paths == Site.get_site_root_paths()
    elsewhere = SiteRootPath(1, page.url_path, "http://elsewhere.example", "en")
    asked._wagtail_cached_site_root_paths = [elsewhere]
    assert page.get_url(asked) == "/en/" == url_of(page, asked)


@pytest.mark.django_db
def test_django_reads_the_concepts_that_we_leave_on_a_page(django_assert_num_queries) -> None:
    page = make_practice(countries=["lt", "it"])
    load_concepts([page], "countries", "methods")
    with django_assert_num_queries(0):
        assert {concept.slug for concept in page.countries.all()} == {"lt", "it"}
        assert [concept.slug for concept in page.methods.all()] == ["mentoring"]


# -- names and numbers of Wagtail's that we repeat ---------------------------------------------------------------------


def test_wagtail_tells_of_comments_and_shows_preferences_through_ours() -> None:
    assert edit.EditView.send_commenting_notifications.__globals__["send_notification"] is send_notification
    panel = NotificationsSettingsPanel(RequestFactory().get("/"), User(pk=0), None)
    assert (panel.form_class, panel.form_object) == (RhythmsForm, "user")


@pytest.mark.django_db
def test_the_tree_counts_as_we_do() -> None:
    """`Page.steplen` characters for each level, from 0 to Z."""
    assert (min(Page.alphabet), max(Page.alphabet)) == ("0", "Z")
    for page in Page.objects.filter(depth__gt=1):
        assert page.path[: -Page.steplen] == page.get_parent().path
        assert len(page.path) == page.depth * Page.steplen


def test_every_form_that_is_throttled_exists() -> None:
    assert set(FORMS) <= set(get_resolver().reverse_dict)


@pytest.mark.parametrize(("model", "names"), OVERRIDDEN.items(), ids=lambda each: getattr(each, "__qualname__", ""))
def test_what_we_override_is_still_there(model: type, names: str) -> None:
    """A method that Wagtail has renamed would be one that nobody calls."""
    theirs = set().union(*(vars(base) for base in model.__mro__ if not base.__module__.startswith(OURS)))
    assert set(names.split()) <= theirs
    assert set(names.split()) <= set().union(*(vars(b) for b in model.__mro__ if b.__module__.startswith(OURS)))


@pytest.mark.django_db
def test_the_admin_searches_with_our_configuration() -> None:
    """Where Wagtail's backend keeps the names of PostgreSQL's text search configurations."""
    backend = get_search_backend()
    ours = {"without_diacritics"} if connection.vendor == "postgresql" else {None}
    assert {backend.config, getattr(backend, "autocomplete_config", backend.config)} == ours


@pytest.mark.django_db
def test_django_keeps_commit_hooks_where_we_look_for_them() -> None:
    with transaction.atomic():
        transaction.on_commit(hook := Uncommitted())
        assert Uncommitted.current() is hook
        transaction.set_rollback(True)
    assert Uncommitted.current() is None


def test_our_review_mails_stand_in_for_those_of_wagtail() -> None:
    for signal, sender, uid, ours in MAILS:
        receivers, _asynchronous = signal._live_receivers(sender)
        assert ours in receivers, uid
        assert [each for each in receivers if type(each).__module__ == "wagtail.admin.mail"] == []


# -- templates and styles ----------------------------------------------------------------------------------------------


def our_templates() -> list[Path]:
    """Those that are drawn in Wagtail's admin."""
    root = Path(settings.BASE_DIR) / "templates"
    return [*root.glob("*/admin/*.html"), *root.glob("wagtail*/**/*.html")]


def test_what_ours_replace_is_known() -> None:
    root = Path(settings.BASE_DIR) / "templates"
    found = (path for path in root.glob("wagtail*/**/*") if path.is_file())
    assert {str(path.relative_to(root)) for path in found} == set(REPLACED)


@pytest.mark.parametrize("name", REPLACED)
def test_a_template_of_wagtail_that_ours_replaces_has_not_changed(name: str) -> None:
    package = ADMIN if name.startswith("wagtailadmin/") else Path(wagtail_localize.__file__).parent
    assert sha256((package / "templates" / name).read_bytes()).hexdigest().startswith(REPLACED[name])
    assert Path(get_template(name).origin.name).is_relative_to(settings.BASE_DIR)


def test_the_classes_that_our_admin_templates_use_have_styles() -> None:
    """Wagtail's, or our own."""
    styles = (ADMIN / "static/wagtailadmin/css/core.css").read_text()
    folder = Path(settings.BASE_DIR) / "cms/base/static/css"
    styles += "".join(path.read_text() for path in (*folder.glob("admin*.css"), folder / "practice_form.css"))
    styled = set(re.findall(r"\.(-?[_a-zA-Z][\w-]*)", styles))
    texts = [path.read_text() for path in our_templates() if path.parent.name != "password_reset"]  # the site's own
    used = {
        name for text in texts for names in re.findall(r'class(?:name)?="([^"{]+)"', text) for name in names.split()
    }
    assert len(used) > 8
    assert used - styled == set()


# -- the document itself -----------------------------------------------------------------------------------------------

DOCUMENT = (Path(settings.BASE_DIR) / "docs/upgrading.md").read_text()
# Attributes of our own on objects of Wagtail's, and what Django and Python document.
NOT_PRIVATE = {
    "_related_pages", "_offered_languages", "_unoffered_before", "_details", "_citation", "_page_clock", "_as_of_clock",
    "_translation_settings",
    "_fact_fields", "_meta", "_default_manager", "_replace",
}  # fmt: skip


def our_code() -> dict[str, str]:
    root = Path(settings.BASE_DIR)
    paths = (path for package in ("cms", "practices", "home", "search") for path in (root / package).rglob("*.py"))
    return {str(path.relative_to(root)): path.read_text() for path in paths if "migrations" not in path.parts}


def test_every_private_attribute_is_listed() -> None:
    private = re.compile(r"(?<!\bself)(?<!\bcls)(?<!super\(\))\.(_[a-z]\w*)")
    used = {name for text in our_code().values() for name in private.findall(text)} - NOT_PRIVATE
    assert {"_wagtail_site", "_result_cache"} <= used
    assert {name for name in used if name not in DOCUMENT} == set()


def test_every_statement_on_a_table_of_wagtail_is_listed() -> None:
    found = {name for name, text in our_code().items() if re.search(r"(?:FROM|JOIN) wagtail\w+_", text)}
    assert found
    assert {name for name in found if name not in DOCUMENT} == set()


def test_every_test_that_is_named_exists() -> None:
    tests = list((Path(settings.BASE_DIR) / "tests").rglob("test_*.py"))
    known = " ".join([path.read_text() for path in tests] + [str(path) for path in tests])
    named = set(re.findall(r"\btest_\w+", DOCUMENT))
    assert len(named) > 20
    assert {name for name in named if name not in known} == set()
