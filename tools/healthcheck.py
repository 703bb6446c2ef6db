"""Checks that the local server responds, using the host name that it serves, since others are refused."""

import os
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

host = urlsplit(os.environ["SITE_URL"]).netloc
urlopen(Request("http://127.0.0.1:8000/healthz", headers={"Host": host}), timeout=4)
