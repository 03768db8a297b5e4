"""The alert stage: one document for each event in the world, with its history."""
