// The item beside the language in the status bar: reports in the archive, what is being done, problems of the draft.

import * as vscode from 'vscode';
import type { Desk, Status } from './desk';

export function showStatus(desk: Desk): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('copydesk', desk.drafts);
  item.name = 'copydesk';
  const view = new View(desk, item);
  const drafts = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('copydesk.languages')) item.selector = desk.drafts;
  });
  const problems = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    const draft = vscode.window.activeTextEditor?.document.uri.toString();
    if (uris.some((uri) => uri.toString() === draft)) view.refresh();
  });
  const editor = vscode.window.onDidChangeActiveTextEditor(() => view.refresh());
  const doing = desk.onDidChange(() => view.refresh());
  view.refresh();
  return vscode.Disposable.from(item, view, drafts, problems, editor, doing);
}

class View implements vscode.Disposable {
  private asking = false;
  private outdated = false;
  private later: NodeJS.Timeout | undefined;

  constructor(
    private readonly desk: Desk,
    private readonly item: vscode.LanguageStatusItem,
  ) {}

  dispose(): void {
    clearTimeout(this.later);
  }

  /** One question at a time; what changes meanwhile is asked after it. */
  refresh(): void {
    this.outdated = true;
    if (!this.asking) void this.ask();
  }

  private async ask(): Promise<void> {
    this.asking = true;
    while (this.outdated) {
      this.outdated = false;
      await this.draw();
    }
    this.asking = false;
  }

  private async draw(): Promise<void> {
    const { doing } = this.desk;
    this.item.busy = doing.state === 'starting' || doing.state === 'reading';
    this.item.severity = vscode.LanguageStatusSeverity.Information;
    this.item.command = { command: 'copydesk.showLog', title: 'Log' };
    switch (doing.state) {
      case 'starting':
        return this.say('Starting', '');
      case 'reading':
        return this.say(`${doing.title}: ${doing.percent} %`, '');
      case 'broken':
        this.item.severity = vscode.LanguageStatusSeverity.Error;
        this.item.command = { command: 'copydesk.restart', title: 'Try Again' };
        return this.say('Not running', doing.why);
      case 'ready':
        try {
          this.tell(await this.desk.status(vscode.window.activeTextEditor?.document.uri));
        } catch {
          // The server went while it was asked; what becomes of it is shown next.
        }
    }
  }

  private tell({ reports, folders, clusters, opening, trouble, problems }: Status): void {
    clearTimeout(this.later);
    if (opening) {
      this.item.busy = true;
      this.later = setTimeout(() => this.refresh(), 1000);
    }
    if (folders.length === 0 && clusters.length === 0) {
      this.item.severity = vscode.LanguageStatusSeverity.Warning;
      this.item.command = { command: 'copydesk.chooseReports', title: 'Choose Folders…' };
      return this.say('No reports to check against', '');
    }
    const found = problems === null ? [] : [count(problems, 'problem')];
    const names = folders.map((folder) => folder.split(/[\\/]/).at(-1));
    if (trouble !== null) this.item.severity = vscode.LanguageStatusSeverity.Warning;
    this.say([...found, count(reports, 'report')].join(' · '), trouble ?? [...names, ...clusters].join(', '));
    this.item.command = { command: 'copydesk.openArchive', title: 'Open Folder' };
  }

  private say(text: string, detail: string): void {
    this.item.text = text;
    this.item.detail = detail;
  }
}

export function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number.toLocaleString('en')} ${what}s`;
}
