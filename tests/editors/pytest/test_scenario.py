"""The shared scenario by a client that is no editor, with the abilities of several."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import register_lsp_features

import strict


def make_client() -> LanguageClient:
    client = LanguageClient(converter_factory=strict.client_converter)
    register_lsp_features(client)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_: types.RegistrationParams) -> None:
        """What pytest-lsp lacks."""

    return client


def pulling() -> types.ClientCapabilities:
    """An editor that asks for diagnostics, and can be told to ask again."""
    capabilities = client_capabilities("neovim@v0.11")
    assert capabilities.workspace
    capabilities.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    return capabilities


CAPABILITIES: dict[str, Callable[[], types.ClientCapabilities]] = {
    "neovim": lambda: client_capabilities("neovim@v0.11"),
    "visual-studio-code": lambda: client_capabilities("visual-studio-code"),
    "emacs": lambda: client_capabilities("emacs"),
    "pulling": pulling,
}


class Editor:
    """A session with the draft open in it."""

    def __init__(self, client: LanguageClient, desk: Path, scenario: dict[str, Any]) -> None:
        self.client, self.desk = client, desk
        self.findings: list[dict[str, Any]] = scenario["findings"]
        self.story = desk / scenario["draft"]
        self.uri = self.story.as_uri()
        self.document = types.TextDocumentIdentifier(self.uri)
        self.text = self.story.read_bytes().decode()
        self.version = 1
        self.capabilities: types.ServerCapabilities | None = None

    async def start(self, capabilities: types.ClientCapabilities) -> None:
        folder = types.WorkspaceFolder(uri=self.desk.as_uri(), name="desk")
        params = types.InitializeParams(
            capabilities=capabilities, root_uri=self.desk.as_uri(), workspace_folders=[folder]
        )
        self.capabilities = (await self.client.initialize_session(params)).capabilities
        document = types.TextDocumentItem(self.uri, "plaintext", self.version, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    @property
    def utf8(self) -> bool:
        assert self.capabilities
        return self.capabilities.position_encoding == types.PositionEncodingKind.Utf8

    def range(self, finding: dict[str, Any]) -> types.Range:
        start, end = finding["utf8" if self.utf8 else "utf16"]
        return types.Range(types.Position(finding["line"], start), types.Position(finding["line"], end))

    def inside(self, finding: dict[str, Any]) -> types.Position:
        start = self.range(finding).start
        return types.Position(start.line, start.character + 1)

    def offset(self, position: types.Position) -> int:
        """Where in the text a position is, in characters."""
        lines = self.text.split("\n")
        encoding = "utf-8" if self.utf8 else "utf-16-le"
        units = position.character * (1 if self.utf8 else 2)
        column = len(lines[position.line].encode(encoding)[:units].decode(encoding))
        return sum(len(line) + 1 for line in lines[: position.line]) + column

    def change(self, edit: types.TextEdit) -> None:
        start, end = self.offset(edit.range.start), self.offset(edit.range.end)
        self.text = self.text[:start] + edit.new_text + self.text[end:]
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = types.TextDocumentContentChangePartial(edit.range, edit.new_text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def marks(self) -> dict[Any, types.Diagnostic]:
        """By their codes."""
        assert self.capabilities
        if self.capabilities.diagnostic_provider:
            report = await self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(self.document))
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            marks = report.items
        else:
            marks = self.client.diagnostics.get(self.uri, [])
        assert len({mark.code for mark in marks}) == len(marks)
        return {mark.code: mark for mark in marks}

    async def marked(self, *findings: dict[str, Any]) -> dict[Any, types.Diagnostic]:
        """The marks, once they are those of these findings and no others."""
        codes = {finding["code"] for finding in findings}
        marks: dict[Any, types.Diagnostic] = {}

        async def as_wanted() -> bool:
            nonlocal marks
            marks = await self.marks()
            return marks.keys() == codes

        await self.eventually(as_wanted)
        return marks

    async def eventually(self, condition: Callable[[], Awaitable[bool]]) -> None:
        deadline = time.monotonic() + 60
        while not await condition():
            assert self.client.error is None
            assert time.monotonic() < deadline, "not in time"
            await asyncio.sleep(0.01)

    async def actions(self, at: types.Range, *only: str) -> list[types.CodeAction]:
        context = types.CodeActionContext(diagnostics=[], only=list(only) or None)
        params = types.CodeActionParams(self.document, at, context)
        actions = await self.client.text_document_code_action_async(params)
        assert actions is not None
        return [action for action in actions if isinstance(action, types.CodeAction)]

    def edits(self, action: types.CodeAction) -> list[types.TextEdit]:
        assert action.edit
        if action.edit.changes:
            return list(action.edit.changes[self.uri])
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return [edit for edit in change.edits if isinstance(edit, types.TextEdit)]

    async def command(self, name: str, *arguments: Any) -> Any:
        params = types.ExecuteCommandParams(command=name, arguments=list(arguments))
        return await self.client.workspace_execute_command_async(params)


@pytest_lsp.fixture(config=ClientServerConfig(server_command=["copydesk", "lsp"], client_factory=make_client))
async def client(lsp: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp.shutdown_session()
    assert lsp.error is None
    assert lsp._server and lsp._server.returncode == 0


@pytest.fixture(params=CAPABILITIES)
async def editor(
    client: LanguageClient, request: pytest.FixtureRequest, desk: Path, scenario: dict[str, Any]
) -> Editor:
    editor = Editor(client, desk, scenario)
    await editor.start(CAPABILITIES[request.param]())
    return editor


async def test_marks_stand_under_the_words(editor: Editor) -> None:
    marks = await editor.marked(*editor.findings)
    for finding in editor.findings:
        mark = marks[finding["code"]]
        assert mark.range == editor.range(finding)
        assert editor.text[editor.offset(mark.range.start) : editor.offset(mark.range.end)] == finding["words"]
        assert mark.severity == types.DiagnosticSeverity[finding["severity"].capitalize()]
        assert mark.source == "copydesk"
        assert all(part in mark.message for part in finding["message"])


async def test_hovers_cite_the_sources(editor: Editor) -> None:
    await editor.marked(*editor.findings)
    for finding in editor.findings:
        params = types.HoverParams(editor.document, editor.inside(finding))
        hover = await editor.client.text_document_hover_async(params)
        assert hover and isinstance(hover.contents, types.MarkupContent)
        assert all(part in hover.contents.value for part in finding["hover"])


async def test_definitions_lead_to_the_passages(editor: Editor) -> None:
    await editor.marked(*editor.findings)
    for finding in editor.findings:
        params = types.DefinitionParams(editor.document, editor.inside(finding))
        found = await editor.client.text_document_definition_async(params)
        assert isinstance(found, list | tuple)
        places = [
            (place.target_uri, place.target_range.start.line)
            if isinstance(place, types.LocationLink)
            else (place.uri, place.range.start.line)
            for place in found
        ]
        definition = finding["definition"]
        assert ((editor.desk / definition["report"]).as_uri(), definition["line"]) in places


async def test_fixes_change_the_words_and_nothing_else(editor: Editor) -> None:
    await editor.marked(*editor.findings)
    left = list(editor.findings)
    while left:
        finding = left.pop(0)
        wanted = editor.text.replace(finding["words"], finding["fix"])
        actions = await editor.actions(editor.range(finding), "quickfix")
        (preferred,) = (action for action in actions if action.is_preferred)
        (edit,) = editor.edits(preferred)
        editor.change(edit)
        assert editor.text == wanted
        await editor.marked(*left)


async def test_a_save_is_answered_at_once_and_mends_figures_only(editor: Editor) -> None:
    await editor.marked(*editor.findings)
    everything = types.Range(types.Position(0, 0), types.Position(editor.text.count("\n"), 0))
    # Asked for right behind a key, before the check of it can be over.
    editor.change(types.TextEdit(types.Range(everything.end, everything.end), "More to come.\r\n"))
    async with asyncio.timeout(1):
        assert await editor.actions(everything, "source.organizeImports") == []
        (fix_all,) = await editor.actions(everything, "source")
    assert fix_all.kind == "source.fixAll.copydesk"
    figures = [finding for finding in editor.findings if finding["code"].startswith("figure/")]
    assert [(edit.range, edit.new_text) for edit in editor.edits(fix_all)] == [
        (editor.range(finding), finding["fix"]) for finding in figures
    ]


async def test_any_finding_can_be_turned_off(editor: Editor) -> None:
    await editor.marked(*editor.findings)
    for finding in editor.findings:
        editor.client.set_configuration({finding["code"]: "off"}, section="copydesk.severities")
        settings = {"copydesk": {"severities": {finding["code"]: "off"}}}
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
        await editor.marked(*(other for other in editor.findings if other is not finding))


async def test_no_mark_stays_where_the_words_have_moved(editor: Editor) -> None:
    await editor.marked(*editor.findings)
    top = types.Position(0, 0)
    editor.change(types.TextEdit(types.Range(top, top), "\U0001f642\r\n"))

    async def moved() -> bool:
        lines = {code: mark.range.start.line for code, mark in (await editor.marks()).items()}
        return lines == {finding["code"]: finding["line"] + 1 for finding in editor.findings}

    await editor.eventually(moved)


async def test_a_closed_draft_has_no_marks(editor: Editor) -> None:
    await editor.marked(*editor.findings)
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(editor.document))
    await editor.marked()


async def test_commands_tell_the_status_and_the_report(editor: Editor) -> None:
    await editor.marked(*editor.findings)

    async def read() -> bool:
        status = await editor.command("copydesk.status", editor.uri)
        wanted = {
            "reports": 2,
            "folders": [str(editor.desk / "reports")],
            "clusters": [],
            "opening": False,
            "trouble": None,
            "problems": len(editor.findings),
        }
        return bool(status == wanted)

    await editor.eventually(read)
    report = await editor.command("copydesk.report", editor.uri)
    assert all(f"[{finding['code']}]" in report for finding in editor.findings)
    (editor.desk / "reports/harbour-gazette.txt").unlink()
    assert await editor.command("copydesk.reindex") is None

    async def read_again() -> bool:
        status = await editor.command("copydesk.status", editor.uri)
        return bool(status["reports"] == 1)

    await editor.eventually(read_again)
