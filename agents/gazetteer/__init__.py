"""The gazetteer: who speaks and acts for a state, what it is called, and since when, as data."""
