from django.urls import re_path

from practices.corrections.views import suggest_correction

urlpatterns = [
    re_path(r"^(?P<key>[0-9a-f]{10})/correction/$", suggest_correction, name="suggest_correction"),
]
