from django.urls import path

from practices.reading_list.views import reading_list

urlpatterns = [
    path("reading-list/", reading_list, name="reading_list"),
]
