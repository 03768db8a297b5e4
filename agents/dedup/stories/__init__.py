"""Stories: which articles report the same happening. Signatures of texts, what they share, and the join."""
