from django.urls import re_path

from practices.citing.views import cite, practice
from practices.repository.permanent import SHORT_KEY

KEY = f"(?P<key>{SHORT_KEY.pattern})"

urlpatterns = [
    re_path(rf"^{KEY}/$", practice, name="practice"),
    re_path(rf"^{KEY}/(?P<language>[\w-]+)/cite\.(?P<extension>bib|ris)$", cite, name="cite_practice"),
]
