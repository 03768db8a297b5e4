"""What each stage decides before it says that it is ready: reports that nobody wrote, in every language."""
