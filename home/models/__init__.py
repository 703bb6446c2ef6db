from home.meetings.documents import MeetingDocument
from home.meetings.index_page import MeetingIndexPage
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.model import Registration
from home.news.index_page import NewsIndexPage
from home.news.news_page import NewsPage
from home.news.relations import NewsAuthor, NewsRelation
from home.newsletter.index_page import NewsletterIndexPage
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.sending.model import Delivery, Sending
from home.pages.home_page import HomePage
from home.pages.standard_page import StandardPage
from home.timeline.milestones import TimelineMilestone
from home.timeline.page import TimelinePage

__all__ = [
    "Delivery",
    "HomePage",
    "MeetingDocument",
    "MeetingIndexPage",
    "MeetingPage",
    "NewsAuthor",
    "NewsIndexPage",
    "NewsPage",
    "NewsRelation",
    "NewsletterIndexPage",
    "NewsletterPage",
    "Registration",
    "Sending",
    "StandardPage",
    "TimelineMilestone",
    "TimelinePage",
]
