from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from practices.bulk import running  # noqa: F401
        from practices.curation.form import panels  # noqa: F401
        from practices.exchange.importing import erasing  # noqa: F401
        from practices.exchange.importing import retention as import_retention  # noqa: F401
        from practices.exchange.importing import running as imports_running  # noqa: F401
        from practices.facts import make_original  # noqa: F401
        from practices.partners import members, sharing, team, visibility  # noqa: F401
        from practices.partners import receivers as partners_receivers  # noqa: F401
        from practices.partners import structured_data as partners_structured_data  # noqa: F401
        from practices.printing import views  # noqa: F401
        from practices.repository import contact_erasure, cover, structured_data  # noqa: F401
        from practices.repository.fact_words import translators_desk  # noqa: F401
        from practices.review import mails, receivers, reminding, settling  # noqa: F401
        from practices.suggestions import person, retention  # noqa: F401
        from practices.versions import recording, terms  # noqa: F401
        from practices.vocabulary import new_language, translating  # noqa: F401
        from practices.vocabulary import receivers as vocabulary_receivers  # noqa: F401
