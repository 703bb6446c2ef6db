"""The admin's list of users, with a search that ignores diacritics and case."""

from wagtail.users.views import users

from cms.base.admin_lists.folded_search import FoldedSearch


class FoldedUsersView(FoldedSearch, users.IndexView):
    pass


class SiteUserViewSet(users.UserViewSet):
    index_view_class = FoldedUsersView
