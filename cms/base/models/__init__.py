from cms.base.mail.model import OutgoingMail
from cms.base.models.image import Rendition, SiteImage
from cms.base.models.page import BasePage
from cms.base.models.site_settings import SiteSettings
from cms.base.models.user import User

__all__ = ["BasePage", "OutgoingMail", "Rendition", "SiteImage", "SiteSettings", "User"]
