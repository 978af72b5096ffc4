/**
 * The demonstration, on this machine alone: a draft and its reports, in a page.
 *
 *     npm run serve -- [--copydesk PROGRAM] [--draft FILE] [--port PORT]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, dirname, extname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const PAGES = ['index', 'codemirror', 'monaco', 'prosemirror'];
const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
});

/**
 * @param {{ copydesk: string, draft: string, port: number }} options
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export async function serve({ copydesk, draft, port }) {
  const [pages, desk] = await Promise.all([bundle(), listen(copydesk)]);
  const folder = pathToFileURL(dirname(draft)).href;
  pages.set('/desk.json', () => readFile(draft, 'utf8').then((text) =>
    JSON.stringify({ server: desk.address, folder, uri: pathToFileURL(draft).href, name: basename(draft), text }),
  ));
  const policy = [
    "default-src 'self'",
    `connect-src 'self' ${desk.address}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
  ].join('; ');
  const server = createServer(async ({ url, headers }, answer) => {
    const path = new URL(url ?? '/', 'http://localhost').pathname;
    const page = pages.get(path === '/' ? '/index.html' : path);
    // A name that only leads to this machine would let its owner's pages read the draft.
    if (!page || !/^(localhost|127\.0\.0\.1):\d+$/.test(headers.host ?? '')) {
      answer.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
    answer.writeHead(200, { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-store' });
    answer.end(await page());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error) => {
    desk.stop();
    throw error;
  });
  const taken = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  return {
    address: `http://127.0.0.1:${taken}/`,
    close() {
      server.close();
      server.closeAllConnections();
      desk.stop();
    },
  };
}

/** All that is served, by its path. */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [
      ...PAGES.map((page) => ({ in: `${HERE}/demo/${page}.ts`, out: page })),
      { in: 'monaco-editor/editor/editor.worker.js', out: 'editor.worker' },
    ],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    outdir: '/',
    write: false,
    absWorkingDir: HERE,
    loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'file' },
    logLevel: 'warning',
  });
  /** @type {Map<string, () => Promise<string | Uint8Array>>} */
  const pages = new Map();
  for (const { path, contents } of outputFiles) pages.set(path, async () => contents);
  for (const page of PAGES) pages.set(`/${page}.html`, () => readFile(`${HERE}/demo/${page}.html`));
  return pages;
}

/**
 * @param {string} copydesk
 * @returns {Promise<{ address: string, stop: () => void }>}
 */
async function listen(copydesk) {
  const program = spawn(copydesk, ['lsp', '--ws', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(program, 'exit').then(
    () => Promise.reject(new Error(`${copydesk} did not start`)),
    ({ message }) => Promise.reject(new Error(`${message}; --copydesk names the program`)),
  );
  const lines = createInterface({ input: program.stdout });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  ended.catch(() => {});
  return { address: line.replace('copydesk listens at ', ''), stop: () => program.kill() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      copydesk: { type: 'string', default: 'copydesk' },
      draft: { type: 'string', default: `${HERE}/../../examples/draft.txt` },
      port: { type: 'string', default: '8080' },
    },
  });
  try {
    const { address, close } = await serve({
      copydesk: values.copydesk,
      draft: resolve(values.draft),
      port: Number(values.port),
    });
    console.log(`The draft is at ${address} (Ctrl-C ends it)`);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
  } catch (error) {
    console.error(`copydesk: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 2;
  }
}
