"""That what the other tests rely on finds what is wrong."""

from typing import Any

import pytest

from strict import Checker

RANGE = {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 3}}


def published(**fields: Any) -> dict[str, Any]:
    diagnostic = {"range": RANGE, "message": "m", "severity": 1, "code": "c", **fields}
    params = {"uri": "file:///a", "version": 1, "diagnostics": [diagnostic]}
    return {"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params}


def hovered(kind: str) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "result": {"contents": {"kind": kind, "value": "v"}}}


def test_what_is_right_passes() -> None:
    Checker().check(published())
    Checker().check(hovered("markdown"), "textDocument/hover")
    Checker().check({"jsonrpc": "2.0", "id": 1, "result": None}, "textDocument/hover")


@pytest.mark.parametrize(
    "message, answers",
    [
        (published(unknown=1), None),
        (published(message=1), None),
        (published(severity=9), None),
        (published(tags=[9]), None),
        (published(range={**RANGE, "end": {"line": -1, "character": 3}}), None),
        (published(range={**RANGE, "end": {"line": 1.0, "character": 3}}), None),
        ({**published(), "unknown": 1}, None),
        (hovered("html"), "textDocument/hover"),
        ({"jsonrpc": "2.0", "id": 1, "result": {"range": RANGE}}, "textDocument/hover"),
    ],
)
def test_what_is_wrong_is_found(message: dict[str, Any], answers: str | None) -> None:
    with pytest.raises(AssertionError):
        Checker().check(message, answers)
