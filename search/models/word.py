from collections.abc import Mapping

from django.db import connection, models

BATCH = 500  # rows in one statement
# The ORM cannot add to what is stored in an upsert.
ADD = """
INSERT INTO search_searchword (language, word, count, version) VALUES {rows}
ON CONFLICT (language, word) DO UPDATE
SET count = search_searchword.count + excluded.count, version = excluded.version
"""


class SearchWord(models.Model):
    """How many entries have a word in a text or label of a language: what misspellings are corrected to.

    Rows are never deleted, so that those who follow the versions notice when a word is no longer used.
    """

    id = models.BigAutoField(primary_key=True)
    language = models.CharField(max_length=12)
    word = models.CharField(max_length=64)  # in lower case, with its diacritics
    count = models.IntegerField()
    version = models.BigIntegerField(db_index=True)  # the clock's value when this row last changed

    class Meta:
        verbose_name = "search word"
        verbose_name_plural = "search words"
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")]

    def __str__(self) -> str:
        return self.word

    @classmethod
    def add(cls, changes: Mapping[tuple[str, str], int], version: int) -> None:
        """Adds each of `changes` to the count of its language and word."""
        rows = [(language, word, change, version) for (language, word), change in sorted(changes.items()) if change]
        with connection.cursor() as cursor:
            for start in range(0, len(rows), BATCH):
                some = rows[start : start + BATCH]
                marks = ", ".join(["(%s, %s, %s, %s)"] * len(some))
                cursor.execute(ADD.format(rows=marks), [value for row in some for value in row])
