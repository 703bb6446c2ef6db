"""Wagtail's derived data is updated once for several saves, and not at all for failed ones."""

from collections.abc import Iterator
from typing import Any

import pytest
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from wagtail.documents.models import Document
from wagtail.models import ReferenceIndex

from cms.base.signals import announced_once
from practices.models import PracticeFile, PracticeLink, PracticePage
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TASKS = ["insert_or_update_object_task", "update_reference_index_task"]


@pytest.fixture
def finished() -> Iterator[list[TaskResult]]:
    results: list[TaskResult] = []

    def listen(task_result: TaskResult, **kwargs: Any) -> None:
        results.append(task_result)

    task_finished.connect(listen)
    yield results
    task_finished.disconnect(listen)


def test_once_for_each_page(finished: list[TaskResult]) -> None:
    page = make_practice()
    finished.clear()
    with announced_once():
        page.save()
        page.save()
        assert finished == []
    assert {result.status for result in finished} == {TaskResultStatus.SUCCESSFUL}
    names = sorted(result.task.name for result in finished if result.args[1:] == ["practicepage", str(page.pk)])
    assert names == TASKS


def save_and_fail(page: PracticePage) -> None:
    page.save()
    raise ValueError("on purpose")


def test_not_for_what_failed(finished: list[TaskResult]) -> None:
    page = make_practice()
    finished.clear()
    with pytest.raises(ValueError, match="on purpose"), announced_once():
        save_and_fail(page)
    assert finished == []


def test_at_once_elsewhere(finished: list[TaskResult]) -> None:
    page = make_practice()
    finished.clear()
    page.save()
    assert len(finished) >= 2


def test_once_for_a_page_and_its_rows(finished: list[TaskResult]) -> None:
    page = make_practice()
    document = Document.objects.create(title="Plan", file="plan.pdf")
    page.links = [PracticeLink(url="https://example.org/1"), PracticeLink(url="https://example.org/2")]
    page.files = [PracticeFile(document=document)]
    finished.clear()
    page.save()
    assert sorted(result.task.name for result in finished) == TASKS
    assert ReferenceIndex.get_references_to(document).filter(object_id=str(page.pk)).exists()


def test_not_for_a_draft(finished: list[TaskResult]) -> None:
    page = make_practice()
    page.title = "Another title"
    finished.clear()
    page.save_revision()
    assert finished == []
