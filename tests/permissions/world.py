"""What the table is about: one of each thing."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Site
from wagtail_localize.models import Translation

from cms.base.models import Preparation, SiteImage, TranslationItem
from cms.base.readers.model import Reader
from cms.base.translation.desk.refresh import refresh
from home.models import HomePage, NewsIndexPage, NewsletterPage, NewsPage
from practices.models import Concept, PartnerPage, PracticeFile, PracticePage
from search.models import SynonymGroup
from tests.base.admin import submit_for_translation
from tests.base.file_access.files import make_document, make_picture
from tests.factories import make_practice, partner_page
from tests.factories.meetings import make_meeting
from tests.home.newsletter.issues import make_issue

SECRET = "Zeppelinfahrt"  # in whatever words only the partner and the coordinators may read


@dataclass
class World:
    """A live practice of a partner with drafts of translations into Dutch and Italian, a draft, and the rest."""

    live: PracticePage
    draft: PracticePage
    dutch: PracticePage
    italian: PracticePage
    translation: Translation  # into Dutch
    item: TranslationItem  # the same at the desk
    preparation: Preparation  # of an administrator
    secret_translation: Translation  # of the draft
    partner: PartnerPage
    proposal: NewsPage
    news_index: NewsIndexPage
    home: HomePage
    issue: NewsletterPage
    meeting: Any
    picture: SiteImage
    document: Any
    term: Concept
    synonyms: SynonymGroup
    reader: Reader
    site: Site
    revisions: dict[str, int] = field(default_factory=dict)


def desk_item(page: PracticePage) -> TranslationItem:
    """In Dutch. The test is one transaction, after which the site would make the row."""
    refresh("page")
    return TranslationItem.objects.get(object_key=str(page.translation_key), locale__language_code="nl")


def make_world(admin: Client) -> World:
    live = make_practice("kpmpc", title="Live", area="Vilnius")
    submit_for_translation(admin, live, "nl", "it")
    by_language = {each.locale.language_code: each for each in live.translated_pages.all()}
    document = make_document()
    draft = make_practice("kpmpc", live=False, title=f"{SECRET} draft", files=[PracticeFile(document=document)])
    submit_for_translation(admin, draft, "es")
    draft.summary = f"{SECRET}, by the sea."
    first, last = draft.save_revision(), draft.save_revision()
    editor = get_user_model().objects.get(username="partner-kpmpc")
    news_index = NewsIndexPage.objects.get(locale__language_code="en")
    proposal = NewsPage(title=f"{SECRET} news", slug="proposal", summary="Soon.", live=False, owner=editor)
    news_index.add_child(instance=proposal)
    proposal.save_revision()
    home = HomePage.objects.get(locale__language_code="en")
    return World(
        live=live,
        draft=draft,
        dutch=by_language["nl"],
        italian=by_language["it"],
        translation=Translation.objects.get(source__object_id=live.translation_key, target_locale__language_code="nl"),
        item=desk_item(live),
        preparation=Preparation.objects.create(user=get_user_model().objects.get(username="admin"), total=1),
        secret_translation=Translation.objects.get(source__object_id=draft.translation_key),
        partner=partner_page("kpmpc"),
        proposal=proposal,
        news_index=news_index,
        home=home,
        issue=make_issue(),
        meeting=make_meeting(host=partner_page("kpmpc"), first_day=date(2031, 5, 9)),
        picture=make_picture(),
        document=document,
        term=Concept.objects.create(scheme="method", slug="unused", labels={"en": "Unused"}),
        synonyms=SynonymGroup.objects.create(terms="one\ntwo"),
        reader=Reader.objects.create(address="reader@example.org", folded="reader@example.org", digest="0" * 32),
        site=Site.objects.get(),
        revisions={"first": first.pk, "last": last.pk},
    )
