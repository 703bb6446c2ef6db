"""The URL of social cards: it contains a digest of what they show, so that they can be cached for ever."""

from django.urls import path

from cms.base.sharing.views import social_card

urlpatterns = [path("cards/<int:page_id>/<slug:digest>.png", social_card, name="social_card")]
