"""The errors a user can meet: each names the thing that is wrong and says what to do next."""


class AdoptersError(Exception):
    """Base of every error shown to a user, in one line: what is wrong, then the remedy.

    The command line prints `str(error)` and exits with `exit_code`; details belong in the log.
    """

    exit_code = 1

    def __init__(self, problem: str, remedy: str = "") -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem} - {remedy}" if remedy else problem)


class SettingsError(AdoptersError):
    """A setting is missing or out of range."""


class CatalogError(AdoptersError):
    """A catalogue file is not valid; the message names file, line and remedy."""


class UnknownSourceError(AdoptersError):
    """No source has the slug that was asked for."""


class InputFileError(AdoptersError):
    """A file given on the command line cannot be read or has the wrong form."""


class StoreError(AdoptersError):
    """The database cannot be opened, or its schema is newer than this version."""


class ForbiddenAddressError(AdoptersError):
    """An address that a page chose leads to a private network, or uses a scheme other than http and https."""


class StaleCandidateError(StoreError):
    """Somebody else decided on the candidate meanwhile; nothing was changed."""


class DecisionError(StoreError):
    """A decision that makes no sense in the candidate's state: nothing to undo, merged into itself ..."""


class FetchError(AdoptersError):
    """A page that a person asked for could not be fetched."""
