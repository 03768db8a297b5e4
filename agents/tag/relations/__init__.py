"""What stands between two sides in a unit: who acts, who speaks, whose contact it is."""
