from cms.base.access.attempts import PasswordAttempts
from cms.base.models.image import Rendition, SiteImage
from cms.base.models.page import BasePage
from cms.base.models.site_settings import SiteSettings
from cms.base.models.user import User

__all__ = ["BasePage", "PasswordAttempts", "Rendition", "SiteImage", "SiteSettings", "User"]
