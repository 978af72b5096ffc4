import json
import shutil
from pathlib import Path
from typing import Any

import pytest

EDITORS = Path(__file__).parents[1]
SCENARIO: dict[str, Any] = json.loads((EDITORS / "scenario.json").read_text())


@pytest.fixture
def scenario() -> dict[str, Any]:
    return SCENARIO


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the scenario's folder."""
    return Path(shutil.copytree(EDITORS.parents[1] / SCENARIO["folder"], tmp_path / "desk"))
