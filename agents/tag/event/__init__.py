"""The slots of an event: who, what, when, where and in which state."""
