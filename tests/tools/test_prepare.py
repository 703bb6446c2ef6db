"""The search is filled again when something has changed, and only then."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.db.migrations.loader import MigrationLoader

from tools.prepare import fill_search, state

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def filled(stamp: Path | None, capsys: pytest.CaptureFixture[str], migrated: bool = False) -> bool:
    fill_search(stamp, migrated)
    return "Filling the search" in capsys.readouterr().out


@pytest.mark.sample(0)
def test_the_search_is_filled_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    assert filled(stamp, capsys)
    assert not filled(stamp, capsys)


def test_it_is_filled_again_for_a_database_that_was_migrated(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    stamp = tmp_path / "stamp"
    stamp.write_text(state())
    assert filled(stamp, capsys, migrated=True)


def test_it_is_filled_again_for_another_server(capsys: pytest.CaptureFixture[str], tmp_path: Path, settings) -> None:
    stamp = tmp_path / "stamp"
    stamp.write_text(state())
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"  # nobody answers there
    assert filled(stamp, capsys)
    assert filled(stamp, capsys)  # because it could not be


def test_a_file_that_changes_changes_the_state(tmp_path: Path, settings) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "search").mkdir()
    (tmp_path / "search/terms.py").write_text("# one")
    before = state()
    assert state() == before
    (tmp_path / "search/terms.py").write_text("# another")
    assert state() != before


def test_without_a_stamp_it_is_always_filled(capsys: pytest.CaptureFixture[str]) -> None:
    assert filled(None, capsys)
    assert filled(None, capsys)


def test_apps_of_others_are_migrated_before_the_models_of_the_site() -> None:
    """Beside them, their many migrations take longer. See the dependencies of `practices.0001_initial`."""
    graph = MigrationLoader(None).graph
    before = {app for app, _name in graph.forwards_plan(("practices", "0001_initial"))}
    others = {app for app, _name in graph.leaf_nodes() if not is_ours(app)}
    assert others - before == {"sessions"}  # a single one


def is_ours(label: str) -> bool:
    folder = Path(apps.get_app_config(label).path)
    return folder.is_relative_to(site_settings.BASE_DIR) and ".venv" not in folder.parts
