import type { Diagnostic, LSPObject } from 'vscode-languageserver-protocol';

/** Where the copy desk is, and what it works with. */
export interface Desk {
  /** The address that `copydesk lsp --ws` listens at, with the token if it wants one: `ws://127.0.0.1:4000/?token=…`. */
  server: string;
  /** The folder of the drafts on the server's machine, as a `file:` URI; its `copydesk.toml` names the reports. */
  folder: string;
  /** Settings that stand above `copydesk.toml`. */
  settings?: Settings;
}

export interface Settings {
  /** Folders of reports, from the folder of the drafts on. */
  corpus?: string[];
  /** Whose rules hold for words between marks. */
  house?: 'ap' | 'bbc' | 'guardian' | 'nyt' | 'reuters' | 'washington-post';
  /** What findings are shown as, by their codes. */
  severities?: Record<string, 'off' | 'hint' | 'information' | 'warning' | 'error'>;
}

/** A connection to the server: a message each way, without headers. */
export interface Line {
  send(message: string): void;
  subscribe(hear: (message: string) => void): void;
  unsubscribe(hear: (message: string) => void): void;
  close(): void;
  /** Resolves when the connection has ended, whoever ended it. */
  closed: Promise<void>;
}

export function connect(server: string): Promise<Line> {
  const socket = new WebSocket(server);
  const hearers = new Set<(message: string) => void>();
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  socket.addEventListener('message', ({ data }) => hearers.forEach((hear) => hear(String(data))));
  const line: Line = {
    send: (message) => socket.send(message),
    subscribe: (hear) => void hearers.add(hear),
    unsubscribe: (hear) => void hearers.delete(hear),
    close: () => socket.close(),
    closed,
  };
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(line), { once: true });
    // A browser does not tell a page why.
    const why = `copydesk cannot be reached at ${new URL(server).host}, or turned this page away: its own output says which`;
    void closed.then(() => reject(new Error(why)));
  });
}

/** What `initialize` says of the drafts' folder, for clients that leave it out. */
export const beginning = ({ folder, settings }: Desk): LSPObject => ({
  rootUri: folder,
  workspaceFolders: [{ uri: folder, name: folder.split('/').filter(Boolean).at(-1) ?? folder }],
  initializationOptions: (settings as LSPObject | undefined) ?? null,
});

const MANNERS = { 1: 'error', 2: 'warning', 3: 'info', 4: 'hint' } as const;

/** How a finding is shown, by its severity. */
export const manner = ({ severity = 1 }: Diagnostic) => MANNERS[severity];

/** Since LSP 3.18 a message may be marked up. */
export const message = ({ message }: Diagnostic) => (typeof message === 'string' ? message : message.value);
