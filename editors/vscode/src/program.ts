// The server's program: where it is, and why it cannot run.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

/** What the setting names, or else the one in the package. */
export function program(context: vscode.ExtensionContext): string {
  const named = vscode.workspace.getConfiguration('copydesk').get<string>('server.path', '').trim();
  const name = process.platform === 'win32' ? 'copydesk.exe' : 'copydesk';
  return named || context.asAbsolutePath(path.join('server', name));
}

/** Why a program cannot be the server and what to do; nothing when it can. */
export async function complaint(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: 60_000 });
    return stdout.startsWith('copydesk ') ? undefined : `${program} is another program. ${ADVICE}`;
  } catch (error) {
    return `${reason(program, error as NodeJS.ErrnoException & { stderr?: string })} ${ADVICE}`;
  }
}

const ADVICE = 'Choose the program “copydesk”, or install the extension anew.';

function reason(program: string, error: NodeJS.ErrnoException & { stderr?: string }): string {
  const missing = error.code === 'ENOENT' && !(path.isAbsolute(program) && existsSync(program));
  if (missing) return `There is no program ${program}.`;
  if (error.code === 'EACCES') return `${program} may not be run: it lacks the permission to execute.`;
  // What the loader of programs says: a library is missing, the processor is another one.
  const said = error.stderr?.trim().split('\n')[0] || error.message.split('\n')[0];
  return `${program} does not run on ${process.platform}-${process.arch}: ${said}.`;
}
