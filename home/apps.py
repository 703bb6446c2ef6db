from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages and news")

    def ready(self) -> None:
        from home import new_language  # noqa: F401
        from home.meetings import cover as meetings_cover  # noqa: F401
        from home.meetings import moments, panels  # noqa: F401
        from home.meetings import structured_data as meetings_structured_data  # noqa: F401
        from home.meetings.registration import person, retention, views  # noqa: F401
        from home.news import corrections, cover  # noqa: F401
        from home.news import structured_data as news_structured_data  # noqa: F401
        from home.newsletter import cover as newsletter_cover  # noqa: F401
        from home.newsletter import panels as newsletter_panels  # noqa: F401
        from home.newsletter import structured_data as newsletter_structured_data  # noqa: F401
        from home.newsletter import views as newsletter_views  # noqa: F401
        from home.newsletter.sending import access, delivering, kind  # noqa: F401
        from home.newsletter.sending import receivers as sending_receivers  # noqa: F401
        from home.pages import structured_data  # noqa: F401
        from home.proposals import access as proposals  # noqa: F401
