// Run by `run`: node test.mjs SERVER ROOT
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../serve.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/**
 * @typedef {object} Finding
 * @property {string} code
 * @property {'error' | 'warning'} severity
 * @property {number} line
 * @property {[number, number]} utf16
 * @property {string} words
 * @property {string[]} message
 * @property {string[]} hover
 * @property {string} fix
 */
/**
 * How a person meets findings in an editor.
 * @typedef {object} Editor
 * @property {string} name
 * @property {(page: Page, finding: Finding) => Locator} mark what is drawn under the words
 * @property {string} line the element of a line of the draft
 * @property {(page: Page, mark: Locator) => Promise<Locator>} meet brings up what is told of a finding
 * @property {(page: Page, mark: Locator, told: Locator) => Promise<void>} mend takes its first fix
 */

const [server = '', root = ''] = process.argv.slice(2);
const PATIENCE = 60_000;
/** How long what an editor shows on a gesture is waited for before the gesture is made again. */
const SOON = 5_000;

/** @type {Editor[]} */
const EDITORS = [
  {
    name: 'codemirror',
    mark: (page, { severity }) => page.locator(`.cm-lintRange-${severity}`),
    line: '.cm-line',
    async meet(page, mark) {
      await mark.first().hover();
      return page.locator('.cm-tooltip-hover');
    },
    mend: (_page, _mark, told) => told.locator('.cm-diagnosticAction').first().click({ timeout: SOON }),
  },
  {
    name: 'monaco',
    mark: (page, { severity }) => page.locator(`.squiggly-${severity}`),
    line: '.view-line',
    async meet(page, mark) {
      const { x, y } = await boxOf(mark.first());
      await page.mouse.move(x + 20, y + 2, { steps: 4 });
      return page.locator('.monaco-hover:visible');
    },
    async mend(page, mark) {
      const { x, y } = await boxOf(mark.first());
      await page.mouse.click(x + 20, y + 2);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').getByText('Replace with').first().waitFor({ timeout: SOON });
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'prosemirror',
    mark: (page, { severity }) => page.locator(`.copydesk-${severity}`),
    line: '.ProseMirror p',
    async meet(page, mark) {
      await mark.first().click();
      return page.locator('.copydesk-note');
    },
    mend: (_page, _mark, told) => told.getByRole('button').first().click({ timeout: SOON }),
  },
];

/** @param {Locator} mark */
async function boxOf(mark) {
  /** @type {Awaited<ReturnType<Locator['boundingBox']>>} */
  let box = null;
  await eventually(async () => (box = await mark.boundingBox()) !== null, 'the mark is to be seen');
  return /** @type {NonNullable<typeof box>} */ (/** @type {unknown} */ (box));
}

/**
 * A condition that throws does not hold yet: an editor takes its marks away and draws them anew in two frames.
 * @param {() => Promise<boolean>} condition
 */
async function eventually(condition, what = String(condition), patience = PATIENCE) {
  const until = Date.now() + patience;
  /** @type {unknown} */
  let why;
  const holds = () => condition().catch((error) => ((why = error), false));
  while (!(await holds())) {
    assert(Date.now() < until, `not in time: ${what}${why ? ` (${why})` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * The words between the ends of a mark, and how many UTF-16 units stand before them in their line: as they are seen, for
 * Monaco draws its marks apart from the text.
 * @param {Locator} mark
 * @param {string} line
 */
const seen = (mark, line) =>
  mark.evaluateAll((elements, line) => {
    const rects = elements.flatMap((element) => [...element.getClientRects()]);
    const [first, last] = [rects[0], rects.at(-1)];
    if (!first || !last) throw new Error('the mark is not to be seen');
    /** @param {number} x @param {DOMRect} rect */
    const at = (x, { top, bottom }) => {
      // A squiggle hangs below the middle of its words.
      const caret = document.caretRangeFromPoint(x, bottom - top < 12 ? top - 4 : (top + bottom) / 2);
      const whole = caret?.startContainer.parentElement?.closest(line);
      if (!caret || !whole) throw new Error('there are no words at the mark');
      const before = document.createRange();
      before.setStart(whole, 0);
      before.setEnd(caret.startContainer, caret.startOffset);
      return { column: before.toString().length, text: (whole.textContent ?? '').replaceAll('\u00a0', ' ') };
    };
    const [start, end] = [at(first.left + 1, first), at(last.right - 1, last)];
    return { columns: [start.column, end.column], words: start.text.slice(start.column, end.column) };
  }, line);

let failed = 0;
/**
 * @param {string} name
 * @param {Page} page
 * @param {() => Promise<void>} body
 */
async function check(name, page, body) {
  const began = Date.now();
  try {
    await body();
    console.log(`ok    ${name} (${Date.now() - began} ms)`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}: ${error instanceof Error ? error.message : error}`);
    await page.screenshot({ path: join(shots, `web-failed-${failed}.png`) });
  }
}

/** @param {Page} page @param {string} line */
const lines = async (page, line) => {
  const texts = await page.locator(line).allTextContents();
  return texts.map((text) => text.replaceAll('\u00a0', ' '));
};

/**
 * @param {Editor} editor
 * @param {Page} page
 * @param {Finding[]} findings
 * @param {string[]} draft
 */
async function drive({ name, mark, line, meet, mend }, page, findings, draft) {
  for (const finding of findings) {
    const about = `${name}: ${finding.code}`;
    await check(`${about} is marked under its words`, page, async () => {
      const expected = { words: finding.words, columns: finding.utf16 };
      await eventually(async () => {
        const { words, columns } = await seen(mark(page, finding), line);
        assert.deepEqual({ words, columns }, expected);
        return true;
      }, 'the mark stands');
    });
    const [from, to] = finding.utf16;
    const unspoilt = draft[finding.line] ?? '';
    await check(`${about} keeps its mark when words come before it`, page, async () => {
      const columns = async () => (await seen(mark(page, finding), line)).columns.join();
      const front = '🙂 So: ';
      await page.locator(line, { hasText: finding.words }).first().click({ position: { x: 3, y: 8 } });
      await page.keyboard.press('Home');
      await page.keyboard.insertText(front);
      await eventually(async () => (await columns()) === `${from + front.length},${to + front.length}`, 'it has moved');
      // Monaco takes back an insertion in several steps; each is seen before the next, or one too many takes back more.
      const text = async () => (await lines(page, line)).join('\n');
      for (let before = await text(); !(await lines(page, line)).includes(unspoilt); before = await text()) {
        await page.keyboard.press('Control+z');
        await eventually(async () => (await text()) !== before, 'a step is taken back');
      }
      await eventually(async () => (await columns()) === `${from},${to}`, 'it is back');
      await page.keyboard.press('Escape');
    });
    let told = page.locator('body');
    await check(`${about} is told with its sources`, page, async () => {
      const parts = [...finding.message, ...finding.hover];
      const whole = async () => {
        const text = (await told.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
        return parts.every((part) => text.includes(part));
      };
      // What is told goes when its mark is drawn anew under the pointer.
      await eventually(async () => {
        await page.mouse.move(1, 1);
        told = await meet(page, mark(page, finding));
        await eventually(whole, 'all of it', SOON);
        return true;
      }, `${parts.join(', ')} in what is told`);
      await page.screenshot({ path: join(shots, `web-${name}.png`) });
    });
    await check(`${about} is mended, and its mark goes`, page, async () => {
      await eventually(async () => {
        await mend(page, mark(page, finding), told).catch(async (error) => {
          told = await meet(page, mark(page, finding));
          throw error;
        });
        return true;
      }, 'a fix is offered');
      const after = unspoilt.slice(0, from) + finding.fix + unspoilt.slice(to);
      await eventually(async () => (await lines(page, line)).includes(after), `the line ${after}`);
      await eventually(async () => (await mark(page, finding).count()) === 0, 'no mark');
    });
  }
}

/**
 * A fix in a paragraph with a style keeps it where the words stay.
 * @param {Page} page
 * @param {Finding} finding
 */
async function keepsStyle(page, finding) {
  await check('prosemirror: a fix leaves bold what was bold', page, async () => {
    const mark = page.locator(`.copydesk-${finding.severity}`).first();
    await mark.waitFor();
    const last = finding.words.split(' ').at(-1) ?? '';
    const { x, y } = await mark.evaluate((element, last) => {
      const text = /** @type {Text} */ (element.firstChild);
      const word = document.createRange();
      word.setStart(text, text.data.lastIndexOf(last));
      word.setEnd(text, text.data.lastIndexOf(last) + last.length);
      const { left, right, top, bottom } = word.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }, last);
    await page.mouse.dblclick(x, y);
    await page.waitForFunction((last) => getSelection()?.toString().trim() === last, last);
    // The editor takes in the page's selection a moment later: a key before that makes nothing bold.
    await eventually(async () => {
      await page.keyboard.press('Control+b');
      await page.locator('.ProseMirror strong').waitFor({ timeout: SOON });
      return true;
    }, 'the word is bold');
    await page.locator('.copydesk-note').getByRole('button').first().click();
    await page.locator('.ProseMirror', { hasText: finding.fix }).waitFor();
    assert.deepEqual(await page.locator('.ProseMirror strong').allInnerTexts(), [last]);
  });
}

const shots = join(root, 'target/editors/shots');
await mkdir(shots, { recursive: true });
const home = await mkdtemp(join(tmpdir(), 'copydesk-web-'));
process.env['XDG_CACHE_HOME'] = join(home, 'cache');
const scenario = JSON.parse(await readFile(join(root, 'tests/editors/scenario.json'), 'utf8'));
await cp(join(root, scenario.folder), join(home, 'drafts'), { recursive: true });
const draft = join(home, 'drafts', scenario.draft);
const text = await readFile(draft, 'utf8');
assert(text.includes('\r\n'), 'the fixture has lost its CRLF');

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  timeout: PATIENCE,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
});
/** @param {import('playwright-core').BrowserContextOptions} options */
async function tab(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    failed++;
    console.log(`FAIL  an error in the page: ${error.message}`);
  });
  return page;
}

const scene = await serve({ copydesk: server, draft, port: 0 });
for (const editor of EDITORS) {
  const page = await tab({ viewport: { width: 1200, height: 640 } });
  await page.goto(`${scene.address}${editor.name}.html`);
  await drive(editor, page, scenario.findings, text.split('\r\n'));
  if (editor.name === 'prosemirror') {
    await page.reload();
    await keepsStyle(page, scenario.findings[0]);
  }
  await page.close();
}
scene.close();

const example = await serve({ copydesk: server, draft: join(root, 'examples/draft.txt'), port: 0 });
const page = await tab();
const open = page.locator('#findings .open');

await check('page: the first grave finding is open, with its sources', page, async () => {
  await page.goto(example.address);
  await open.locator('cite').first().waitFor();
  await eventually(async () => {
    assert.equal(await open.locator('.verdict').innerText(), 'quote altered');
    assert.match(await open.innerText(), /every bearing has been inspected[^]*Meridian Tribune, 2032-03-14/);
    assert.equal(await page.locator('#draft .current').innerText(), await open.locator('.words').textContent());
    return true;
  }, 'the finding with its sources');
  await page.locator('#status', { hasText: 'Checked against 7 reports' }).waitFor();
  await page.screenshot({ path: join(shots, 'web-page.png') });
});

await check('page: F8 goes to the next finding, Alt+Enter mends it', page, async () => {
  const before = await page.locator('#findings li').count();
  await page.keyboard.press('F8');
  await open.locator('.sources').getByText('longest').first().waitFor();
  await page.keyboard.press('Alt+Enter');
  await page.locator('#draft').getByText('“longest night”').waitFor();
  await eventually(async () => (await page.locator('#findings li').count()) === before - 1, 'a finding less');
});

await check('page: the list is worked with keys alone', page, async () => {
  const last = page.locator('#findings .head').last();
  // A list that is told anew has lost the focus.
  await eventually(async () => {
    await last.focus();
    await page.keyboard.press('Enter');
    return (await last.getAttribute('aria-expanded')) === 'true';
  }, 'the last finding open');
  await eventually(async () => {
    assert.equal(await page.locator('#draft .current').innerText(), await last.locator('.words').textContent());
    return true;
  }, 'its words stand out');
});

await check('page: a connection that breaks is taken up again, with the text as it is', page, async () => {
  const page = await tab();
  /** @type {import('playwright-core').WebSocketRoute[]} */
  const sockets = [];
  await page.routeWebSocket(/.*/, (socket) => {
    socket.connectToServer();
    sockets.push(socket);
  });
  await page.goto(example.address);
  await page.locator('#findings .open cite').first().waitFor();
  const marks = page.locator('#findings li');
  const before = await marks.count();
  await sockets[0]?.close();
  await eventually(async () => sockets.length === 2, 'a second connection');
  await page.locator('#status', { hasText: 'Checked against' }).and(page.locator(':not(.broken)')).waitFor();
  await eventually(async () => (await marks.count()) === before, 'the same findings');
  await page.locator('#draft .cm-line').last().click();
  await page.keyboard.type(' The line stopped at 4.40pm when a bearing seized.');
  await eventually(async () => (await marks.count()) > before, 'a new finding');
});

for (const [name, options] of /** @type {const} */ ([
  ['dark', { colorScheme: 'dark' }],
  ['narrow', { viewport: { width: 760, height: 1000 } }],
])) {
  await check(`page: ${name}`, page, async () => {
    const page = await tab(options);
    await page.goto(example.address);
    await page.locator('#findings .open cite').first().waitFor();
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    assert.equal(scrollWidth, clientWidth);
    await page.screenshot({ path: join(shots, `web-page-${name}.png`) });
  });
}

await browser.close();
example.close();
await rm(home, { recursive: true });
console.log(failed ? `${failed} failed` : 'all held');
process.exit(failed ? 1 : 0);
