import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { Desk } from './desk';
import { registerPassages } from './passages';
import { Sample } from './sample';
import { showStatus } from './status';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('copydesk', { log: true });
  const sample = new Sample(context);
  const desk = new Desk(context, log, sample);
  context.subscriptions.push(
    log,
    desk,
    registerPassages(),
    registerCommands(desk, sample, log),
    showStatus(desk),
  );
  await desk.start();
}
