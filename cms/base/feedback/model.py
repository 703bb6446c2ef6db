from django.db import models


class HelpfulCount(models.Model):
    """How many readers said in one month that a page, in one language, helped them. Nothing about who they were."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()  # its first day
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "month"], name="one_count_a_month")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.month:%Y-%m}: {self.count}"
