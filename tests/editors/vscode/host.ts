// Mocha inside VS Code's extension host: host.ts VERSION EXTENSION, the extension unpacked.

import path from 'node:path';
import { built, copyOfScenario, open, PATIENCE, scratch, shot } from './vscode.ts';

const [version = '', extension = ''] = process.argv.slice(2);
const home = scratch();
let exit: (code: number) => void = () => {};
const ended = new Promise<number>((resolve) => (exit = resolve));
const window = await open({
  version,
  home,
  folder: copyOfScenario(home),
  settings: {},
  payload: (uri) => [
    ['extensionDevelopmentPath', uri(extension)],
    ['extensionTestsPath', uri(path.join(built, 'tests/dist/host.cjs'))],
  ],
  prepare: async (page) => {
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      const line = args.map(String).join(' ');
      if (line.startsWith('[host] ') || process.env['DEBUG']) console.log(line.replace('[host] ', ''));
    });
    await page.exposeFunction('codeAutomationExit', exit);
  },
});
const late = new Promise<number>((resolve) => setTimeout(resolve, 5 * PATIENCE, 1).unref());
const code = await Promise.race([ended, late]);
if (code !== 0) await window.page.screenshot({ path: shot(`host-${version}-failed`) });
await window.close();
process.exit(code === 0 ? 0 : 1);
