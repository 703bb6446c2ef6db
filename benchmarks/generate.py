"""A repository of any size, deterministic for a seed: words and facet values follow Zipf's law."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random
from uuid import UUID

from cms.base.covers.cover import Cover
from search.projection.project import Projection
from search.query.query import Query

SEED = 2026
LANGUAGES = ["en", "nl", "it", "lt", "es"]
SYLLABLES = "ba ce di fo gu la me ni po ru sta tre vi no ka li mo se tu ra".split()
ENDINGS = {
    "en": ["", "s", "ing", "ed"],
    "nl": ["", "en", "er", "ers"],
    "it": ["o", "i", "a", "are"],
    "lt": ["as", "ai", "ų", "ėms"],
    "es": ["o", "os", "ar", "ción"],
}
WORDS = 4_000  # per language, each with four endings
TEXT = 270  # words of a practice in one language: title, summary and body
# {facet: (number of values, maximum per practice)}
FACETS = {"country": (35, 2), "target_group": (12, 3), "skill_type": (15, 3), "method": (11, 2), "partner": (20, 1)}


def zipf(count: int) -> list[float]:
    """Cumulative weights of `count` items, most frequent first."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


class Vocabulary:
    """The words of each language and the values of each facet, most frequent first."""

    def __init__(self, seed: int = SEED) -> None:
        random = Random(seed)  # noqa: S311
        self.words = {code: [_word(random) for _ in range(WORDS)] for code in LANGUAGES}
        self.weights = zipf(WORDS)
        self.values = {name: [f"{name}-{n}" for n in range(count)] for name, (count, _) in FACETS.items()}

    def text(self, random: Random, language: str, length: int) -> str:
        stems = random.choices(self.words[language], cum_weights=self.weights, k=length)
        return " ".join(stem + random.choice(ENDINGS[language]) for stem in stems)

    def sample(self, random: Random, facet: str, maximum: int) -> list[str]:
        values = self.values[facet]
        return sorted(set(random.choices(values, cum_weights=zipf(len(values)), k=random.randint(1, maximum))))


def _word(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 4)))


def practices(count: int, seed: int = SEED) -> Iterator[Projection]:
    """`count` practices, as the projection of their pages."""
    random, vocabulary = Random(seed + 1), Vocabulary(seed)  # noqa: S311
    start = datetime(2015, 1, 1, tzinfo=UTC)
    for number in range(count):
        original = random.choice(LANGUAGES)
        others = [code for code in LANGUAGES if code != original and random.random() < 0.4]
        codes = sorted([original, *others])
        facets = {name: vocabulary.sample(random, name, maximum) for name, (_, maximum) in FACETS.items()}
        yield Projection(
            key=UUID(int=random.getrandbits(128), version=4),
            kind="practice",
            language=original,
            words={code: _texts(random, vocabulary, code, number) for code in codes},
            labels={code: vocabulary.text(random, code, 15) for code in LANGUAGES},
            facets={**facets, "language": codes, "kind": ["practice"]},
            look={"cover": Cover.of_key(str(number)).code},
            sorted_at=start + timedelta(minutes=random.randrange(5_000_000)),
        )


def _texts(random: Random, vocabulary: Vocabulary, language: str, number: int) -> dict[str, str]:
    return {
        "title": vocabulary.text(random, language, 6),
        "summary": vocabulary.text(random, language, 40),
        "body": vocabulary.text(random, language, TEXT - 46),
        "url": f"/{language}/practices/partner/{number}/",
    }


def queries(count: int = 50, seed: int = SEED) -> list[Query]:
    """A fixed mix of searches: up to two words, frequent or rare; up to three facets, each with one or more values."""
    random, vocabulary = Random(seed + 2), Vocabulary(seed)  # noqa: S311
    found = []
    for _ in range(count):
        language = random.choice(LANGUAGES)
        # Log-uniform over the ranks: the words of queries are rarer than those of texts.
        ranks = [int(WORDS ** random.random()) for _ in range(random.choice([0, 1, 1, 2]))]
        text = " ".join(vocabulary.words[language][rank] + random.choice(ENDINGS[language]) for rank in ranks)
        names = random.sample(list(FACETS), random.choice([0, 0, 1, 2, 3]))
        filters = {name: tuple(vocabulary.sample(random, name, 3)) for name in names}
        found.append(Query(text=text, filters=filters, language=language))
    return found
