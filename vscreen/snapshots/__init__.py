"""A list as read at one time: kept, compared, and whether it may be trusted."""
