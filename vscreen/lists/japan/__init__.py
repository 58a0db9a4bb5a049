"""Readers of the lists of Japan's ministries."""
