"""The objects in the table: one of each kind."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail_localize.models import Translation

from cms.base.access.shares import SharedPage
from cms.base.models import Preparation, SiteImage, TranslationItem
from cms.base.people.invitations.invitation import Invitation
from cms.base.people.named.person import Person
from cms.base.people.sharing import share
from cms.base.people.teams import team_named
from cms.base.readers.model import Reader
from cms.base.translation.desk.refresh import refresh
from home.meetings.registration.model import Registration
from home.models import HomePage, NewsIndexPage, NewsletterPage, NewsPage
from home.newsletter.sending.model import Sending
from practices.models import (
    BulkChange,
    ChangedPractice,
    Concept,
    Import,
    ImportedPage,
    PartnerPage,
    PracticeFile,
    PracticePage,
    ReviewSettings,
    Suggestion,
)
from practices.review.task import PartnerReviewState, open_state_of
from search.models import SynonymGroup
from tests.base.admin import submit_for_translation
from tests.base.file_access.files import account, make_document, make_picture
from tests.factories import make_practice, partner_page
from tests.factories.meetings import make_meeting
from tests.home.newsletter.issues import make_issue
from tests.practices.suggestions.sending import make_suggestion

SECRET = "Zeppelinfahrt"  # in every text that only the partner and the coordinators may read


@dataclass
class World:
    """A live practice of a partner with drafts of translations into Dutch and Italian, a draft, and the rest."""

    live: PracticePage
    draft: PracticePage
    reviewed: PracticePage  # published, with changes that somebody of another partner has been asked to review
    review: PartnerReviewState
    lost: PracticePage  # the same, but who has been asked has left
    gone: PracticePage  # was published
    shared: PracticePage  # a draft, with somebody of another partner
    share: SharedPage
    invitation: Invitation
    person: Person  # whom pages may name
    colleague: Any  # another editor of the partner
    head: Any
    dutch: PracticePage
    italian: PracticePage
    translation: Translation  # into Dutch
    item: TranslationItem  # the same at the desk
    preparation: Preparation  # of an administrator
    secret_translation: Translation  # of the draft
    suggestion: Suggestion  # that nobody has decided on
    together: BulkChange  # of the partner's editor: of the live practice, which was left out
    imported: Import  # of the partner's editor: a draft
    checked: Import  # likewise, not confirmed yet
    partner: PartnerPage
    proposal: NewsPage
    news_index: NewsIndexPage
    home: HomePage
    issue: NewsletterPage
    sending: Sending  # of another issue
    meeting: Any
    registration: Registration  # for it
    picture: SiteImage  # of the partner
    shown: SiteImage  # the same, on the practice that is in review, and published
    document: Any
    term: Concept
    synonyms: SynonymGroup
    reader: Reader
    site: Site
    revisions: dict[str, int] = field(default_factory=dict)


def make_account(username: str, *groups: Group) -> Any:
    user = get_user_model().objects.create_user(username, f"{username}@example.org", first_name=username.title())
    user.groups.add(*groups)
    return user


def published(page: PracticePage) -> PracticePage:
    page.save_revision().publish()
    return PracticePage.objects.get(pk=page.pk)


def make_reviewed(title: str, reviewer: Any, **values: Any) -> PracticePage:
    page = published(make_practice("kpmpc", title=title, **values))
    page.summary = f"{SECRET}, with friends."
    page.save_revision()
    page.get_workflow().start(page, account("partner-kpmpc"))
    page = PracticePage.objects.get(pk=page.pk)
    open_state_of(page).assign(reviewer)
    return page


def make_those_who_left(admin: Client, draft: PracticePage, shared: PracticePage) -> PracticePage:
    """Both worked for another partner, were given a practice, then administered the partner; one also translates."""
    partner, other = team_named("partner-kpmpc"), team_named("partner-csci")
    former = make_account("former", other.group)
    left = make_account("left", other.group, Group.objects.get(role__key="translators-lt"))
    lost = make_reviewed("Lost", left)
    for user in (former, left):
        share(shared, user, None)
        user.groups.add(partner.group, partner.administrators)
        draft.owner = user
        draft.save(update_fields=["owner"], clean=False)
        for team in (partner, other):
            admin.post(reverse("people_member", args=[team.key, user.pk]), {"action": "end"})
            assert not user.groups.filter(pk=team.group.pk).exists()
    return lost


def desk_item(page: PracticePage) -> TranslationItem:
    """In Dutch. The test is one transaction, after which the site would make the row."""
    refresh("page")
    return TranslationItem.objects.get(object_key=str(page.translation_key), locale__language_code="nl")


def change_together(user: Any, *pages: PracticePage) -> BulkChange:
    """As it is once they have all been left out: nothing of them has changed."""
    made = BulkChange.objects.create(user=user, kind="licence", parameters={"value": "cc0-1.0"})
    made.practices.bulk_create(
        ChangedPractice(bulk_change=made, practice=page, title=page.title, language="en", state="left-out")
        for page in pages
    )
    return made


def import_one(user: Any, state: str, *pages: PracticePage) -> Import:
    """As it is once `pages` were added, or one may be."""
    run = Import.objects.create(user=user, file_name="ours.csv", partner="kpmpc", state=state, new=1, total=1)
    for page in pages:
        ImportedPage.objects.create(run=run, page=page, revision=page.latest_revision, is_new=True)
    return run


def make_world(admin: Client) -> World:
    ReviewSettings.objects.update(by_partner=True)
    live = make_practice("kpmpc", title="Live", area="Vilnius")
    submit_for_translation(admin, live, "nl", "it")
    by_language = {each.locale.language_code: each for each in live.translated_pages.all()}
    document = make_document()
    draft = make_practice("kpmpc", live=False, title=f"{SECRET} draft", files=[PracticeFile(document=document)])
    submit_for_translation(admin, draft, "es")
    draft.summary = f"{SECRET}, by the sea."
    first, last = draft.save_revision(), draft.save_revision()
    editor = account("partner-kpmpc")
    news_index = NewsIndexPage.objects.get(locale__language_code="en")
    proposal = NewsPage(title=f"{SECRET} news", slug="proposal", summary="Soon.", live=False, owner=editor)
    news_index.add_child(instance=proposal)
    proposal.save_revision()
    home = HomePage.objects.get(locale__language_code="en")
    gone = published(make_practice("kpmpc", title="Gone"))
    gone.unpublish()
    shared = make_practice("kpmpc", live=False, title=f"{SECRET} shared")
    shared.save_revision()
    lost = make_those_who_left(admin, draft, shared)
    shown = make_picture()
    reviewed = make_reviewed("Reviewed", account("partner-nl"), image=shown, image_alt="People")
    share(shared, account("partner-es"), editor)
    team = team_named("partner-kpmpc")
    meeting = make_meeting(host=partner_page("kpmpc"), first_day=date(2031, 5, 9))
    return World(
        live=live,
        draft=draft,
        reviewed=reviewed,
        review=open_state_of(reviewed),
        lost=lost,
        gone=gone,
        shared=shared,
        share=SharedPage.objects.get(user__username="partner-es"),
        invitation=Invitation.objects.create(
            team=team.key, address="new@example.org", folded="new@example.org", language="lt", digest=uuid4().hex
        ),
        person=Person.objects.create(name="Ona", organisation="KPMPC"),
        colleague=make_account("colleague", team.group),
        head=make_account("head", team.group, team.administrators),
        dutch=by_language["nl"],
        italian=by_language["it"],
        translation=Translation.objects.get(source__object_id=live.translation_key, target_locale__language_code="nl"),
        item=desk_item(live),
        preparation=Preparation.objects.create(user=get_user_model().objects.get(username="admin"), total=1),
        secret_translation=Translation.objects.get(source__object_id=draft.translation_key),
        suggestion=make_suggestion(title=f"{SECRET} suggestion"),
        together=change_together(editor, live),
        imported=import_one(editor, Import.State.DONE, draft),
        checked=import_one(editor, Import.State.READY),
        partner=partner_page("kpmpc"),
        proposal=proposal,
        news_index=news_index,
        home=home,
        issue=make_issue(),
        sending=Sending.objects.create(issue=uuid4(), title="Sent", state=Sending.State.DONE),
        meeting=meeting,
        registration=Registration.objects.create(meeting_key=meeting.translation_key, name="Jonas", language="lt"),
        picture=make_picture(),
        shown=shown,
        document=document,
        term=Concept.objects.create(scheme="method", slug="unused", labels={"en": "Unused"}),
        synonyms=SynonymGroup.objects.create(terms="one\ntwo"),
        reader=Reader.objects.create(address="reader@example.org", folded="reader@example.org", digest="0" * 32),
        site=Site.objects.get(),
        revisions={"first": first.pk, "last": last.pk},
    )
