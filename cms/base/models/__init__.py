from cms.base.access.roles import Role
from cms.base.access.shares import SharedPage
from cms.base.caching.clock import PageClock
from cms.base.feedback.model import HelpfulCount
from cms.base.links.model import LinkUse, OutgoingLink
from cms.base.mail.model import OutgoingMail
from cms.base.models.image import Rendition, SiteImage
from cms.base.models.index_page import IndexPage
from cms.base.models.originals import BasePageManager, BasePageQuerySet
from cms.base.models.page import BasePage
from cms.base.models.site_settings import SiteSettings
from cms.base.models.user import User
from cms.base.people.invitations.invitation import Invitation
from cms.base.people.named.person import Person
from cms.base.people.notices.model import HeldNotice, NoticePreference
from cms.base.readers.model import Reader, Subscription, Unsubscribed
from cms.base.throttling.attempts import PasswordAttempts
from cms.base.translation.comments.model import TranslationComment
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.preparation import Preparation
from cms.base.translation.desk.settings import TranslationSettings
from cms.base.translation.glossary.model import GlossaryTerm
from cms.base.translation.review.model import TranslationReview
from cms.base.translation.texts.version import TextVersion

__all__ = [
    "BasePage",
    "BasePageManager",
    "BasePageQuerySet",
    "GlossaryTerm",
    "HeldNotice",
    "HelpfulCount",
    "IndexPage",
    "Invitation",
    "LinkUse",
    "NoticePreference",
    "OutgoingLink",
    "OutgoingMail",
    "PageClock",
    "PasswordAttempts",
    "Person",
    "Preparation",
    "Reader",
    "Rendition",
    "Role",
    "SharedPage",
    "SiteImage",
    "SiteSettings",
    "Subscription",
    "TextVersion",
    "TranslationComment",
    "TranslationItem",
    "TranslationReview",
    "TranslationSettings",
    "Unsubscribed",
    "User",
]
