"""What one installation has of its own: its clock, its keys and its log. Known to no engine."""
