import { linter, setDiagnostics, type Action, type Diagnostic as Mark } from '@codemirror/lint';
import { LSPClient, LSPPlugin, hoverTooltips, type LSPClientExtension } from '@codemirror/lsp-client';
import { EditorView } from '@codemirror/view';
import type { CodeAction, CodeActionParams, Diagnostic, PublishDiagnosticsParams, Range } from 'vscode-languageserver-protocol';
import { connect, manner, message, type Desk, type Line } from './desk';

/** Sources on hover, and findings whose fixes are their buttons. `client.plugin(uri, 'plaintext')` brings them into an editor. */
export async function copydesk(desk: Desk): Promise<{ client: LSPClient; line: Line }> {
  const line = await connect(desk.server);
  const client = new LSPClient({
    rootUri: desk.folder,
    initializationOptions: desk.settings,
    extensions: [findings(), hoverTooltips()],
  });
  await client.connect(line).initializing;
  return { client, line };
}

/** A key is told at once: the client itself would wait for half a second of quiet. */
const telling = EditorView.updateListener.of(({ view, docChanged }) => {
  if (docChanged) LSPPlugin.get(view)?.client.sync();
});

/** Messages and sources are sentences, their fixes too: they need lines of a length that can be read. */
const looks = EditorView.baseTheme({
  '.cm-tooltip-hover': { maxWidth: '36rem', maxHeight: '60vh', overflow: 'auto' },
  '.cm-lsp-hover-tooltip': { padding: '6px 10px' },
  '.cm-lsp-hover-tooltip p': { margin: '6px 0' },
  '.cm-lsp-hover-tooltip blockquote': { margin: '6px 0 0', paddingLeft: '10px', borderLeft: '2px solid #8886' },
  '.cm-diagnosticAction': { display: 'block', margin: '6px 0 2px', padding: '4px 8px', textAlign: 'left' },
});

/** What the client's own diagnostics lack: code actions. */
export function findings(): LSPClientExtension {
  const clientCapabilities = {
    textDocument: {
      publishDiagnostics: { versionSupport: true },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    },
  };
  const publish = (client: LSPClient, params: PublishDiagnosticsParams): boolean => {
    void show(client, params);
    return true;
  };
  return {
    clientCapabilities,
    notificationHandlers: { 'textDocument/publishDiagnostics': publish },
    // Named here, so that a finding stands above its sources.
    editorExtension: [linter(null), telling, looks],
  };
}

async function show(client: LSPClient, { uri, version, diagnostics }: PublishDiagnosticsParams) {
  const file = client.workspace.getFile(uri);
  const view = file?.getView();
  const plugin = view && LSPPlugin.get(view);
  if (!file || !plugin || version !== file.version) return;
  const whole = { start: { line: 0, character: 0 }, end: { line: file.doc.lines, character: 0 } };
  const fixes = diagnostics.length ? await fixesIn(client, uri, whole, diagnostics).catch(() => []) : [];
  // A later version has its own diagnostics on their way.
  if (version !== file.version) return;
  const place = (position: Range['start']) =>
    plugin.unsyncedChanges.mapPos(plugin.fromPosition(position, plugin.syncedDoc));
  const marks = diagnostics.map((diagnostic): Mark => {
    const { range, code } = diagnostic;
    return {
      from: place(range.start),
      to: place(range.end),
      severity: manner(diagnostic),
      message: message(diagnostic),
      source: String(code),
      markClass: `copydesk copydesk-${manner(diagnostic)}`,
      actions: fixes.filter((fix) => fixesIt(fix, diagnostic)).map(({ title }) => button(plugin, title)),
    };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}

const fixesIt = (fix: CodeAction, { code, range }: Diagnostic) =>
  fix.diagnostics?.some((fixed) => fixed.code === code && JSON.stringify(fixed.range) === JSON.stringify(range)) ?? false;

const fixesIn = async (client: LSPClient, uri: string, range: Range, diagnostics: Diagnostic[]) =>
  (await client.request<CodeActionParams, CodeAction[] | null>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics, only: ['quickfix'] },
  })) ?? [];

/** A fix is asked for again when it is wanted: text may have moved since. */
const button = (plugin: LSPPlugin, name: string): Action => ({
  name,
  apply(view, from, to) {
    const { client, uri } = plugin;
    client.sync();
    void client.withMapping(async (mapping) => {
      const range = { start: plugin.toPosition(from), end: plugin.toPosition(to) };
      const fix = (await fixesIn(client, uri, range, [])).find(({ title }) => title === name);
      const edits = fix?.edit?.changes?.[uri] ?? [];
      const changes = edits.map(({ range, newText }) => ({
        from: mapping.mapPosition(uri, range.start),
        to: mapping.mapPosition(uri, range.end),
        insert: newText,
      }));
      view.dispatch({ changes, userEvent: 'input.fix' });
    });
  },
});

