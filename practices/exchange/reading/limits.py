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
MAX_CHARACTERS = 20_000_000  # of all cells: five thousand practices of four thousand. One stored text may fill them all
MAX_MERGED = 200_000  # cells in merged ranges, which overlap in a file that wants to cost time
MAX_MEMORY = 512 * 1024 * 1024  # of the process that reads it: addresses. Files near the other limits take 300 MB
MAX_ANSWER = 64 * 1024 * 1024  # that it writes
MAX_SECONDS = 120
