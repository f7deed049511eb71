"""A user's mistake: the one exception that the command line turns into a message and exit code 2."""


class UserError(Exception):
    """Something the user can mend: a wrong path, name, option or data file.

    `message` quotes what was found; `advice` names the next step; both are in the language in use.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
