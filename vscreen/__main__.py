"""``python -m vscreen``: the same as the command ``vscreen``."""

from vscreen.cli.main import main

main()
