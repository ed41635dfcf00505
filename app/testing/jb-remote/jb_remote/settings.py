"""Where the server is; to be set before the login."""

ROOT_URL = None
