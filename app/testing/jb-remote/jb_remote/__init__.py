"""
Stands in for JuliaBase's package jb_remote in tests, for that is in no registry: the public functions that the texts of
“Copy as code” use, written from the protocol (sections 1 and 2.1). Reading only.
"""

import json
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from . import settings

__all__ = ["connection", "login", "logout", "settings"]
# Another wish for JSON would be answered by a page (section 1).
accept = "application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,text/*;q=0.8,*/*;q=0.7"


class _Connection:
    def __init__(self):
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self.root_url = None
        self.username = None

    def open(self, relative_url, data=None, response_is_json=True):
        if self.root_url is None:
            raise RuntimeError("nobody is logged in")
        if not self.root_url.endswith("/"):
            raise ValueError("the address has to end in a slash")
        address = self.root_url + relative_url
        body = None if data is None else urllib.parse.urlencode(data, doseq=True).encode()
        headers = {"Accept": accept, "Referer": address}
        token = next((cookie.value for cookie in self._cookies if cookie.name == "csrftoken"), None)
        if token is not None:
            headers["X-CSRFToken"] = token
        with self._opener.open(urllib.request.Request(address, body, headers), timeout=60) as answer:
            text = answer.read()
            if not response_is_json:
                return text
            if not answer.headers["Content-Type"].startswith("application/json"):
                raise AssertionError("the answer is no JSON")
            return json.loads(text)


connection = _Connection()


def login(username, password, testserver=False):
    if testserver:
        raise ValueError("there is one server only")
    connection.root_url, connection.username = settings.ROOT_URL, username
    connection.open("login_remote_client")
    connection.open("login_remote_client", {"username": username, "password": password})


def logout():
    connection.open("logout_remote_client")
    connection.root_url = connection.username = None
