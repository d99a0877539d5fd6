"""The API: what the screens can do, for other systems. Same gates, same services, same journal."""
