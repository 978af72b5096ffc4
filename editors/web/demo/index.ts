import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { forEachDiagnostic, linter, setDiagnosticsEffect, type Diagnostic } from '@codemirror/lint';
import { LSPPlugin, type LSPClient } from '@codemirror/lsp-client';
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, keymap, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { Hover } from 'vscode-languageserver-protocol';
import { copydesk } from '../src/codemirror';
import { connect } from '../src/desk';
import { marked } from '../src/markup';
import { given } from './given';
import './index.css';

const at = (id: string) => document.getElementById(id) as HTMLElement;

function made<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string, text = '') {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

interface Finding extends Diagnostic {
  words: string;
}

function findings(view: EditorView): Finding[] {
  const found: Finding[] = [];
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    found.push({ ...diagnostic, from, to, words: view.state.sliceDoc(from, to) });
  });
  return found;
}

/** The finding under the cursor. */
function current(view: EditorView): Finding | undefined {
  const { head } = view.state.selection.main;
  return findings(view).find(({ from, to }) => from <= head && head <= to);
}

function goTo(view: EditorView, { from }: Finding) {
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { yMargin: 120 }) });
}

/** To the next finding, or back to the one before; behind the last comes the first. */
const step = (by: 1 | -1) => (view: EditorView) => {
  const { head } = view.state.selection.main;
  const all = findings(view);
  const next = by > 0 ? all.find(({ from }) => from > head) : all.findLast(({ to }) => to < head);
  const finding = next ?? all.at(by > 0 ? 0 : -1);
  if (finding) goTo(view, finding);
  return finding !== undefined;
};

/** The findings beside the draft, in its order; the one under the cursor is open and shows its sources. */
class Column {
  private shown: Finding[] = [];
  private open: Finding | undefined;

  constructor(private readonly client: LSPClient) {}

  update({ view, transactions, docChanged, selectionSet }: ViewUpdate) {
    const told = transactions.some((transaction) => transaction.effects.some((effect) => effect.is(setDiagnosticsEffect)));
    if (told) {
      this.list(view);
      void status().catch(() => {});
    }
    if (told || docChanged || selectionSet) this.follow(view);
  }

  private list(view: EditorView) {
    this.shown = findings(view);
    this.open = undefined;
    at('findings').replaceChildren(...this.shown.map((finding, n) => this.item(view, finding, n)));
    const grave = this.shown.filter(({ severity }) => severity !== 'hint').length;
    at('count').textContent = grave === 1 ? '1 finding' : `${grave || 'No'} findings`;
  }

  private item(view: EditorView, { severity, source, words, message }: Finding, n: number) {
    const item = made('li', severity);
    const head = made('button', 'head');
    head.type = 'button';
    head.setAttribute('aria-expanded', 'false');
    head.append(
      made('span', 'words', words),
      made('span', 'verdict', source?.replace('/', ' ')),
      made('span', 'message', message),
    );
    head.addEventListener('click', () => {
      const now = findings(view)[n];
      if (!now) return;
      goTo(view, now);
    });
    item.append(head, made('div', 'sources'));
    return item;
  }

  /** Opens the finding under the cursor, if there is another one now. */
  private follow(view: EditorView) {
    const under = current(view);
    const now = findings(view).findIndex(({ from }) => from === under?.from);
    const finding = this.shown[now];
    if (finding === this.open) return;
    this.open = finding;
    [...at('findings').children].forEach((item, n) => {
      item.classList.toggle('open', n === now);
      item.querySelector('.head')?.setAttribute('aria-expanded', String(n === now));
      if (n === now && finding) void this.fill(view, item, finding);
      else item.querySelector('.sources')?.replaceChildren();
    });
  }

  private async fill(view: EditorView, item: Element, finding: Finding) {
    const plugin = LSPPlugin.get(view);
    const box = item.querySelector('.sources');
    if (!plugin || !box) return;
    const hover = await this.client.request<unknown, Hover | null>('textDocument/hover', {
      textDocument: { uri: plugin.uri },
      position: plugin.toPosition(view.state.selection.main.head),
    });
    if (finding !== this.open) return;
    const fixes = made('div', 'fixes');
    for (const { name, apply } of finding.actions ?? []) {
      const button = made('button', 'fix', name);
      button.type = 'button';
      button.addEventListener('click', () => {
        apply(view, view.state.selection.main.head, view.state.selection.main.head);
        view.focus();
      });
      fixes.append(button);
    }
    const sources = marked(hover);
    // The verdict stands above already; the fix stands by the wording that it brings.
    sources.firstElementChild?.remove();
    sources.firstElementChild?.after(fixes);
    box.replaceChildren(sources);
    item.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }
}

/** Lines of the header are no text of the story; its headline looks like one. */
const header = ViewPlugin.fromClass(
  class {
    lines: DecorationSet;
    constructor({ state: { doc } }: EditorView) {
      this.lines = this.of(doc);
    }
    update({ state: { doc }, docChanged }: ViewUpdate) {
      if (docChanged) this.lines = this.of(doc);
    }
    private of(doc: EditorView['state']['doc']) {
      const found = new RangeSetBuilder<Decoration>();
      for (let n = 1; n <= doc.lines; n++) {
        const { from, text } = doc.line(n);
        const [name, field] = /^([A-Z][a-z]+): ?/.exec(text) ?? [];
        if (name === undefined) break;
        found.add(from, from, Decoration.line({ class: field === 'Headline' ? 'headline' : 'field' }));
        found.add(from, from + name.length, Decoration.mark({ class: 'label' }));
      }
      return found.finish();
    }
  },
  { decorations: ({ lines }) => lines },
);

/** The finding under the cursor stands out among the marks. */
const highlight = ViewPlugin.fromClass(
  class {
    mark = Decoration.none;
    update({ view }: ViewUpdate) {
      const finding = current(view);
      this.mark = finding
        ? Decoration.set(Decoration.mark({ class: `current current-${finding.severity}` }).range(finding.from, finding.to))
        : Decoration.none;
    }
  },
  { decorations: ({ mark }) => mark },
);

function takeFirstFix(view: EditorView) {
  const finding = current(view);
  finding?.actions?.[0]?.apply(view, finding.from, finding.to);
  return finding !== undefined;
}

const { client, line } = await copydesk(given);
at('name').textContent = given.name;
const column = new Column(client);
let met = false;
const view = new EditorView({
  parent: at('draft'),
  doc: given.text,
  extensions: [
    history(),
    keymap.of([
      { key: 'F8', run: step(1) },
      { key: 'Shift-F8', run: step(-1) },
      { key: 'Alt-Enter', run: takeFirstFix },
      ...defaultKeymap,
      ...historyKeymap,
    ]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': 'Draft', spellcheck: 'true' }),
    header,
    highlight,
    // The sources have a place of their own.
    linter(null, { tooltipFilter: () => [] }),
    client.plugin(given.uri, 'plaintext'),
    EditorView.updateListener.of((update) => {
      column.update(update);
      // The gravest finding is what the eye meets first.
      const first = findings(update.view).find(({ severity }) => severity === 'error');
      if (met || !first) return;
      met = true;
      setTimeout(() => goTo(view, first));
    }),
  ],
});
view.focus();

async function status() {
  const { reports } = await client.request<unknown, { reports: number }>('workspace/executeCommand', {
    command: 'copydesk.status',
    arguments: [given.uri],
  });
  at('status').textContent = `Checked against ${reports === 1 ? '1 report' : `${reports} reports`}`;
}

/** Holds the line, and takes it up again when it breaks. */
async function hold(line: Awaited<ReturnType<typeof connect>>): Promise<never> {
  at('status').classList.remove('broken');
  at('status').textContent = 'Connected';
  await line.closed;
  client.disconnect();
  at('status').classList.add('broken');
  at('status').textContent = 'The desk has hung up; calling again…';
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const again = await connect(given.server).catch(() => undefined);
    if (again) {
      await client.connect(again).initializing;
      return hold(again);
    }
  }
}

void hold(line);
