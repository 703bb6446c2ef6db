from django.urls import re_path

from practices.citing.views import cite, practice

KEY = "(?P<key>[0-9a-f]{10})"

urlpatterns = [
    re_path(rf"^{KEY}/$", practice, name="practice"),
    re_path(rf"^{KEY}/(?P<language>[\w-]+)/cite\.(?P<extension>bib|ris)$", cite, name="cite_practice"),
]
