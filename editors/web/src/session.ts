import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { beginning, connect, type Desk } from './desk';

type Message = { id?: number | string; method?: string; params?: unknown; result?: unknown; error?: { message: string } };

/** What a client of LSP is at least, for editors that have none. */
export interface Session {
  request<Result>(method: string, params: unknown): Promise<Result>;
  notify(method: string, params: unknown): void;
  close(): void;
}

export async function begin(
  desk: Desk,
  capabilities: ClientCapabilities,
  told: (method: string, params: unknown) => void,
): Promise<Session> {
  const line = await connect(desk.server);
  const asked = new Map<number | string, (message: Message) => void>();
  const say = (message: Message) => line.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  let requests = 0;
  line.subscribe((text) => {
    const message: Message = JSON.parse(text);
    const { id, method, params } = message;
    if (id === undefined) told(method ?? '', params);
    // Whatever the server asks, there is nothing to say to it.
    else if (method !== undefined) say({ id, result: null });
    else asked.get(id)?.(message);
  });
  const session: Session = {
    request: (method, params) =>
      new Promise((resolve, reject) => {
        const id = ++requests;
        asked.set(id, ({ result, error }) => {
          asked.delete(id);
          if (error) reject(new Error(error.message));
          else resolve(result as never);
        });
        say({ id, method, params });
      }),
    notify: (method, params) => say({ method, params }),
    close: () => line.close(),
  };
  await session.request('initialize', { processId: null, capabilities, ...beginning(desk) });
  session.notify('initialized', {});
  return session;
}
