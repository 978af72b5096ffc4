import { editor, lsp } from 'monaco-editor';
import type { LSPObject } from 'vscode-languageserver-protocol';
import { beginning, type Desk } from './desk';

type Params = (LSPObject & { textDocument?: { uri: string } }) | undefined;

/** Findings, sources on hover and fixes for every model whose URI is that of a draft. */
export async function copydesk(desk: Desk): Promise<lsp.MonacoLspClient> {
  const transport = await lsp.WebSocketTransport.connectTo({ address: desk.server });
  const send = transport.send.bind(transport);
  const named = naming();
  transport.send = (message) => {
    if (message.method === undefined) return send(message);
    const params = message.params as Params;
    // Monaco's client names no folder, and without one the server knows no reports.
    if (message.method === 'initialize') return send({ ...message, params: { ...params, ...beginning(desk) } });
    if (!params?.textDocument) return send(message);
    const textDocument = { ...params.textDocument, uri: named(params.textDocument.uri) };
    return send({ ...message, params: { ...params, textDocument } });
  };
  const listen = transport.setListener.bind(transport);
  transport.setListener = (listener) => listen(listener && ((message) => listener(withoutPlaces(message))));
  return new lsp.MonacoLspClient(transport);
}

type Message = Parameters<lsp.WebSocketTransport['send']>[0];

/** A page cannot open the reports that definitions and references lead to, and Monaco's client fails on them. */
function withoutPlaces(message: Message): Message {
  const result = message.result as { capabilities?: LSPObject } | undefined;
  if (!result?.capabilities) return message;
  const capabilities = { ...result.capabilities, definitionProvider: false, referencesProvider: false };
  return { ...message, result: { ...result, capabilities } } as Message;
}

/** Monaco's client opens and changes a draft under its URI in small letters, and asks about it under its own. */
function naming(): (uri: string) => string {
  const names = new Map<string, string>();
  return (uri) => {
    for (const model of editor.getModels()) {
      const own = model.uri.toString(true);
      names.set(own.toLowerCase(), own);
    }
    return names.get(uri) ?? uri;
  };
}
