from practices.bulk.model import BulkChange, ChangedPractice
from practices.curation.first_screen.visits import Visit
from practices.exchange.importing.model import CheckedRow, Import, ImportedFile, ImportedPage, ImportedPicture
from practices.exchange.vocabulary.model import ImportedTerm, TermsImport
from practices.partners.page import PartnerPage
from practices.repository.attachments import PracticeFile, PracticeLink
from practices.repository.credits import PracticeCredit
from practices.repository.index import PracticeIndexPage
from practices.repository.practice import PracticePage
from practices.review.reminder import Reminder
from practices.review.review import PracticeReview
from practices.review.settings import ReviewSettings
from practices.review.task import PartnerReviewState, PartnerReviewTask
from practices.suggestions.model import Suggestion
from practices.versions.model import PublishedVersion
from practices.vocabulary.concept import Concept
from practices.vocabulary.former_slug import FormerSlug
from practices.vocabulary.loaded_term import LoadedTerm

__all__ = [
    "BulkChange",
    "ChangedPractice",
    "CheckedRow",
    "Concept",
    "FormerSlug",
    "Import",
    "ImportedFile",
    "ImportedPage",
    "ImportedPicture",
    "ImportedTerm",
    "LoadedTerm",
    "PartnerPage",
    "PartnerReviewState",
    "PartnerReviewTask",
    "PracticeCredit",
    "PracticeFile",
    "PracticeIndexPage",
    "PracticeLink",
    "PracticePage",
    "PracticeReview",
    "PublishedVersion",
    "Reminder",
    "ReviewSettings",
    "Suggestion",
    "TermsImport",
    "Visit",
]
