from home.news.index_page import NewsIndexPage
from home.news.news_page import NewsPage
from home.newsletter.index_page import NewsletterIndexPage
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.sending.model import Delivery, Sending
from home.pages.home_page import HomePage
from home.pages.standard_page import StandardPage

__all__ = [
    "Delivery",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "NewsletterIndexPage",
    "NewsletterPage",
    "Sending",
    "StandardPage",
]
