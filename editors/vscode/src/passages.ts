// The server names passages by plain files. Here they open for reading only: a report is evidence, and one that is opened
// as a file would be checked as a draft.

import * as vscode from 'vscode';

const SCHEME = 'copydesk-report';
export const OPEN_PASSAGE = 'copydesk.openPassage';

export function registerPassages(): vscode.Disposable {
  const reason = new vscode.MarkdownString('A report is evidence and cannot be changed here.');
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(SCHEME, new Reports(), { isReadonly: reason }),
    vscode.commands.registerCommand(OPEN_PASSAGE, openPassage),
  );
}

/** The report in a file, to be read. */
export function report(file: vscode.Uri): vscode.Uri {
  return file.scheme === 'file' ? file.with({ scheme: SCHEME }) : file;
}

/** Locations among which passages are, the draft's own aside. */
export function inReports<T extends vscode.Location | vscode.LocationLink>(locations: T[], draft: vscode.Uri): T[] {
  const place = (uri: vscode.Uri) => (uri.toString() === draft.toString() ? uri : report(uri));
  return locations.map((location) =>
    'targetUri' in location
      ? { ...location, targetUri: place(location.targetUri) }
      : (new vscode.Location(place(location.uri), location.range) as T),
  );
}

/** VS Code prints these places above the hover, which has the passages: here only who has it, and of when. */
export function withPassages(diagnostics: vscode.Diagnostic[], draft: vscode.Uri): vscode.Diagnostic[] {
  for (const diagnostic of diagnostics) {
    for (const related of diagnostic.relatedInformation ?? []) {
      related.location = inReports([related.location], draft)[0] ?? related.location;
      related.message = /^.*?, \d{4}-\d{2}-\d{2}(?=: )/.exec(related.message)?.[0] ?? related.message;
    }
  }
  return diagnostics;
}

/** A hover shows no link of a scheme of ours, so its links become commands; none but this one can be run from it. */
export function linked(hover: vscode.Hover): vscode.Hover {
  const contents = hover.contents.map((content) => {
    if (!(content instanceof vscode.MarkdownString)) return content;
    const text = content.value.replace(/\]\(<(file:[^>]*)>\)/g, (_, link: string) => {
      return `](command:${OPEN_PASSAGE}?${encodeURIComponent(JSON.stringify([link]))})`;
    });
    const markdown = new vscode.MarkdownString(text);
    markdown.isTrusted = { enabledCommands: [OPEN_PASSAGE] };
    return markdown;
  });
  return new vscode.Hover(contents, hover.range);
}

/** Opens the report beside the draft, at the line that the link's fragment has: `file:///…/post.txt#L7`. */
async function openPassage(link: string): Promise<void> {
  const uri = vscode.Uri.parse(link, true);
  const line = Math.max(0, Number(/^L(\d+)$/.exec(uri.fragment)?.[1] ?? 1) - 1);
  await vscode.commands.executeCommand('editor.action.hideHover');
  await vscode.window.showTextDocument(report(uri.with({ fragment: '' })), {
    selection: new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER),
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
  });
}

/** The files that reports are in, without a way to change them. */
class Reports implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  watch(uri: vscode.Uri): vscode.Disposable {
    const pattern = new vscode.RelativePattern(file(vscode.Uri.joinPath(uri, '..')), uri.path.split('/').at(-1) ?? '');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const tell = (type: vscode.FileChangeType) => () => this.changed.fire([{ type, uri }]);
    watcher.onDidChange(tell(vscode.FileChangeType.Changed));
    watcher.onDidDelete(tell(vscode.FileChangeType.Deleted));
    return watcher;
  }

  stat(uri: vscode.Uri): Thenable<vscode.FileStat> {
    return vscode.workspace.fs.stat(file(uri));
  }

  readFile(uri: vscode.Uri): Thenable<Uint8Array> {
    return vscode.workspace.fs.readFile(file(uri));
  }

  readDirectory(uri: vscode.Uri): Thenable<[string, vscode.FileType][]> {
    return vscode.workspace.fs.readDirectory(file(uri));
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}

function file(report: vscode.Uri): vscode.Uri {
  return report.with({ scheme: 'file' });
}
