// The packed extension as a person meets it, in VS Code's own window: page.ts VSIX SERVER

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { copyOfScenario, open, type Opening, PATIENCE, scenario, scratch, shot, type Window } from './vscode.ts';

const [vsix = '', server = ''] = process.argv.slice(2);
const version = '1.139';
/** How long what a gesture shows is waited for before the gesture is made again. */
const SOON = 5_000;
const looks = { 'breadcrumbs.enabled': false, 'workbench.colorTheme': 'Default Light Modern', 'editor.minimap.enabled': false, 'editor.fontSize': 13 };

await visit('sample', { version, home: scratch(), vsix, settings: { ...looks, 'editor.wordWrap': 'on' }, payload: () => [] }, fromNothing);

const home = scratch();
const folder = copyOfScenario(home);
const unspoilt = copyOfScenario(scratch());
const draft = path.join(folder, scenario.draft);
await visit(
  'draft',
  { version, home, vsix, folder, settings: looks, size: { width: 1280, height: 640 }, payload: (uri) => [['openFile', uri(draft)]] },
  aDraft,
);
await visit(
  'restricted',
  {
    version,
    home: scratch(),
    vsix,
    folder: unspoilt,
    restricted: true,
    settings: looks,
    payload: (uri) => [['openFile', uri(path.join(unspoilt, scenario.draft))]],
  },
  notTrusted,
);

await visit(
  'cannot-start',
  {
    version,
    home: scratch(),
    vsix,
    folder: unspoilt,
    settings: { ...looks, 'copydesk.server.path': '/nowhere/copydesk' },
    size: { width: 1280, height: 640 },
    payload: (uri) => [['openFile', uri(path.join(unspoilt, scenario.draft))]],
  },
  aProgramThatIsNotThere,
);

const unread = scratch();
const bare = copyOfScenario(unread);
rmSync(path.join(bare, 'copydesk.toml'));
renameSync(path.join(bare, 'reports'), path.join(bare, 'archive'));
await visit(
  'reports',
  {
    version,
    home: unread,
    vsix,
    folder: bare,
    settings: looks,
    size: { width: 1280, height: 640 },
    payload: (uri) => [['openFile', uri(path.join(bare, scenario.draft))]],
  },
  async (page, check) => {
    await reportsAreChosen(page, check);
    await theServerCrashes(page, check);
  },
);

/** From an empty window to a finding, by the walkthrough. */
async function fromNothing(page: Page, check: Check): Promise<void> {
  await command(page, 'copydesk: Open the Sample Story');
  await squiggles(page).nth(1).waitFor();
  assert.equal(await page.locator('.editor-group-container').count(), 1);
  check('a command leads from an empty window to two findings in a story');
  await command(page, 'View: Close All Editors');
  await squiggles(page).first().waitFor({ state: 'detached' });

  await command(page, 'Welcome: Open Walkthrough');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Your first finding' }).waitFor();
  await page.locator('.quick-input-widget input').first().fill('Your first finding');
  await choose(page, 'Your first finding');
  const button = page.locator('.monaco-button', { hasText: 'Open the Sample Story' });
  await button.waitFor();
  await button.click();
  await squiggles(page).nth(1).waitFor();
  check('the walkthrough leads from an empty window to two findings in a story');
  await picture(page, 'walkthrough');

  // The pictures of the walkthrough are these. The story's group is not always the one that has the keys.
  await page.locator('.tab', { hasText: 'story.txt' }).click();
  await command(page, 'View: Close Editors in Other Groups');
  const clip = { x: 52, y: 30, width: 1000, height: 340 };
  const error = page.locator('.squiggly-error').first();
  await picture(page, 'walkthrough-story', clip);
  await clickOn(page, error);
  await fixes(page);
  await picture(page, 'walkthrough-fix', clip);
  await page.keyboard.press('Escape');
  await hoverOver(page, error);
  await picture(page, 'walkthrough-hover', clip);

  const source = page.locator('.monaco-hover a').filter({ hasText: 'Brackmoor Post' }).first();
  await source.click();
  await page.locator('.tab', { hasText: 'brackmoor-post.txt' }).waitFor();
  await page.locator('.view-line', { hasText: 'three times' }).first().click();
  await picture(page, 'passage');
  await page.keyboard.type('x');
  await page.locator('.monaco-editor-overlaymessage').getByText('A report is evidence').waitFor();
  check('a passage of the hover opens for reading only');
}

async function aDraft(page: Page, check: Check): Promise<void> {
  const lines = scenario.findings.length;
  await squiggles(page).nth(lines - 1).waitFor();
  await eventually('one error and one warning', async () => {
    return (await page.locator('.squiggly-error').count()) === 1 && (await page.locator('.squiggly-warning').count()) === 1;
  });
  check('the findings are under the words');

  const [finding] = scenario.findings;
  assert.ok(finding);
  const error = page.locator('.squiggly-error').first();
  const text = await hoverOver(page, error);
  for (const part of finding.message) assert.equal(text.split(part).length, 2, `${part} does not stand once:\n${text}`);
  for (const part of finding.hover) assert.ok(text.includes(part), `${part} is not in the hover:\n${text}`);
  const passage = readFileSync(path.join(folder, finding.definition.report), 'utf8').split('\n')[finding.definition.line];
  assert.equal(text.split(passage ?? '').length, 2, `the passage does not stand once:\n${text}`);
  check('the hover has the finding and each passage once');
  await picture(page, 'hover');

  await page.keyboard.press('Escape');
  await statusIs(page, '2 problems · 2 reports');
  check('the status has the problems of the draft and the reports of the archive');
  await picture(page, 'status');

  await clickOn(page, error);
  await fixes(page);
  await picture(page, 'fix');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: spaced(finding.fix.slice(0, 30)) }).waitFor();
  await error.waitFor({ state: 'detached' });
  check('the fix is in its place, after an emoji, and the finding goes');

  const written = readFileSync(draft, 'utf8');
  await page.keyboard.press('Control+s');
  await page.locator('.tab.dirty').waitFor({ state: 'detached' });
  assert.equal(readFileSync(draft, 'utf8'), written.replace(finding.words, finding.fix));
  check('the draft is saved, nothing else in it changed');

  await page.keyboard.press('Control+Shift+m');
  const problems = page.locator('.markers-panel');
  const [, left] = scenario.findings;
  await problems.getByText(left?.code ?? '').first().waitFor();
  await problems.getByText(finding.code).first().waitFor({ state: 'detached' });
  check('the Problems panel has what is left');
  await picture(page, 'problems');

  await page.locator('.view-line').first().click();
  await page.keyboard.press('Control+z');
  await error.waitFor();
  const [before] = servers(home);
  assert.ok(before);
  await command(page, 'copydesk: Restart the Server');
  await eventually('another server', () => servers(home).length === 1 && servers(home)[0] !== before);
  await squiggles(page).nth(lines - 1).waitFor();
  await page.locator('.view-line').first().click();
  await page.keyboard.press('Control+y');
  await error.waitFor({ state: 'detached' });
  await squiggles(page).nth(lines - 2).waitFor();
  await squiggles(page).nth(lines - 1).waitFor({ state: 'detached' });
  check('nothing stale is left after a restart');
}

async function aProgramThatIsNotThere(page: Page, check: Check): Promise<void> {
  const complaint = page.locator('.notification-toast', { hasText: 'There is no program /nowhere/copydesk.' });
  await complaint.waitFor();
  await picture(page, 'cannot-start');
  check('a program that cannot start is named, with what to do');

  const broken = path.join(scratch(), 'copydesk');
  writeFileSync(broken, '#!/bin/sh\n[ "$1" = --version ] && echo copydesk 0.1.0\n', { mode: 0o755 });
  await chooseInstead(page, complaint, broken);
  const another = page.locator('.notification-toast', { hasText: 'The server ends as soon as it is started' });
  await another.waitFor();
  assert.equal(await page.locator('.notification-toast').count(), 1);
  await picture(page, 'ends-at-once');
  check('so is one that ends at once, and it is told once');

  await chooseInstead(page, another, server);
  await squiggles(page).first().waitFor();
  check('and the one that is chosen is started');
}

async function chooseInstead(page: Page, complaint: Locator, program: string): Promise<void> {
  await complaint.getByText('Choose Program…').click();
  const name = page.locator('.quick-input-widget input').first();
  // The list is of the folder that is typed: first the draft's, then the program's.
  const listed = page.locator('.quick-input-list .monaco-list-row', { hasText: scenario.draft });
  await listed.waitFor();
  await name.fill(program);
  await listed.waitFor({ state: 'detached' });
  await page.locator('.quick-input-widget').getByText('Use', { exact: true }).click();
}

/** A folder that is not trusted names no reports, in its copydesk.toml neither. */
async function notTrusted(page: Page, check: Check): Promise<void> {
  await page.locator('.view-line').first().waitFor();
  await statusIs(page, 'No reports to check against');
  assert.equal(await page.locator('.squiggly-error').count(), 0);
  check('a folder that is not trusted is checked against nothing it names');
  await page.keyboard.press('Escape');
  await command(page, 'Workspaces: Manage Workspace Trust');
  await page.locator('.workspace-trust-editor').getByText('Trust', { exact: true }).first().click();
  await squiggles(page).first().waitFor();
  check('and when it is, it is');
}

/** A folder without a copydesk.toml, its reports in `archive`. */
async function reportsAreChosen(page: Page, check: Check): Promise<void> {
  await statusIs(page, 'No reports to check against');
  assert.equal(await squiggles(page).count(), 0);
  await command(page, 'copydesk: Choose Folders of Reports…');
  const listed = page.locator('.quick-input-list .monaco-list-row', { hasText: 'archive' });
  await listed.waitFor();
  await page.locator('.quick-input-widget input').first().fill(`${path.join(bare, 'archive')}/`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: '..' }).waitFor();
  await listed.waitFor({ state: 'detached' });
  await page.locator('.quick-input-widget').getByText('Check Against', { exact: true }).click();
  await squiggles(page).nth(scenario.findings.length - 1).waitFor();
  const settings = JSON.parse(readFileSync(path.join(bare, '.vscode/settings.json'), 'utf8'));
  assert.deepEqual(settings, { 'copydesk.corpus': ['archive'] });
  await statusIs(page, '2 problems · 2 reports');
  check('folders of reports are chosen, written from the workspace on, and checked against at once');
}

async function theServerCrashes(page: Page, check: Check): Promise<void> {
  const all = squiggles(page).nth(scenario.findings.length - 1);
  for (let crashes = 1; crashes < 5; crashes++) {
    const killed = await crash();
    await eventually('another server', () => servers(unread).length === 1 && servers(unread)[0] !== killed);
    await statusIs(page, '2 problems · 2 reports');
    await all.waitFor();
  }
  assert.equal(await page.locator('.notification-toast').count(), 0);
  check('a server that crashes is started again without a word, four times');

  await crash();
  const complaint = page.locator('.notification-toast', { hasText: 'copydesk cannot check drafts.' });
  await complaint.getByText('The server has crashed 5 times in a row; the log may say why.').waitFor();
  await picture(page, 'crashes');
  await squiggles(page).first().waitFor({ state: 'detached' });
  await statusIs(page, 'Not running');
  assert.deepEqual(servers(unread), []);
  check('not a fifth time: it is told, and no finding stays');

  await again('Try Again', async () => {
    // A hover stays if what it is of was drawn anew under the pointer, until another takes its place.
    await page.locator('#status\\.problems').hover();
    await page.mouse.move(1, 1);
    await complaint.getByText('Try Again').click({ timeout: SOON });
  });
  await all.waitFor();
  const killed = await crash();
  await eventually('another server', () => servers(unread).length === 1 && servers(unread)[0] !== killed);
  await statusIs(page, '2 problems · 2 reports');
  await all.waitFor();
  check('until it is wanted again: then the crashes are counted anew');
}

/** Kills the server, as a fault of its own would. */
async function crash(): Promise<string> {
  const [server = ''] = servers(unread);
  assert.ok(server);
  process.kill(Number(server), 'SIGKILL');
  await eventually('the server to go', () => !servers(unread).includes(server));
  return server;
}

type Check = (what: string) => void;

async function visit(name: string, opening: Opening, see: (page: Page, check: Check) => Promise<void>): Promise<void> {
  const began = Date.now();
  let window: Window | undefined;
  try {
    window = await open(opening);
    await see(window.page, (what) => console.log(`ok   ${what} (${Date.now() - began} ms)`));
  } catch (error) {
    await window?.page.screenshot({ path: shot(`${name}-failed`) });
    console.log(`FAIL ${name}\n${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  } finally {
    await window?.close();
  }
}

async function picture(page: Page, name: string, clip?: { x: number; y: number; width: number; height: number }): Promise<void> {
  await page.screenshot({ path: shot(name), animations: 'disabled', ...(clip && { clip }) });
}

function squiggles(page: Page): Locator {
  return page.locator('.squiggly-error, .squiggly-warning');
}

async function command(page: Page, name: string): Promise<void> {
  await page.locator('.monaco-workbench').waitFor();
  const input = page.locator('.quick-input-widget input').first();
  // Keys of a window that has just come may go nowhere, and the commands of extensions come late.
  await again(name, async () => {
    // A list that is open already does not take in what has come.
    if (await input.isVisible()) await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await input.fill(`>${name}`, { timeout: SOON });
    await choose(page, name, SOON);
  });
}

/** Takes what the list of commands has under the cursor, once it is this: the list still changes after a key. */
async function choose(page: Page, name: string, timeout = PATIENCE): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor({ timeout });
  await page.keyboard.press('Enter');
}

/** The menu of fixes. VS Code has none for a moment while it takes in what was typed before. */
async function fixes(page: Page): Promise<void> {
  await again('fixes', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText(/Replace with/).first().waitFor({ timeout: SOON });
  });
}

/** What the item beside the language says. It goes from under the pointer when it has something else to say. */
async function statusIs(page: Page, text: string): Promise<void> {
  await again(text, async () => {
    await page.mouse.move(1, 1);
    await page.locator('#status\\.languageStatus').hover();
    await page.locator('.monaco-hover').getByText(text).waitFor({ timeout: SOON });
  });
}

/** The middle of the words above a squiggle. */
async function middle(squiggle: Locator): Promise<[number, number]> {
  // It has none for a moment while the editor draws it again.
  let box = await squiggle.boundingBox();
  for (const end = Date.now() + PATIENCE; !box && Date.now() < end; ) box = await squiggle.boundingBox();
  assert.ok(box);
  return [box.x + Math.min(box.width / 2, 200), box.y + box.height / 2];
}

/** What the hover says. It goes when the squiggle is drawn anew under the pointer. */
async function hoverOver(page: Page, squiggle: Locator): Promise<string> {
  const hover = page.locator('.monaco-hover', { hasText: 'origins' }).first();
  return again('a hover', async () => {
    const [x, y] = await middle(squiggle);
    await page.mouse.move(x + 40, y + 80);
    await page.mouse.move(x, y, { steps: 5 });
    return hover.innerText({ timeout: SOON });
  });
}

async function clickOn(page: Page, squiggle: Locator): Promise<void> {
  await page.mouse.click(...(await middle(squiggle)));
}

/** The servers that the extension runs which is installed in this home. */
function servers(home: string): string[] {
  return readdirSync('/proc').filter((id) => {
    try {
      if (!/^\d+$/.test(id)) return false;
      const [program = '', ...words] = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
      return program.startsWith(path.join(home, 'extensions')) && words[0] === 'lsp';
    } catch {
      return false;
    }
  });
}

async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A gesture that may come to nothing, until it does not. */
async function again<Shown>(what: string, gesture: () => Promise<Shown>): Promise<Shown> {
  for (const end = Date.now() + PATIENCE; ; ) {
    try {
      return await gesture();
    } catch (error) {
      if (Date.now() > end) throw new Error(`not in time: ${what}`, { cause: error });
    }
  }
}

/** Text as the editor draws it, with spaces that do not break. */
function spaced(text: string): RegExp {
  return new RegExp(text.replaceAll(' ', '[\\s\\u00a0]'));
}
