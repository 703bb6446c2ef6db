from django.urls import path

from practices.suggestions.views import suggest_practice

urlpatterns = [
    path("suggest/", suggest_practice, name="suggest_practice"),
]
