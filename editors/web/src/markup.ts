import type { Hover } from 'vscode-languageserver-protocol';

/** What copydesk's hovers are written in: paragraphs, quoted ones, strong, struck and linked words. */
export function marked(hover: Hover | null): DocumentFragment {
  const out = document.createDocumentFragment();
  const contents = hover?.contents;
  const markdown = typeof contents === 'object' && 'value' in contents ? contents.value : '';
  for (const block of markdown.split(/\n{2,}/)) {
    const quoted = block.startsWith('> ');
    const element = document.createElement(quoted ? 'blockquote' : 'p');
    element.append(words(quoted ? block.replace(/^> ?/gm, '') : block));
    out.append(element);
  }
  return out;
}

const SPAN = /\\(?<escaped>[!-/:-@[-`{-~])|\*\*(?<strong>(?:\\.|[^*\\])+)\*\*|~~(?<struck>(?:\\.|[^~\\])+)~~|\[(?<linked>(?:\\.|[^\]\\])+)\]\(<[^>]*>\)/g;

function words(text: string): DocumentFragment {
  const out = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(SPAN)) {
    out.append(text.slice(end, match.index));
    end = match.index + match[0].length;
    const { escaped, strong, struck, linked } = match.groups ?? {};
    if (strong !== undefined) out.append(within('strong', strong));
    else if (struck !== undefined) out.append(within('del', struck));
    // A page cannot open files: where the passage stands is enough.
    else if (linked !== undefined) out.append(within('cite', linked));
    else out.append(escaped ?? '');
  }
  out.append(text.slice(end));
  return out;
}

function within(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.append(words(text));
  return element;
}
