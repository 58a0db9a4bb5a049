"""What a run remembers comes back from its JSON."""

from __future__ import annotations

import pandas as pd
import pytest

import vscreen
from vscreen.results.run_record import RunRecord


def test_a_run_record_comes_back_from_its_json_and_tells_cautions_of_its_lists() -> None:
    run = vscreen.screen(pd.DataFrame({"vessel": ["MARIA"]}), vscreen.bundled_lists()).run
    assert RunRecord.model_validate_json(run.model_dump_json()) == run
    assert list(run.cautions) == [record.caution for record in run.lists if record.caution]
    with pytest.raises(ValueError, match="frozen"):
        run.hits = 5
