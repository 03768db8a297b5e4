"""A text as tag reads it: words, names and units, each with what its lexicon makes of it."""
