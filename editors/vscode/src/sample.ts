// A story with its reports that the extension brings, for the walkthrough.

import * as vscode from 'vscode';

export class Sample {
  /** The copy that a newcomer writes in. The server is told of it as of a workspace folder, in whatever window. */
  readonly folder: vscode.Uri;
  private readonly original: vscode.Uri;

  constructor(context: vscode.ExtensionContext) {
    this.folder = vscode.Uri.joinPath(context.globalStorageUri, 'sample');
    this.original = vscode.Uri.joinPath(context.extensionUri, 'sample');
  }

  holds(uri: string): boolean {
    const folder = this.folder.toString();
    return uri === folder || uri.startsWith(`${folder}/`);
  }

  /** As it was at first; beside the walkthrough, if that is open. */
  async open(): Promise<void> {
    await vscode.workspace.fs.copy(this.original, this.folder, { overwrite: true });
    const story = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(this.folder, 'story.txt'));
    const { Active, Beside } = vscode.ViewColumn;
    const viewColumn = vscode.window.tabGroups.activeTabGroup.activeTab ? Beside : Active;
    const editor = await vscode.window.showTextDocument(story, { viewColumn, preview: false });
    if (story.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
  }
}
