"""How much of one source is read. What lies beyond is counted or refused, never waited for."""

BODY = 16 << 20  # bytes, unpacked; the largest feeds in use are a few MiB
ENTRIES = 2_000  # of one source; a news sitemap holds at most 1,000 (Google's rule), a feed some dozens
TEXT = 2 << 20  # characters of an entry's text: cleaning takes no article beyond as many bytes
LINE = 4_096  # characters of a title, an id, a name: what is longer is none
MARKS = 1_000_000  # `<` in a document: trees of more take seconds and hundreds of MB to build
# `<` in a broken document whose tags are set right. Ten entries of a page's HTML have some 10,000; beyond,
# the parser's own recovery must do.
MENDED = 100_000
