"""The result of a screening: frames, run record, explanation, and the files of a run."""
