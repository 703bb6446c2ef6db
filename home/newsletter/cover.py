"""The text above an issue's title on its social card."""

from cms.base.sharing.pages import kicker_of
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.lines import number_line


@kicker_of.register
def number_of_issue(page: NewsletterPage) -> str:
    return number_line(page)
