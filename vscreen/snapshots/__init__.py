"""A list as read at a time: saved, compared, and checked whether it may be trusted."""
