"""Downloads the servers for the tests. `make test` starts it first, in the background.

Failures here are retried, and reported, when a server starts.
"""

from tools.services import elasticsearch, postgres

postgres.programs()
elasticsearch.java_home()
elasticsearch.distribution()
