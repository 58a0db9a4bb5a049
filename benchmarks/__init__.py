"""Measuring vscreen, and making the constant tables it ships."""
