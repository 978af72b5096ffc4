import type { Desk } from '../src/desk';

/** What `serve.mjs` tells its pages. */
export interface Given extends Desk {
  uri: string;
  name: string;
  text: string;
}

export const given: Given = await (await fetch('/desk.json')).json();
