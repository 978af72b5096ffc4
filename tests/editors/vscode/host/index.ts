// What VS Code's extension host runs: `run` is called, and its promise is the end of the test.

import Mocha from 'mocha';
import { describeExtension } from './spec.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 300_000, reporter: Lines });
  mocha.suite.emit('pre-require', globalThis, 'host', mocha);
  describeExtension();
  const failed = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

/** A line a check, marked as ours among what VS Code logs. */
class Lines extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    const say = (text: string) => console.log(`[host] ${text}`);
    runner.on('pass', (test) => say(`ok   ${test.title} (${test.duration} ms)`));
    runner.on('fail', (test, error: Error) => say(`FAIL ${test.title}\n${error.stack ?? error.message}`));
  }
}
