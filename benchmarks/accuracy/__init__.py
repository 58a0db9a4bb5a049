"""How well names and numbers are matched on labelled cases, vscreen beside the peers."""
