"""The URLs of links in mails. They have no language: their recipients have one."""

from django.urls import path

from cms.base.people.invitations.accepting import accept_invitation
from cms.base.people.notices.stopping import stop_notices

urlpatterns = [
    path("invitation/<str:token>/", accept_invitation, name="accept_invitation"),
    path("notices/stop/<str:token>/", stop_notices, name="stop_notices"),
]
