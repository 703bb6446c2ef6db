"""The URL of the form, in each language of the site."""

from django.urls import path

from cms.base.readers.views import subscribe

urlpatterns = [path("<slug:name>/", subscribe, name="subscribe")]
