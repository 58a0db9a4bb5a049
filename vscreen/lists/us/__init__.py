"""Lists of the United States: OFAC, the Consolidated Screening List, denied persons."""
