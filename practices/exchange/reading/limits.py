"""How large a file may be. A national consortium has hundreds of practices, each in up to five languages."""

MAX_BYTES = 20 * 1024 * 1024  # as it is uploaded
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 1_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_PARAGRAPHS = 15_000  # of a Word document: a report of five hundred pages, which takes ten seconds
MAX_TEXT = 40 * 1024 * 1024  # of its XML
MAX_PICTURES = 200
MAX_PIXELS = 200_000_000  # of all of them together
MAX_FRAMES = 1_000  # of each
MAX_CELL = 32_767  # characters, as in Excel
MAX_CHARACTERS = 20_000_000  # in all cells: 5,000 practices of 4,000; one shared string may fill them all
MAX_MERGED = 200_000  # cells in merged ranges, which overlap in malicious files
MAX_MEMORY = 512 * 1024 * 1024  # address space of the reading process; files near the other limits take 300 MB
MAX_ANSWER = 64 * 1024 * 1024  # of output
MAX_SECONDS = 120
