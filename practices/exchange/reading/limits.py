"""How large a file may be. A national consortium has hundreds of practices, each in up to five languages."""

MAX_BYTES = 20 * 1024 * 1024  # as it is uploaded
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 1_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_PARAGRAPHS = 15_000  # of a Word document: a report of five hundred pages, which takes ten seconds
MAX_TEXT = 40 * 1024 * 1024  # of its XML
MAX_PICTURES = 200
MAX_MEMORY = 1_500 * 1024 * 1024  # of the process that reads it: addresses, most of which are never used
MAX_SECONDS = 120
