import pytest

from home.models import NewsPage
from tests.base.translation.work import Commit, make_news


@pytest.fixture
def run(django_capture_on_commit_callbacks: Commit) -> Commit:
    """Runs on-commit callbacks at the end of `with run(execute=True)`."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def news(run: Commit) -> NewsPage:
    """A news item in English that nobody has begun to translate."""
    with run(execute=True):
        return make_news()
