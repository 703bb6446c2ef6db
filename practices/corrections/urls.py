from django.urls import re_path

from practices.corrections.views import suggest_correction
from practices.repository.permanent import SHORT_KEY

urlpatterns = [
    re_path(rf"^(?P<key>{SHORT_KEY.pattern})/correction/$", suggest_correction, name="suggest_correction"),
]
