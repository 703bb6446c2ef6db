"""Similar practices and titles while typing."""

import pytest

from search.engines.fallback import FallbackEngine
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def test_both_engines_agree(engine: FallbackEngine) -> None:
    one = make_practice(title="Sewing circle", target_groups=["refugees"], methods=["mentoring"])
    make_practice(title="Sewing in pairs", target_groups=["refugees", "parents"], methods=["mentoring"])
    make_practice(
        title="Football", target_groups=["parents"], methods=["sport"], skill_types=["empathy"], countries=["es"]
    )
    make_practice(
        title="Chess", target_groups=["refugees"], methods=["sport"], skill_types=["empathy"], countries=["es"]
    )
    assert engine.feeder.try_once()
    for it in (engine.first, engine.second):
        assert [h.words["en"]["title"] for h in it.similar(one.translation_key, 5)] == ["Sewing in pairs", "Chess"]
        assert [h.words["en"]["title"] for h in it.titles("sewing ci", 5)] == ["Sewing circle"]
        assert [h.words["en"]["title"] for h in it.titles("SEW", 5)] == ["Sewing in pairs", "Sewing circle"]
        assert it.titles('"', 5) == []
        assert it.titles("zzz", 5) == []
