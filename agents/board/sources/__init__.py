"""The sources on the board: how each is followed, and which of them need a person."""
