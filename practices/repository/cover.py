"""The cover of a practice, drawn from its facts. Terms that a consortium adds to the vocabulary get a form as well."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from cms.base.covers.cover import BANDS, FORMS, GROUNDS, HORIZONS, MOODS, PLACES, SUNS, TEXTURES, Cover, choice
from cms.base.covers.pages import cover_of
from cms.base.sharing.pages import kicker_of
from practices.facts import are_loaded, load_concepts
from practices.repository.choices import EvidenceLevel
from practices.repository.practice import PracticePage

FACTS = ("countries", "skill_types", "methods", "target_groups")  # the facts that determine a cover

GROUPS_OF_SKILLS = (
    "human-dignity-and-rights democracy-and-rule-of-law civic-mindedness politics-law-and-rights-knowledge",
    "openness-to-other-cultures tolerance-of-ambiguity",
    "empathy communication collaboration conflict-resolution",
    "critical-thinking self-regulation-and-wellbeing managing-learning",
    "multilingual-competence",
    "digital-citizenship work-readiness",
)
COLOURS = {slug: number for number, group in enumerate(GROUPS_OF_SKILLS) for slug in group.split()}
METHODS = (  # in the order of the forms in `cms.base.covers.suns`
    "language-course",
    "counselling",
    "e-learning",
    "community-event",
    "mentoring",
    "buddy-scheme",
    "arts-and-culture",
    "sport",
    "civic-orientation-course",
    "work-placement",
    "train-the-trainer",
)
FORM_OF = {slug: number for number, slug in enumerate(METHODS)}
FAMILIES = {"migration-status": 0, "life-situation": 1}  # of target groups: dots or strokes
MOOD_OF = {
    EvidenceLevel.INSTITUTIONALISED: 0,
    EvidenceLevel.GOOD: 1,
    EvidenceLevel.PROMISING: 2,
    EvidenceLevel.INNOVATION: 3,
}
YEARS = (1, 3, 7, 12)  # upper limits for one field, two, …


def practice_cover(original: PracticePage, terms: Mapping[str, Iterable[Any]]) -> Cover:
    """`terms` has the terms of each of `FACTS`, as `practices.facts` loads them."""
    key = str(original.translation_key)
    skills, methods, groups = (_in_order(terms[name]) for name in ("skill_types", "methods", "target_groups"))
    countries = [country.slug for country in terms["countries"]]
    return Cover(
        ground=_ground(skills) if skills else choice(f"ground {key}", GROUNDS),
        sun=choice(f"light {min(countries)}" if countries else f"sun {key}", SUNS),
        form=_form(methods[0]) if methods else choice(f"form {key}", FORMS),
        texture=_texture(groups[-1]) if groups else choice(f"texture {key}", TEXTURES),
        horizon=min(max(len(countries), 1), HORIZONS) - 1,
        bands=_bands(original),
        mood=MOOD_OF.get(original.evidence_level, choice(f"mood {key}", MOODS)),
        place=choice(f"place {key}", PLACES),
    )


@cover_of.register
def cover_of_practice(page: PracticePage) -> Cover:
    """The cover from the original's facts, which lists load for all practices at once."""
    original = _with_terms(page.original)
    return practice_cover(original, {name: getattr(original, name).all() for name in FACTS})


@kicker_of.register
def countries_of_practice(page: PracticePage) -> str:
    return ", ".join(country.label() for country in _with_terms(page.original).countries.all())


def _with_terms(original: PracticePage) -> PracticePage:
    if not are_loaded(original, FACTS):
        load_concepts([original], *FACTS)
    return original


def _in_order(terms: Iterable[Any]) -> list[Any]:
    """Sorted independently of the language: lists may be sorted for the reader."""
    return sorted(terms, key=lambda term: (term.position, term.slug))


def _ground(skills: Iterable[Any]) -> int:
    """The colour of the group that most of the skills belong to."""
    counts = Counter(
        COLOURS[skill.slug] if skill.slug in COLOURS else choice(_group(skill), GROUNDS) for skill in skills
    )
    return max(counts, key=lambda ground: (counts[ground], ground))


def _group(term: Any) -> str:
    """The slug of its broader term, which was loaded with it except in previews; its own if it has none."""
    if hasattr(term, "group_slug"):
        return term.group_slug or term.slug
    return term.broader.slug if term.broader else term.slug


def _form(method: Any) -> int:
    return FORM_OF[method.slug] if method.slug in FORM_OF else choice(method.slug, FORMS)


def _texture(group: Any) -> int:
    family = _group(group)
    kind = FAMILIES[family] if family in FAMILIES else choice(family, 2)
    return kind * TEXTURES // 2 + choice(f"texture {group.slug}", TEXTURES // 2)


def _bands(original: PracticePage) -> int:
    """The number of fields, from the duration up to the publication, so that covers do not change at New Year."""
    published = original.first_published_at
    end = original.end_year or (published.year if published and original.ongoing else original.start_year)
    if not original.start_year or not end:
        return 1
    years = end - original.start_year + 1
    return next((number for number, most in enumerate(YEARS) if years <= most), BANDS - 1)
