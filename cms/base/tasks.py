"""Runs Wagtail's tasks, which update the reference index and the admin's search after each save of a page.

They run at once, in the transaction of the change. Where a page is saved several times in a row, running them for every
save would take a quarter of the total time.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

from cms.base.context_values import holding

Calls = dict[tuple[Any, ...], tuple[Task, Any, Any]]  # tasks with their arguments, keyed by what makes them equal
_postponed: ContextVar[Calls | None] = ContextVar("postponed", default=None)


class Backend(ImmediateBackend):
    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        postponed = _postponed.get()
        if postponed is None:
            return super().enqueue(task, args, kwargs)
        postponed[task.func, tuple(args), tuple(sorted(kwargs.items()))] = task, args, kwargs
        return TaskResult(
            task=task, id=get_random_id(), status=TaskResultStatus.READY, enqueued_at=None, started_at=None,
            last_attempted_at=None, finished_at=None, args=args, kwargs=kwargs, backend=self.alias, errors=[],
            worker_ids=[],
        )  # fmt: skip


@contextmanager
def tasks_run_once(left_out: Collection[type[Model]] = ()) -> Iterator[None]:
    """Runs tasks at the end of the block, equal ones once, but none for rows of `left_out`. If it fails, none runs."""
    tasks: Calls = {}
    with holding(_postponed, tasks):
        yield
    rows = {(model._meta.app_label, model._meta.model_name) for model in left_out}
    for task, args, kwargs in tasks.values():
        if tuple(args[:2]) not in rows:
            task.get_backend().enqueue(task, args, kwargs)
