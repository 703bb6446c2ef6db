from django.db import models


class Reminder(models.Model):
    """When people were last reminded of something, so that a week passes before the next reminder."""

    about = models.CharField(max_length=100, unique=True)
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.about
