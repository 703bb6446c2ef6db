from django.urls import re_path

from practices.repository.permanent import SHORT_KEY
from practices.versions.views import practice_version

urlpatterns = [
    re_path(
        rf"^(?P<key>{SHORT_KEY.pattern})/v/(?P<number>[1-9][0-9]{{0,5}})/$", practice_version, name="practice_version"
    ),
]
