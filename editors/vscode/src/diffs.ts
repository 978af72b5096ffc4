// Two files side by side: what is compared against, on the left, is not checked unless it is open on its own as well.

import * as vscode from 'vscode';

export class Diffs implements vscode.Disposable {
  private left = new Set<string>();
  private readonly subscription: vscode.Disposable;

  constructor(changed: () => void) {
    this.left = onlyLeft();
    this.subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
      const before = this.left;
      this.left = onlyLeft();
      if (String([...before]) !== String([...this.left])) changed();
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }

  hasOnlyLeft(uri: vscode.Uri): boolean {
    return this.left.has(uri.toString());
  }
}

function onlyLeft(): Set<string> {
  const left = new Set<string>();
  const open = new Set<string>();
  for (const { input } of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
    if (input instanceof vscode.TabInputText) open.add(input.uri.toString());
    if (input instanceof vscode.TabInputTextDiff) {
      left.add(input.original.toString());
      open.add(input.modified.toString());
    }
  }
  return new Set([...left].filter((uri) => !open.has(uri)));
}
