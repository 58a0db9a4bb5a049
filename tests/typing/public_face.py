"""What type checkers must accept and refuse; read by them alone, never run.

A line that ends in ``# refused`` must be an error, every other line must be none.
"""

import pandas as pd

import vscreen

frame = pd.DataFrame({"vessel": ["MARIA"]})
lists = vscreen.bundled_lists()
screener = vscreen.Screener(lists, vscreen.Policy(review=85))

vscreen.Policy(review=80, hit=95, lists=["us-sdn"], fields=["vessel", "imo"], max_age="48h")
vscreen.Policy(weak_aliases="screen")
vscreen.Policy(reveiw=85)  # refused
vscreen.Policy(fields=["ship"])  # refused
vscreen.Policy(weak_aliases="never")  # refused
vscreen.Policy(85)  # refused

screener.lookup(vessel="LADY R", imo="9161003", flag="RU")
screener.lookup(imo=9161003)
screener.lookup(ship="LADY R")  # refused
screener.lookup("LADY R")  # refused

vscreen.screen(frame, lists)
vscreen.screen("may.csv", "lists/")
vscreen.screen("may.csv", ["sdn.csv", "own.csv"], columns={"Ship": "vessel", "Remarks": None})
vscreen.screen(frame, lists, columns={"Ship": "ship"})  # refused
vscreen.screen(frame, [lists, lists])  # refused
vscreen.screen(lists, frame)  # refused
vscreen.screen(frame, None)  # refused
vscreen.screen(frame, lists, {"review": 85})  # refused
vscreen.screen(frame, lists, polices=None)  # refused
