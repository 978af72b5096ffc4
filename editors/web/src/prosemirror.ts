import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import type { CodeAction, Diagnostic, Hover, Position, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { manner, message, type Desk } from './desk';
import { marked } from './markup';
import { begin, type Session } from './session';

interface Findings {
  marks: DecorationSet;
  /** The version of the draft that the server has. */
  version: number;
}

const key = new PluginKey<Findings>('copydesk');

/** The findings under the words; the one under the cursor is told below them, with its fixes as buttons. */
export async function copydesk(desk: Desk, uri: string): Promise<Plugin<Findings>> {
  let view: EditorView | undefined;
  const capabilities = {
    textDocument: {
      publishDiagnostics: { versionSupport: true },
      hover: { contentFormat: ['markdown' as const] },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    },
  };
  const session = await begin(desk, capabilities, (method, params) => {
    if (view && method === 'textDocument/publishDiagnostics') publish(view, params as PublishDiagnosticsParams);
  });
  return new Plugin({
    key,
    state: {
      init: () => ({ marks: DecorationSet.empty, version: 1 }),
      apply: (transaction, { marks, version }) => ({
        marks: transaction.getMeta(key) ?? marks.map(transaction.mapping, transaction.doc),
        version: version + (transaction.docChanged ? 1 : 0),
      }),
    },
    props: { decorations: (state) => key.getState(state)?.marks },
    view(editor) {
      view = editor;
      session.notify('textDocument/didOpen', {
        textDocument: { uri, languageId: 'plaintext', version: 1, text: text(editor.state.doc) },
      });
      const note = new Note(editor, session, uri);
      return {
        update(editor, before) {
          if (editor.state.doc !== before.doc) {
            session.notify('textDocument/didChange', {
              textDocument: { uri, version: key.getState(editor.state)?.version },
              contentChanges: [{ text: text(editor.state.doc) }],
            });
          }
          note.update();
        },
        destroy() {
          note.remove();
          session.close();
        },
      };
    },
  });
}

/** The finding under the cursor. */
export function findingAt(state: EditorState): Decoration | undefined {
  return key.getState(state)?.marks.find(state.selection.from, state.selection.to)[0];
}

function publish(view: EditorView, { version, diagnostics }: PublishDiagnosticsParams) {
  if (version !== key.getState(view.state)?.version) return;
  const { doc } = view.state;
  const marks = diagnostics.map((diagnostic) =>
    Decoration.inline(
      place(doc, diagnostic.range.start),
      place(doc, diagnostic.range.end),
      { class: `copydesk copydesk-${manner(diagnostic)}` },
      { diagnostic },
    ),
  );
  view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(doc, marks)).setMeta('addToHistory', false));
}

/** The message, the sources and the fixes of the finding under the cursor, below its words. */
class Note {
  private readonly box = document.createElement('div');
  private shown: Diagnostic | undefined;

  constructor(
    private readonly view: EditorView,
    private readonly session: Session,
    private readonly uri: string,
  ) {
    this.box.className = 'copydesk-note';
    this.box.setAttribute('role', 'status');
    this.box.hidden = true;
    (view.dom.parentElement ?? document.body).append(this.box);
  }

  update() {
    const mark = findingAt(this.view.state);
    const diagnostic: Diagnostic | undefined = mark?.spec.diagnostic;
    this.box.hidden = !diagnostic;
    if (!mark || !diagnostic || diagnostic === this.shown) {
      if (!diagnostic) this.shown = undefined;
      return;
    }
    this.shown = diagnostic;
    const told = document.createElement('p');
    told.textContent = message(diagnostic);
    this.box.replaceChildren(told);
    const parent = this.box.offsetParent?.getBoundingClientRect();
    const words = this.view.coordsAtPos(mark.from);
    this.box.style.left = `${words.left - (parent?.left ?? 0)}px`;
    this.box.style.top = `${this.view.coordsAtPos(mark.to).bottom - (parent?.top ?? 0)}px`;
    void this.offer(diagnostic);
  }

  remove() {
    this.box.remove();
  }

  private async offer(diagnostic: Diagnostic) {
    const { start } = diagnostic.range;
    const [fixes, hover] = await Promise.all([
      this.fixes(diagnostic),
      this.session.request<Hover | null>('textDocument/hover', { textDocument: { uri: this.uri }, position: start }),
    ]);
    if (diagnostic !== this.shown) return;
    const sources = document.createElement('div');
    sources.className = 'copydesk-sources';
    sources.append(marked(hover));
    this.box.append(sources);
    for (const { title } of fixes) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = title;
      button.addEventListener('click', () => void this.apply(title));
      this.box.append(button);
    }
  }

  private async fixes({ range }: Pick<Diagnostic, 'range'>) {
    const actions = await this.session.request<CodeAction[] | null>('textDocument/codeAction', {
      textDocument: { uri: this.uri },
      range,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    return actions ?? [];
  }

  /** A fix is asked for again when it is wanted: text may have moved since. */
  private async apply(wanted: string) {
    const mark = findingAt(this.view.state);
    if (!mark) return;
    const asked = this.view.state.doc;
    const range = { start: position(asked, mark.from), end: position(asked, mark.to) };
    const fix = (await this.fixes({ range })).find(({ title }) => title === wanted);
    const { doc, tr } = this.view.state;
    if (!doc.eq(asked)) return;
    const edits = fix?.edit?.changes?.[this.uri] ?? [];
    // From the last to the first, so that no edit moves another.
    for (const { range, newText } of edits.toSorted((a, b) => place(doc, b.range.start) - place(doc, a.range.start))) {
      const { from, to, insert } = changed(doc, place(doc, range.start), place(doc, range.end), newText);
      tr.insertText(insert, from, to);
    }
    this.view.dispatch(tr.scrollIntoView());
    this.view.focus();
  }
}

/** Only what differs is replaced, so that the words around it keep their style. */
function changed(doc: Node, from: number, to: number, insert: string) {
  const old = doc.textBetween(from, to, '', ' ');
  let before = 0;
  while (before < Math.min(old.length, insert.length) && old[before] === insert[before]) before++;
  let after = 0;
  const most = Math.min(old.length, insert.length) - before;
  while (after < most && old.at(-1 - after) === insert.at(-1 - after)) after++;
  return { from: from + before, to: to - after, insert: insert.slice(before, insert.length - after) };
}

/** Blocks of text, with an empty line between each and the next; whatever is no text in them holds the place of a letter. */
function blocks(doc: Node) {
  const found: { text: string; start: number }[] = [];
  doc.descendants((node, at) => {
    if (node.isTextblock) found.push({ text: node.textBetween(0, node.content.size, '', ' '), start: at + 1 });
    return !node.isTextblock;
  });
  return found;
}

const text = (doc: Node) => blocks(doc).map((block) => block.text).join('\n\n');

function place(doc: Node, { line, character }: Position): number {
  const block = blocks(doc)[line / 2];
  return block ? block.start + Math.min(character, block.text.length) : doc.content.size;
}

function position(doc: Node, at: number): Position {
  const found = blocks(doc);
  const block = found.findLastIndex(({ start }) => start <= at);
  return { line: 2 * block, character: at - (found[block]?.start ?? at) };
}
