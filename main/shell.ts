import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, Notification, powerMonitor, safeStorage, session } from 'electron';
import { type AppError, toAppError } from '../app/contract/app-error.ts';
import { shellContract } from '../app/contract/shell.ts';
import { listPageFiles } from '../app/platform/node/page-files.ts';
import type { Platform } from '../app/platform/platform.ts';
import type { HostAddress } from '../app/rpc/node/host-client.ts';
import { createRouter } from '../app/rpc/server.ts';
import { findLink, isLink, parseHostAddress, type ShellArguments } from './arguments.ts';
import { attachToCore } from './core/attached.ts';
import type { ShellCore } from './core/core.ts';
import { startEmbeddedCore } from './core/embedded.ts';
import { DraggedFiles } from './drag-out.ts';
import { guardSession, openExternal } from './guards.ts';
import { openMainWindow, openPanelWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { Notifications } from './notifications.ts';
import { type PanelPlace, PanelWindows } from './panel-windows.ts';
import { handOverPorts } from './port-hand-over.ts';
import { powerEventsOf } from './power-events.ts';
import { openSafeSecrets } from './safe-secrets.ts';
import { serveScheme } from './scheme.ts';
import { ShellEvents } from './shell-events.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { createWindowState, isOnScreen, type KeptWindowState } from './window-state.ts';

/** One window on one core; the core can be changed while the program runs. */
export class Shell {
  private readonly root: string;
  private readonly given: ShellArguments;
  private readonly events = new ShellEvents();
  private readonly windowState: KeptWindowState;
  private readonly panelWindows: PanelWindows;
  private readonly notifications: Notifications;
  private readonly dragged = new DraggedFiles(app.getPath('temp'));
  private window: BrowserWindow | undefined;
  private core: ShellCore | undefined;

  constructor(root: string, given: ShellArguments) {
    this.root = root;
    this.given = given;
    this.windowState = createWindowState(app.getPath('userData'));
    this.panelWindows = new PanelWindows({
      open: (bounds) => openPanelWindow(root, bounds),
      store: this.windowState.store,
      isOnScreen,
      onReturn: (panels, given) => this.events.send({ kind: 'panels', panels, given }),
    });
    this.notifications = new Notifications({
      isSupported: () => Notification.isSupported(),
      create: (options) => new Notification(options),
      hasFocus: () => BrowserWindow.getFocusedWindow() !== null,
      comeForward: () => this.showWindow(),
      send: (event) => this.events.send(event),
    });
  }

  async start(): Promise<void> {
    guardSession(session.defaultSession);
    serveScheme(session.defaultSession, listPageFiles(join(this.root, 'dist/renderer')), () => this.core);
    this.makeMenu();
    handOverPorts({
      isOwnWindow: (id) => this.window?.webContents.id === id || this.panelWindows.place(id) !== undefined,
      serve: (core, shell, id) => {
        if (this.core === undefined) core.close();
        else this.core.serve(core);
        createRouter(shellContract, this.handlers(this.panelWindows.place(id)), { checkOutput: false }).serve(shell);
      },
      log: { warn: (fields, text) => process.stderr.write(`${text}: ${JSON.stringify(fields)}\n`) },
    });
    const { attach, link } = this.given;
    this.core = await this.openCore(attach === undefined ? undefined : parseHostAddress(attach));
    if (link !== undefined) this.openLink(link);
    this.showWindow();
  }

  /** Another start of the program, or a click on its icon. */
  comeForward(argv: readonly string[]): void {
    const link = findLink(argv);
    if (link !== undefined) this.openLink(link);
    this.showWindow();
  }

  openLink(url: string): void {
    if (isLink(url)) this.events.send({ kind: 'link', url });
  }

  async close(): Promise<void> {
    const core = this.core;
    this.core = undefined;
    await this.dragged.close();
    await core?.close();
  }

  private makeMenu(): void {
    const choose = (id: string): void =>
      (this.panelWindows.focused()?.events ?? this.events).send({ kind: 'command', id });
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, choose)));
  }

  private showWindow(): void {
    if (this.core === undefined) return;
    if (this.window === undefined) {
      const window = openMainWindow(this.root, this.windowState);
      window.on('close', () => this.panelWindows.end());
      window.on('closed', () => {
        this.window = undefined;
      });
      this.window = window;
      this.panelWindows.restore();
      return;
    }
    if (this.window.isMinimized()) this.window.restore();
    this.window.focus();
  }

  /** Of the main window, or of one for panels alone. */
  private handlers(place: PanelPlace | undefined): ReturnType<typeof createShellHandlers> {
    return createShellHandlers({
      core: () => {
        if (this.core === undefined) throw new Error('The page runs only with a core.');
        return this.core;
      },
      window: () => place?.window ?? this.window,
      events: place?.events ?? this.events,
      notifications: this.notifications,
      dragged: this.dragged,
      panels: {
        open: (panels) => this.panelWindows.open(panels),
        ofThisWindow: () => place?.panels ?? { addresses: [], parts: {} },
        note: (panels) => place !== undefined && this.panelWindows.note(place, panels),
      },
      makeMenu: () => this.makeMenu(),
      switchCore: (address) => void this.switchCore(address),
    });
  }

  private async switchCore(address: HostAddress | undefined): Promise<void> {
    try {
      // The new one is tried first, so that a wrong address costs nothing. Only one core can own the data folder.
      const next = address === undefined && this.core?.kind === 'embedded' ? this.core : await this.openCore(address);
      const before = this.core;
      this.core = next;
      for (const window of BrowserWindow.getAllWindows()) window.webContents.reload();
      if (before !== next) await before?.close();
    } catch (error) {
      showFailure(toAppError(error));
    }
  }

  private openCore(address: HostAddress | undefined): Promise<ShellCore> {
    if (address !== undefined) return attachToCore(address, { onRefused: showFailure });
    return startEmbeddedCore({
      root: this.root,
      home: this.given.home,
      adapt: (platform) => this.adaptPlatform(platform),
    });
  }

  private adaptPlatform(platform: Platform): Platform {
    const memory = platform.secrets.where === 'memory' ? platform.secrets : undefined;
    const secrets = openSafeSecrets(safeStorage, join(platform.paths.home, 'secrets.json')) ?? memory;
    return {
      ...platform,
      ...(secrets === undefined ? {} : { secrets }),
      openUrl: async (url) => {
        await openExternal(url, this.window);
      },
      power: powerEventsOf(powerMonitor),
    };
  }
}

function showFailure({ message, remedy }: AppError): void {
  dialog.showErrorBox(message, remedy ?? '');
}
