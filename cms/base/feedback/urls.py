from django.urls import path

from cms.base.feedback.views import helped

urlpatterns = [
    path("helped/<int:page_id>/", helped, name="helped"),
]
