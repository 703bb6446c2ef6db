from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from practices import panels, receivers  # noqa: F401
        from practices.facts import receivers as facts_receivers  # noqa: F401
