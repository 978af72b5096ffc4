// The server as a client of it: one at a time, started again when it has to be.

import * as vscode from 'vscode';
import {
  CloseAction,
  DidChangeWorkspaceFoldersNotification,
  DocumentDiagnosticRequest,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  type LSPAny,
  State,
  vsdiag,
} from 'vscode-languageclient/node';
import { Diffs } from './diffs';
import { inReports, linked, withPassages } from './passages';
import { complaint, program } from './program';
import type { Sample } from './sample';

/** What `copydesk.status` answers. */
export interface Status {
  reports: number;
  folders: string[];
  /** Shared archives, by their addresses. */
  clusters: string[];
  opening: boolean;
  /** Why an archive could not be asked the last time. */
  trouble: string | null;
  /** `null` without an open draft. */
  problems: number | null;
}

/** What the desk is doing: `reading` while reports are read, `broken` when there is no server. */
export type Doing =
  | { state: 'starting' }
  | { state: 'ready' }
  | { state: 'reading'; title: string; percent: number }
  | { state: 'broken'; why: string };

/** A server that crashes so often within minutes is not started again. */
const CRASHES = { most: 5, within: 3 * 60_000 };

/** What goes wrong with the connection it only logs: the desk tells it once, with what to do. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown, showNotification?: boolean | 'force'): void {
    super.error(message, data, showNotification === 'force' ? false : showNotification);
  }
}

export class Desk implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Doing>();
  readonly onDidChange = this.changed.event;
  doing: Doing = { state: 'starting' };

  private client: LanguageClient | undefined;
  private turn: Promise<void> = Promise.resolve();
  private crashes: number[] = [];
  private readonly diffs = new Diffs(() => this.pull());
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly sample: Sample,
  ) {
    this.subscriptions = [
      this.changed,
      this.diffs,
      vscode.workspace.onDidChangeConfiguration((event) => {
        const anew = ['copydesk.languages', 'copydesk.server.path'];
        if (anew.some((setting) => event.affectsConfiguration(setting))) void this.restart();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
      vscode.workspace.onDidOpenTextDocument((document) => this.greet(document)),
    ];
  }

  /** Files and untitled documents in the languages of drafts. */
  get drafts(): { language: string; scheme: string }[] {
    const languages = vscode.workspace.getConfiguration('copydesk').get<string[]>('languages', []);
    return languages.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ language, scheme })));
  }

  start(): Promise<void> {
    return this.inTurn(() => this.begin());
  }

  restart(): Promise<void> {
    this.crashes = [];
    return this.inTurn(async () => {
      await this.end();
      await this.begin();
    });
  }

  async dispose(): Promise<void> {
    vscode.Disposable.from(...this.subscriptions).dispose();
    await this.inTurn(() => this.end());
  }

  status(draft?: vscode.Uri): Promise<Status> {
    return this.execute('copydesk.status', draft);
  }

  report(draft: vscode.Uri): Promise<string> {
    return this.execute('copydesk.report', draft);
  }

  readAgain(): Promise<null> {
    return this.execute('copydesk.reindex');
  }

  private async execute<T extends LSPAny | Status>(command: string, draft?: vscode.Uri): Promise<T> {
    if (!this.client?.isRunning()) {
      throw new Error(this.doing.state === 'broken' ? this.doing.why : 'The server is not running.');
    }
    const uris = draft ? [this.client.code2ProtocolConverter.asUri(draft)] : [];
    return (await this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: uris })) as T;
  }

  /** Starts and stops never overlap. */
  private inTurn(step: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(step, step);
    return this.turn;
  }

  private async begin(): Promise<void> {
    this.show({ state: 'starting' });
    const command = program(this.context);
    const why = await complaint(command);
    if (why) return this.fail(why);
    this.client = new Client('copydesk', 'copydesk', { command, args: ['lsp'] }, this.options());
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) this.show({ state: 'starting' });
      if (newState !== State.Running) return;
      this.show({ state: 'ready' });
      vscode.workspace.textDocuments.forEach((document) => this.greet(document));
    });
    try {
      await this.client.start();
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      this.fail('The server ends as soon as it is started; the log may say why.');
    }
  }

  /** The server has ended by itself. Of one that was not yet ready it is told where it is started. */
  private ended(): void {
    if (this.doing.state === 'starting' || this.doing.state === 'broken') return;
    const now = Date.now();
    this.crashes = [...this.crashes.filter((crash) => now - crash < CRASHES.within), now];
    if (this.crashes.length >= CRASHES.most) {
      return this.fail(`The server has crashed ${this.crashes.length} times in a row; the log may say why.`);
    }
    const { client } = this;
    void this.inTurn(async () => {
      if (this.client !== client) return;
      await this.end();
      await this.begin();
    });
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // One that has crashed or hangs is not there to be stopped; its findings are gone all the same.
      this.log.warn(`The server was not stopped in order: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private fail(why: string): void {
    this.log.error(why);
    this.show({ state: 'broken', why });
    void this.explain(why);
  }

  private async explain(why: string): Promise<void> {
    const choose = 'Choose Program…';
    const again = 'Try Again';
    const log = 'Show Log';
    const answer = await vscode.window.showErrorMessage(`copydesk cannot check drafts. ${why}`, choose, again, log);
    if (answer === again) await this.restart();
    if (answer === log) this.log.show();
    if (answer === choose) {
      const [chosen] = (await vscode.window.showOpenDialog({ title: 'The program copydesk', openLabel: 'Use' })) ?? [];
      const settings = vscode.workspace.getConfiguration('copydesk');
      if (chosen) await settings.update('server.path', chosen.fsPath, vscode.ConfigurationTarget.Global);
    }
  }

  private show(doing: Doing): void {
    this.doing = doing;
    this.changed.fire(doing);
  }

  /** Asks for the findings of all open drafts again. */
  private pull(): void {
    const feature = this.client?.getFeature(DocumentDiagnosticRequest.method);
    for (const document of vscode.workspace.textDocuments) {
      feature?.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
    }
  }

  /** The sample's folder comes with its story. */
  private greet(document: vscode.TextDocument): void {
    if (!this.client?.isRunning() || !this.sample.holds(document.uri.toString())) return;
    const added = [{ uri: this.client.code2ProtocolConverter.asUri(this.sample.folder), name: 'Sample' }];
    void this.client.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event: { added, removed: [] } });
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: this.drafts,
      outputChannel: this.log,
      traceOutputChannel: this.log,
      // A workspace that is not trusted names no folders of reports, in its `copydesk.toml` neither.
      initializationOptions: vscode.workspace.isTrusted ? {} : { corpus: [] },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => {
          this.ended();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      middleware: {
        provideDefinition: async (document, position, token, next) => {
          const found = await next(document, position, token);
          return found && inReports([found].flat() as vscode.LocationLink[], document.uri);
        },
        provideReferences: async (document, position, options, token, next) => {
          const found = await next(document, position, options, token);
          return found && inReports(found, document.uri);
        },
        provideHover: async (document, position, token, next) => {
          const found = await next(document, position, token);
          return found && linked(found);
        },
        provideDiagnostics: async (document, previous, token, next) => {
          const uri = document instanceof vscode.Uri ? document : document.uri;
          if (this.diffs.hasOnlyLeft(uri)) return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] };
          const found = await next(document, previous, token);
          if (found?.kind === 'full') withPassages(found.items, uri);
          return found;
        },
        handleWorkDoneProgress: (token, params, next) => {
          if (params.kind === 'end') this.show({ state: 'ready' });
          else {
            const before = this.doing.state === 'reading' ? this.doing.title : '';
            const title = params.kind === 'begin' ? params.title : before;
            this.show({ state: 'reading', title, percent: params.percentage ?? 0 });
          }
          next(token, params);
        },
        workspace: {
          configuration: async (params, token, next) => {
            const answers = await next(params, token);
            if (!Array.isArray(answers)) return answers;
            // The sample has reports of its own, whatever the settings name.
            return params.items.map(({ scopeUri }, at) =>
              scopeUri && this.sample.holds(scopeUri) ? { corpus: ['reports'] } : answers[at],
            );
          },
        },
      },
    };
  }
}
