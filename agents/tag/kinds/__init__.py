"""What kind of event a report tells of: facts, what the rules make of them, and what each weighs."""
