// The extension as other extensions and commands see it, on a copy of the shared scenario.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Scenario } from '../vscode.ts';

const root = process.env['COPYDESK_ROOT'] ?? '';
const scenario = JSON.parse(readFileSync(path.join(root, 'tests/editors/scenario.json'), 'utf8')) as Scenario;
const PATIENCE = 60_000;

export function describeExtension(): void {
  describe('copydesk', () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
    const story = vscode.Uri.joinPath(folder, scenario.draft);
    let document: vscode.TextDocument;

    before(async () => {
      document = await vscode.workspace.openTextDocument(story);
      await vscode.window.showTextDocument(document);
    });

    it('names the codes that the README lists, and no others', () => {
      const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
      const listed = [...readme.matchAll(/^\| \[`([a-z/]+)`\]\(tests\/spec\//gm)].map(([, code]) => code);
      const contributed = vscode.extensions.getExtension('copydesk.copydesk')?.packageJSON.contributes.configuration.properties;
      assert.ok(listed.length > 10);
      assert.deepEqual(Object.keys(contributed['copydesk.severities'].properties).sort(), listed.sort());
    });

    it('shows each finding under its words, after an emoji and between CRLFs', async () => {
      const found = await findings(story, scenario.findings.length);
      assert.equal(document.eol, vscode.EndOfLine.CRLF);
      for (const [at, expected] of scenario.findings.entries()) {
        const finding = found[at];
        assert.ok(finding);
        assert.deepEqual(finding.range, range(expected));
        assert.equal(document.getText(finding.range), expected.words);
        assert.equal(codeOf(finding), expected.code);
        assert.equal(vscode.DiagnosticSeverity[finding.severity].toLowerCase(), expected.severity);
        assert.equal(finding.source, 'copydesk');
        for (const part of expected.message) assert.ok(finding.message.includes(part), finding.message);
      }
    });

    it('cites the reports on hover and nothing twice', async () => {
      for (const expected of scenario.findings) {
        const text = await hover(story, range(expected).start);
        for (const part of expected.hover) assert.ok(text.includes(part), `${part} is not in ${text}`);
        for (const part of expected.message) assert.ok(!text.includes(part), `${part} is repeated in ${text}`);
      }
    });

    it('goes from a claim to its passage, for reading only', async () => {
      for (const expected of scenario.findings) {
        const passages = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
          'vscode.executeDefinitionProvider',
          story,
          range(expected).start,
        );
        const places = passages.map((passage) =>
          'targetUri' in passage
            ? { uri: passage.targetUri, line: passage.targetRange.start.line }
            : { uri: passage.uri, line: passage.range.start.line },
        );
        // VS Code sorts them by their files.
        const place = places.find(({ uri }) => uri.path.endsWith(expected.definition.report));
        assert.ok(place, JSON.stringify(places));
        assert.equal(place.line, expected.definition.line);
        await isReadOnly(place.uri);
      }
    });

    it('links the passages of a finding and its references, for reading only', async () => {
      const [finding] = await findings(story, scenario.findings.length);
      assert.ok(finding?.relatedInformation && finding.relatedInformation.length > 1);
      for (const { location } of finding.relatedInformation) await isReadOnly(location.uri);
      const references = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        story,
        finding.range.start,
      );
      assert.ok(references.length > 1);
      for (const { uri } of references) await isReadOnly(uri);
    });

    it('opens a passage from the link of a hover', async () => {
      const expected = scenario.findings[0];
      assert.ok(expected);
      const text = await hover(story, range(expected).start);
      const [, argument] = /command:copydesk\.openPassage\?([^)]+)\)/.exec(text) ?? [];
      assert.ok(argument, text);
      assert.ok(!text.includes('](<file:'), text);
      await vscode.commands.executeCommand('copydesk.openPassage', ...JSON.parse(decodeURIComponent(argument)));
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.fsPath, vscode.Uri.joinPath(folder, expected.definition.report).fsPath);
      assert.equal(editor?.selection.active.line, expected.definition.line);
      assert.ok(editor && (await isReadOnly(editor.document.uri)));
      assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    });

    it('puts the attested wording in its place, and the finding goes', async () => {
      const before = document.getText();
      for (const [at, expected] of scenario.findings.entries()) {
        const asked = () =>
          vscode.commands.executeCommand<vscode.CodeAction[]>(
            'vscode.executeCodeActionProvider',
            story,
            range(expected),
            vscode.CodeActionKind.QuickFix.value,
          );
        // Right after an edit VS Code may answer with none: it drops what it asked of the text before.
        let actions = await asked();
        for (const end = Date.now() + PATIENCE; actions.length === 0 && Date.now() < end; ) actions = await asked();
        const preferred = actions.find((action) => action.isPreferred);
        assert.ok(preferred?.edit, actions.map((action) => action.title).join('\n'));
        await vscode.workspace.applyEdit(preferred.edit);
        const line = document.lineAt(expected.line).text;
        assert.ok(line.startsWith(expected.fix, expected.utf16[0]), line);
        await findings(story, scenario.findings.length - at - 1);
      }
      await replace(document, before);
      await findings(story, scenario.findings.length);
    });

    it('says what it checks against', async () => {
      const status = await vscode.commands.executeCommand('copydesk.status', story.toString());
      const reports = vscode.Uri.joinPath(folder, 'reports').fsPath;
      const here = { reports: 2, folders: [reports], clusters: [], opening: false, trouble: null };
      assert.deepEqual(status, { ...here, problems: scenario.findings.length });
    });

    it('copies the problems as a report', async () => {
      await vscode.commands.executeCommand('copydesk.copyReport');
      const report = await vscode.env.clipboard.readText();
      for (const { code, message } of scenario.findings) {
        assert.ok(report.includes(code) && message.every((part) => report.includes(part)), report);
      }
    });

    it('checks what is not yet saved', async () => {
      const line = document.lineAt(scenario.findings[0]?.line ?? 0).text;
      const untitled = await vscode.workspace.openTextDocument({ language: 'markdown', content: line });
      await vscode.window.showTextDocument(untitled);
      const [finding] = await findings(untitled.uri, 1);
      assert.equal(finding && codeOf(finding), scenario.findings[0]?.code);
      await close();
    });

    it('checks the languages that the setting lists, and those only', async () => {
      const copy = vscode.Uri.joinPath(folder, 'story.yaml');
      await vscode.workspace.fs.copy(story, copy);
      const other = await vscode.workspace.openTextDocument(copy);
      await vscode.window.showTextDocument(other);
      await set('languages', ['plaintext', 'yaml']);
      await findings(other.uri, scenario.findings.length);
      await set('languages', ['plaintext']);
      await findings(other.uri, 0);
      await findings(story, scenario.findings.length);
      await set('languages', undefined);
      await close();
    });

    it('silences a code', async () => {
      const [first, ...others] = scenario.findings;
      assert.ok(first);
      await set('severities', { [first.code]: 'off' });
      const left = await findings(story, others.length);
      assert.ok(left.every((finding) => codeOf(finding) !== first.code));
      await set('severities', undefined);
      await findings(story, scenario.findings.length);
    });

    it('holds quotations to the rules of the house that the setting names', async () => {
      const words = scenario.findings[0]?.fix ?? '';
      const shortened = words.replace('We will', 'We’ll');
      assert.notEqual(shortened, words);
      const content = `Mayor Orla Penhallow said on Friday: “${shortened}.”\n`;
      const draft = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
      await vscode.window.showTextDocument(draft);
      const grave = () => vscode.languages.getDiagnostics(draft.uri).map(({ severity }) => vscode.DiagnosticSeverity[severity]);
      for (const [house, severity] of [
        [undefined, 'Warning'],
        ['ap', 'Error'],
        ['guardian', 'Information'],
        ['nyt', 'Error'],
        [null, 'Warning'],
      ]) {
        await set('house', house);
        await eventually(`${severity} for ${house}`, () => String(grave()) === severity, async () => `shown are ${grave()}`);
      }
      await set('house', undefined);
      await close();
      await vscode.window.showTextDocument(document);
    });

    it('reads the reports again when it is told to', async () => {
      // A folder that was not there cannot be watched, so that only the command sees what has come into it.
      const archive = vscode.Uri.joinPath(folder, 'archive');
      await set('corpus', ['archive']);
      await findings(story, 0);
      await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder, 'reports'), archive);
      await vscode.commands.executeCommand('copydesk.readAgain');
      await findings(story, scenario.findings.length);
      const { reports, folders } = await vscode.commands.executeCommand<{ reports: number; folders: string[] }>(
        'copydesk.status',
        story.toString(),
      );
      assert.deepEqual({ reports, folders }, { reports: 2, folders: [archive.fsPath] });
      await set('corpus', undefined);
      await findings(story, scenario.findings.length);
      await vscode.workspace.fs.delete(archive, { recursive: true });
    });

    it('checks only the right side of a diff view, and once', async () => {
      const left = vscode.Uri.joinPath(folder, 'story.before.txt');
      await vscode.workspace.fs.copy(story, left);
      await close();
      await vscode.commands.executeCommand('vscode.diff', left, story, 'before and now');
      await findings(story, scenario.findings.length);
      assert.deepEqual(vscode.languages.getDiagnostics(left), []);
      await vscode.window.showTextDocument(left, { preview: false });
      await findings(left, scenario.findings.length);
      await close();
      await close();
      await vscode.window.showTextDocument(document);
      await findings(story, scenario.findings.length);
    });

    it('saves at once while the server hangs', async () => {
      await set('codeActionsOnSave', { 'source.organizeImports': 'always' }, 'editor');
      await replace(document, `${document.getText()} `);
      const server = await running();
      process.kill(server, 'SIGSTOP');
      try {
        assert.ok(await document.save());
        assert.equal(document.isDirty, false);
        assert.equal(readFileSync(story.fsPath, 'utf8'), document.getText());
      } finally {
        process.kill(server, 'SIGCONT');
        await set('codeActionsOnSave', undefined, 'editor');
      }
    });

    it('shows nothing stale after a restart', async () => {
      const before = servers();
      await replace(document, document.getText().replace('repair', 'rebuild'));
      await vscode.commands.executeCommand('copydesk.restart');
      await findings(story, scenario.findings.length - 1);
      await eventually('the old server to go', () => before.every((server) => !servers().includes(server)));
      assert.equal(servers().length, 1);
      await replace(document, document.getText().replace('rebuild', 'repair'));
      await findings(story, scenario.findings.length);
    });

    it('starts a server again that was killed, and one that hangs', async () => {
      for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
        const server = await running();
        process.kill(server, signal);
        if (signal === 'SIGSTOP') await vscode.commands.executeCommand('copydesk.restart');
        await eventually('another server', () => servers().length === 1 && !servers().includes(server));
        await findings(story, scenario.findings.length);
        assert.equal(vscode.languages.getDiagnostics(story).length, scenario.findings.length);
      }
    });

    it('takes its findings away when the program cannot run, and brings them back', async () => {
      await set('server.path', '/nowhere/copydesk');
      await findings(story, 0);
      await set('server.path', undefined);
      await findings(story, scenario.findings.length);
    });

    it('opens a sample story with findings against reports of its own', async () => {
      await vscode.commands.executeCommand('copydesk.openSample');
      const sample = vscode.window.activeTextEditor?.document.uri;
      assert.ok(sample && sample.toString() !== story.toString());
      const found = await findings(sample, 2);
      assert.deepEqual(found.map(codeOf).sort(), ['figure/conflict', 'quote/altered']);
    });
  });
}

function range({ line, utf16: [start, end] }: Scenario['findings'][number]): vscode.Range {
  return new vscode.Range(line, start, line, end);
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

async function hover(uri: vscode.Uri, at: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (content as vscode.MarkdownString).value).join('\n');
}

/** The findings of a draft once there are as many, hints aside, in the order of the draft. */
async function findings(uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> {
  const shown = () =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
      .sort((a, b) => a.range.start.compareTo(b.range.start));
  await eventually(`${count} findings in ${uri}`, () => shown().length === count, async () => {
    const status = await vscode.commands.executeCommand('copydesk.status', uri.toString());
    return `shown are ${shown().map(codeOf)}, the server has ${JSON.stringify(status)}`;
  });
  return shown();
}

async function isReadOnly(uri: vscode.Uri): Promise<true> {
  assert.equal(uri.scheme, 'copydesk-report');
  assert.equal(vscode.workspace.fs.isWritableFileSystem(uri.scheme), false);
  const file = uri.with({ scheme: 'file' });
  const report = await vscode.workspace.openTextDocument(uri);
  assert.equal(report.getText(), readFileSync(file.fsPath, 'utf8'));
  await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, new Uint8Array()));
  assert.equal(report.getText(), readFileSync(file.fsPath, 'utf8'));
  return true;
}

async function replace(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function set(name: string, value: unknown, section = 'copydesk'): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);
}

async function close(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** The language server, once there is one: 0 would be this process and all of its group. */
async function running(): Promise<number> {
  let server: number | undefined;
  await eventually('a server', () => {
    [server] = servers();
    return server !== undefined;
  });
  assert.ok(server);
  return server;
}

/** The language servers that this extension host has started. */
function servers(): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map(Number).filter((id) => {
    try {
      const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
      return Number(parent) === process.pid && command[1] === 'lsp';
    } catch {
      return false;
    }
  });
}

async function eventually(what: string, holds: () => boolean, instead = async () => ''): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!holds()) {
    if (Date.now() > end) assert.fail(`not in time: ${what}; ${await instead()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
