"""Records only the context of a page's outermost template, which is all that tests need of `response.context`.

Django's tests copy the context of every template, and an admin form consists of two hundred: that took a twelfth of the
time.
"""

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from cms.base.context_values import holding

is_inner: ContextVar[bool] = ContextVar("is_inner", default=False)


@pytest.fixture(scope="session", autouse=True)
def outermost_templates(django_test_environment: None) -> Iterator[None]:
    record: Any = Template._render  # Django's, which sends a signal

    def render(self: Template, context: Context) -> SafeString:
        if is_inner.get():
            return self.nodelist.render(context)
        with holding(is_inner, True):
            rendered: SafeString = record(self, context)
        return rendered

    Template._render = render  # type: ignore[method-assign]
    yield
    Template._render = record
