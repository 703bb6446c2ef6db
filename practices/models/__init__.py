from practices.partners.page import PartnerPage
from practices.repository.attachments import PracticeFile, PracticeLink
from practices.repository.credits import PracticeCredit
from practices.repository.index import PracticeIndexPage
from practices.repository.practice import PracticePage
from practices.vocabulary.concept import Concept
from practices.vocabulary.loaded_term import LoadedTerm

__all__ = [
    "Concept",
    "LoadedTerm",
    "PartnerPage",
    "PracticeCredit",
    "PracticeFile",
    "PracticeIndexPage",
    "PracticeLink",
    "PracticePage",
]
