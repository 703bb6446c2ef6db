"""The URLs of links in mails. They have no language: see `links.py`."""

from django.urls import path

from cms.base.readers.personal_views import confirm_subscription, reader_preferences, unsubscribe

urlpatterns = [
    path("confirm/<str:token>/", confirm_subscription, name="confirm_subscription"),
    path("preferences/<str:token>/", reader_preferences, name="reader_preferences"),
    path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
]
