"""Installs what the servers of the tests are made of. `make test` begins with it, and does other things meanwhile.

What fails here is tried again, and told, when a server is to start.
"""

from tools.services import elasticsearch, postgres

postgres.programs()
elasticsearch.java_home()
elasticsearch.distribution()
