"""Partners propose news and meetings: their editors add pages, coordinators review and publish them."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from cms.base.access.permissions import grant
from cms.base.access.roles import PARTNER_EDITORS, role_ensured
from home.meetings.index_page import MeetingIndexPage
from home.news.index_page import NewsIndexPage
from practices.models import PartnerPage
from practices.partners.access import review_task

INDEXES: tuple[type[Page], ...] = (NewsIndexPage, MeetingIndexPage)


def ensure_proposals(index: Page) -> None:
    """Lets every partner add pages to `index`, which gets the coordinators' review workflow if it has none."""
    for group in Group.objects.filter(pk__in=PartnerPage.objects.filter(original_page=None).values("editors")):
        grant(group, index, "add")
    if not WorkflowPage.objects.filter(page=index.page_ptr, workflow__active=True).exists():
        WorkflowPage.objects.update_or_create(page=index.page_ptr, defaults={"workflow": _review()})


def _review() -> Workflow:
    """The workflow of another index, if there is one: workflows may have been renamed."""
    pages = [pk for model in INDEXES for pk in model.objects.values_list("pk", flat=True)]
    if workflow := Workflow.objects.filter(active=True, workflow_pages__page__in=pages).first():
        return workflow
    workflow = Workflow.objects.create(name="Review of news and meetings")
    WorkflowTask.objects.create(workflow=workflow, task=review_task(), sort_order=0)
    return workflow


@receiver(role_ensured)
def partner_ensured(key: str, group: Group, **kwargs: Any) -> None:
    if key == PARTNER_EDITORS:
        for model in INDEXES:
            for index in model.objects.all():
                grant(group, index, "add")


@receiver(post_save, sender=NewsIndexPage)
@receiver(post_save, sender=MeetingIndexPage)
def index_added(instance: Page, created: bool, **kwargs: Any) -> None:
    if created:
        ensure_proposals(instance)
