"""A random repository, and what must be found in it, computed page by page in plain Python."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from wagtail.models import Page, PageViewRestriction

from cms.base.signals import announced_once
from practices.models import PartnerPage, PracticePage
from tests.factories import make_practice, partner_page, translate

LANGUAGES = ["en", "nl", "it", "lt", "es"]
PARTNERS = ["kpmpc", "csci", "prometeo", "nl", "es"]
CHOICES = {
    "countries": ["lt", "it", "nl", "es", "de", "pl", "fr", "at", "be", "se", "fi", "pt"],
    "target_groups": ["refugees", "parents", "migrant-women", "migrant-workers", "asylum-applicants"],
    "skill_types": ["communication", "empathy", "collaboration", "critical-thinking"],
    "methods": ["mentoring", "sport", "counselling", "e-learning", "work-placement"],
    "audiences": ["teachers", "mentors", "volunteers", "mediators"],
}
FACETS = {
    "country": "countries",
    "target_group": "target_groups",
    "skill_type": "skill_types",
    "method": "methods",
    "audience": "audiences",
}
LEVELS = ["innovation", "promising", "good", "institutionalised"]
PERIODS = ["1990s", "2000s", "2010s"]
# Words of no language, so that no ending is stemmed.
WORDS = ["blorvenk", "drasquil", "fimtoyek", "gluxerth", "hovrimp", "jaktuvol", "kweznob", "prybdax", "vumzicht"]


def text(random: Random) -> str:
    return " ".join(random.choices(WORDS, range(len(WORDS), 0, -1), k=random.randint(1, 4)))


@announced_once()
def populate(random: Random, practices: int) -> None:
    """Practices of all partners in random languages, including drafts, private and partly translated ones."""
    for _ in range(practices):
        facts = {name: random.sample(slugs, random.randint(1, 3)) for name, slugs in CHOICES.items()}
        facts["evidence_level"], facts["start_year"] = random.choice(LEVELS), random.randint(1990, 2019)
        facts["end_year"] = random.randint(facts["start_year"], 2019)
        language = random.choice(LANGUAGES)
        page = make_practice(
            random.choice(PARTNERS),
            language,
            live=random.random() < 0.85,
            title=text(random),
            summary=text(random),
            activities=f"<p>{text(random)}</p>",
            **facts,
        )
        for other in random.sample([code for code in LANGUAGES if code != language], random.choice([0, 0, 1, 2, 4])):
            is_live = page.live and random.random() < 0.8
            translation = translate(page, other, live=is_live, title=text(random), summary=text(random))
            if random.random() < 0.1:
                restrict(translation)
        if random.random() < 0.1:
            restrict(page)
    restrict(partner_page(random.choice(PARTNERS), "en"))


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


class Practice:
    """A practice as a visitor may read it: its words by language, its values by facet."""

    def __init__(self, original: PracticePage, pages: list[PracticePage], partner: PartnerPage) -> None:
        self.key = original.translation_key
        words = [f"{p.title} {p.summary} {p.activities}".replace("<p>", " ").replace("</p>", " ") for p in pages]
        self.words = set(" ".join(words).split())
        self.values = {
            facet: {concept.slug for concept in getattr(original, field).all()} for facet, field in FACETS.items()
        }
        self.values["evidence_level"] = {original.evidence_level}
        self.values["period"] = {f"{year // 10}0s" for year in range(original.start_year, original.end_year + 1)}
        self.values["partner"] = {partner.code}
        self.values["language"] = {page.locale.language_code for page in pages}

    def has(self, count: int, words: Sequence[str]) -> bool:
        return len(self.words & set(words)) >= count

    def matches(self, filters: Mapping[str, Sequence[str]]) -> bool:
        return all(self.values[name] & set(chosen) for name, chosen in filters.items())


def visible_practices() -> list[Practice]:
    restricted = [restriction.page.path for restriction in PageViewRestriction.objects.select_related("page")]

    def is_open(page: Page) -> bool:
        return page.live and not any(page.path.startswith(path) for path in restricted)

    found = []
    for original in PracticePage.objects.filter(original_page=None, alias_of=None):
        parent = original.get_parent().specific
        partner = parent.original_page or parent
        if is_open(original) and not any(partner.path.startswith(path) for path in restricted):
            translations = original.translated_pages.filter(alias_of=None)
            found.append(Practice(original, [original, *filter(is_open, translations)], partner))
    return found


def expected(practices: list[Practice], words: Sequence[str], filters: Mapping[str, Sequence[str]]) -> tuple:
    """The keys of the hits, and for each facet the counts that ignore its own selection.

    With all words, or if no practice has them all, with a third of them.
    """
    found = [practice for practice in practices if practice.has(len(words), words)]
    found = found or [practice for practice in practices if practice.has(max(1, (len(words) + 1) // 3), words)]
    hits = {practice.key for practice in found if practice.matches(filters)}
    counts = {}
    for facet in practices[0].values:
        others = {name: chosen for name, chosen in filters.items() if name != facet}
        counted = (practice for practice in found if practice.matches(others))
        counts[facet] = dict(Counter(value for practice in counted for value in practice.values[facet]))
    return hits, counts


def random_query(random: Random) -> tuple[list[str], dict[str, list[str]]]:
    words = random.sample(WORDS, random.choice([0, 0, 1, 1, 2, 4, 6]))
    choices = {facet: CHOICES[field] for facet, field in FACETS.items()}
    choices |= {"evidence_level": LEVELS, "period": PERIODS, "partner": PARTNERS, "language": LANGUAGES}
    chosen = random.sample(list(choices), random.choice([0, 1, 1, 2, 3]))
    return words, {facet: random.sample(choices[facet], random.choice([1, 1, 2, 3])) for facet in chosen}
