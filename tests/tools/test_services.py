"""The servers of the tests start in any checkout, and tell the truth where they do not."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from tests.processes import SECONDS
from tools.services import common, elasticsearch, postgres

pytestmark = pytest.mark.elasticsearch


@pytest.fixture(autouse=True)
def closed_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Servers started in the test find their files in a checkout that only its owner may enter."""
    programs = elasticsearch.distribution()
    cache = Path(tempfile.mkdtemp())
    checkout = tmp_path / "checkout"
    checkout.mkdir(mode=0o700)
    for folder in (checkout / ".run", cache):
        (folder / "elasticsearch-home").mkdir(parents=True)
        (folder / "elasticsearch-home" / elasticsearch.VERSION).symlink_to(programs)
    monkeypatch.setattr(common, "RUN", checkout / ".run")
    monkeypatch.setattr(common, "CACHE", cache)
    monkeypatch.setenv("ES_JAVA_OPTS", "-Xms384m -Xmx384m -XX:TieredStopAtLevel=1")
    cache.chmod(0o755)
    yield
    shutil.rmtree(cache)


@pytest.mark.sample(0)
def test_both_servers_start_in_a_checkout_that_only_its_owner_may_enter() -> None:
    with postgres.postgres() as database, elasticsearch.elasticsearch() as url:
        with psycopg.connect(database) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        with urlopen(url, timeout=SECONDS) as answer:
            assert json.load(answer)["version"]["number"] == elasticsearch.VERSION


def test_only_the_servers_of_a_closed_checkout_are_kept_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = [common.account(name) for name in ("nobody", "postgres")]
    # Only root starts servers as somebody else, whom the checkout may be closed to.
    expected = common.RUN if os.geteuid() else common.CACHE
    assert [common.lasting_folder(account) for account in accounts] == [expected] * 2
    monkeypatch.setattr(common, "RUN", common.CACHE / ".run")
    assert [common.lasting_folder(account) for account in accounts] == [common.RUN] * 2


def test_an_elasticsearch_that_ends_is_reported_with_its_status_and_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ES_JAVA_OPTS", "-Xms64m -Xmx32m")
    with pytest.raises(SystemExit) as refused, elasticsearch.elasticsearch():
        pass
    assert "ended with exit status 70 after" in str(refused.value)
    assert "Initial heap size set to a larger value than the maximum heap size" in str(refused.value)
    assert "did not answer" not in str(refused.value)


def test_an_elasticsearch_that_does_not_answer_is_reported_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elasticsearch, "START_SECONDS", 0.1)
    with pytest.raises(SystemExit, match=r"did not answer within 0\.1 s") as refused, elasticsearch.elasticsearch():
        pass
    assert "ended" not in str(refused.value)


def test_a_postgres_that_ends_is_reported_with_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgres.OPTIONS, "shared_buffers", "nonsense")
    with pytest.raises(SystemExit, match="It ended") as refused, postgres.postgres():
        pass
    assert 'invalid value for parameter "shared_buffers": "nonsense"' in str(refused.value)
