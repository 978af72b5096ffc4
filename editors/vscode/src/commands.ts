import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Desk } from './desk';
import type { Sample } from './sample';
import { count } from './status';

export function registerCommands(desk: Desk, sample: Sample, log: vscode.LogOutputChannel): vscode.Disposable {
  const commands: Record<string, () => Promise<unknown> | void> = {
    openSample: () => sample.open(),
    checkDraft: () => checkDraft(desk),
    copyReport: () => copyReport(desk),
    chooseReports,
    openArchive: () => openArchive(desk),
    readAgain: () => desk.readAgain(),
    restart: () => desk.restart(),
    showLog: () => log.show(),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`copydesk.${name}`, run)),
  );
}

/** The draft in front. One in a language that is none of a draft's can be made one. */
async function draft(desk: Desk): Promise<vscode.TextDocument | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document && vscode.languages.match(desk.drafts, document) > 0) return document;
  if (!document || !['file', 'untitled'].includes(document.uri.scheme)) {
    await vscode.window.showInformationMessage('Open a draft first: a file or an untitled document.');
    return undefined;
  }
  const add = `Check “${document.languageId}”`;
  const question = `Documents in the language mode “${document.languageId}” are not checked.`;
  if ((await vscode.window.showInformationMessage(question, add)) === add) {
    const settings = vscode.workspace.getConfiguration('copydesk');
    const languages = [...settings.get<string[]>('languages', []), document.languageId];
    await settings.update('languages', languages, vscode.ConfigurationTarget.Global);
    await desk.restart();
    return document;
  }
  return undefined;
}

async function checkDraft(desk: Desk): Promise<void> {
  const document = await draft(desk);
  if (!document) return;
  const { problems, reports, opening } = await desk.status(document.uri);
  const name = path.posix.basename(document.uri.path);
  const reading = opening ? ' Reports are still being read.' : '';
  const against = `checked against ${count(reports, 'report')}.${reading}`;
  if (problems) await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
  void vscode.window.showInformationMessage(`${count(problems ?? 0, 'problem')} in ${name}, ${against}`);
}

async function copyReport(desk: Desk): Promise<void> {
  const document = await draft(desk);
  if (!document) return;
  await vscode.env.clipboard.writeText(await desk.report(document.uri));
  vscode.window.setStatusBarMessage(`Copied: the problems of ${path.posix.basename(document.uri.path)}`, 5000);
}

/** Names folders in the settings of the workspace, of the user where no workspace is open. */
async function chooseReports(): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Folders of reports to check drafts against',
    openLabel: 'Check Against',
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
  });
  if (!chosen) return;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const target = vscode.workspace.workspaceFolders ? Workspace : Global;
  const names = chosen.map((folder) => vscode.workspace.asRelativePath(folder, false));
  await vscode.workspace.getConfiguration('copydesk').update('corpus', names, target);
}

async function openArchive(desk: Desk): Promise<void> {
  const { folders } = await desk.status(vscode.window.activeTextEditor?.document.uri);
  if (folders.length === 0) return chooseReports();
  const folder =
    folders.length === 1 ? folders[0] : await vscode.window.showQuickPick(folders, { title: 'Folders of reports' });
  if (!folder) return;
  const uri = vscode.Uri.file(folder);
  if (vscode.workspace.getWorkspaceFolder(uri)) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
  } else if (vscode.env.remoteName) {
    // The machine's own file manager does not see a remote folder.
    await vscode.commands.executeCommand('vscode.openFolder', uri, { forceNewWindow: true });
  } else {
    await vscode.commands.executeCommand('revealFileInOS', uri);
  }
}
