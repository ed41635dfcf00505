import type { JsonValue } from '../contract/app-error.ts';
import { AppError, type AppErrorData, toAppError } from '../contract/app-error.ts';
import { type JupyterCall, JupyterSettings } from '../contract/jupyter.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { Router } from '../rpc/server.ts';
import type { JupyterStarter, RunningJupyter } from './jupyter-starter.ts';

export interface JupyterServerParts {
  settings: {
    getSetting(key: string): Promise<JsonValue | undefined>;
    putSetting(key: string, value: JsonValue): Promise<void>;
  };
  /** Absent where the host cannot serve. */
  starter: JupyterStarter | undefined;
  router(): Router;
  /** Where notebooks are if nobody says otherwise. */
  usualFolder: string;
  version: string;
  clock: Clock;
  log: Log;
  onChange(): void;
  /** Told where nobody is waiting for an answer. */
  onFailure(failure: AppError): void;
  onCall(): void;
}

const settingKey = 'jupyter';
const mostCalls = 200;
const mostAskedFolders = 20;
const tellMs = 200;

interface Running {
  host: RunningJupyter;
  startedUtc: string;
}

/** Switches the loopback API on and off as its settings say, and remembers what it was asked. */
export class JupyterServer {
  private readonly parts: JupyterServerParts;
  private settings: JupyterSettings = JupyterSettings.parse({});
  private running: Running | undefined;
  private failure: AppErrorData | null = null;
  private asked: string[] = [];
  private called: JupyterCall[] = [];
  private isTelling = false;
  /** Windows may change settings at the same time; each change sees the one before. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(parts: JupyterServerParts) {
    this.parts = parts;
  }

  /** Starts it if it was on. Call once; a failure is told in the state. */
  async open(): Promise<void> {
    const kept = JupyterSettings.safeParse((await this.parts.settings.getSetting(settingKey)) ?? {});
    if (kept.success) this.settings = kept.data;
    if (this.parts.starter !== undefined) await this.inTurn(() => this.restart());
    if (this.failure !== null) this.parts.onFailure(AppError.fromData(this.failure));
  }

  state() {
    const { host, startedUtc } = this.running ?? {};
    return {
      canServe: this.parts.starter !== undefined,
      settings: { ...this.settings, notebookFolder: this.folder() },
      running: host === undefined || startedUtc === undefined ? null : { address: host.address, startedUtc },
      failure: this.failure,
      askedFolders: [...this.asked],
    };
  }

  token(): string {
    if (this.running !== undefined) return this.running.host.token;
    throw new AppError('conflict', 'The Jupyter API is off, so it has no token.', { remedy: 'Switch it on first.' });
  }

  calls(): JupyterCall[] {
    return [...this.called];
  }

  change(change: Partial<JupyterSettings>): Promise<void> {
    if (change.isOn === true && this.parts.starter === undefined)
      throw new AppError('unsupported', 'This Quarry cannot serve the Jupyter API.', {
        remedy: 'Start the API alone with `quarry jupyter`.',
      });
    return this.inTurn(async () => {
      const before = this.settings;
      const next = JupyterSettings.parse({ ...before, ...change });
      await this.parts.settings.putSetting(settingKey, next);
      this.settings = next;
      this.asked = this.asked.filter((folder) => !next.allowedFolders.includes(folder));
      const moved = (['isOn', 'port', 'basePath', 'notebookFolder'] as const).some((key) => before[key] !== next[key]);
      if (moved || (next.isOn && this.running === undefined)) await this.restart();
    });
  }

  async answerFolder(folder: string, isAllowed: boolean): Promise<void> {
    if (!this.asked.includes(folder))
      throw new AppError('not-found', `Nobody asks for the folder ${folder} any more.`, {
        remedy: 'Repeat the download.',
      });
    this.asked = this.asked.filter((one) => one !== folder);
    if (isAllowed) await this.change({ allowedFolders: [...new Set([...this.settings.allowedFolders, folder])] });
  }

  async close(): Promise<void> {
    await this.inTurn(() => this.stop());
  }

  private folder(): string {
    return this.settings.notebookFolder ?? this.parts.usualFolder;
  }

  private async restart(): Promise<void> {
    await this.stop();
    this.failure = null;
    const { starter, version, clock, log } = this.parts;
    if (this.settings.isOn && starter !== undefined) {
      try {
        const host = await starter.start(this.parts.router(), {
          ...{ port: this.settings.port, basePath: this.settings.basePath, notebookFolder: this.folder() },
          ...{ version, clock, log },
          allowedOrigins: () => this.settings.allowedOrigins,
          allowedFolders: () => this.settings.allowedFolders,
          onCall: (call) => this.noteCall(call),
          onRefusedFolder: (folder) => this.ask(folder),
        });
        this.running = { host, startedUtc: new Date(clock.nowMs()).toISOString() };
      } catch (error) {
        const failure = toAppError(error);
        log.warn({ code: failure.code, err: failure.cause }, failure.message);
        this.failure = failure.toData();
      }
    }
    this.parts.onChange();
  }

  private async stop(): Promise<void> {
    const { host } = this.running ?? {};
    this.running = undefined;
    await host?.close();
  }

  private noteCall(call: JupyterCall): void {
    this.called = [call, ...this.called].slice(0, mostCalls);
    if (this.isTelling) return;
    this.isTelling = true;
    // A page that calls without end is told of now and then, not each time.
    void this.parts.clock.sleep(tellMs).then(() => {
      this.isTelling = false;
      this.parts.onCall();
    });
  }

  private ask(folder: string): void {
    this.asked = [folder, ...this.asked.filter((one) => one !== folder)].slice(0, mostAskedFolders);
    this.parts.onChange();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
