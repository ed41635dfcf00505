import type { News } from '../../app/contract/news.ts';
import type { DraggedFile, PanelSet } from '../../app/contract/shell.ts';
import { browserShell } from './browser-shell.ts';
import { desktopShell } from './desktop-shell.ts';
import { onDesktop } from './page-transports.ts';

export type ColorScheme = 'system' | 'light' | 'dark';

export interface ShellInfo {
  platform: 'linux' | 'darwin' | 'win32' | 'browser';
  /** Address of the computer that runs the core; null if it is this one or, in a browser, the page's own host. */
  attachedTo: string | null;
  /** The menus are in the system's menu bar. */
  nativeMenu: boolean;
}

/** What page and surroundings do for each other, beside the core. */
export interface Shell {
  kind: 'desktop' | 'browser';
  info(): Promise<ShellInfo>;
  /** Saves what lies at a byte address; false if the user cancelled. */
  saveBytes(bytesPath: string, suggestedName: string): Promise<boolean>;
  /** Asks for a folder of the computer; null if cancelled. Browsers know no paths: there it is undefined. */
  chooseFolder?: (title: string) => Promise<string | null>;
  /** Shows a file or folder of the computer in its file manager; undefined in a browser. */
  showItem?: (path: string) => Promise<void>;
  /** Asks for a file with one of the endings, in the same manner. */
  chooseFile?: (title: string, endings: string[]) => Promise<string | null>;
  /** Asks for any number of files, in the same manner; none if cancelled. */
  chooseFiles?: (title: string) => Promise<readonly string[]>;
  /** Paths of what is dropped on the window from the file manager; undefined in a browser. The result ends it. */
  onDrop?: (listener: (paths: readonly string[]) => void) => () => void;
  openExternal(url: string): Promise<void>;
  /** Shows a notification of the desktop, where the user and the system allow it; a click in a browser calls `onClick`. */
  notify(news: News, onClick: () => void): void;
  /** Hands a file to the drag that has begun; undefined in a browser. */
  dragFile?: (dragged: DraggedFile) => Promise<void>;
  /** Shows panels in a window of their own, which gives them back; undefined in a browser. */
  openWindow?: (panels: PanelSet) => Promise<void>;
  /** Panels that come back from a window that was closed; undefined in a browser. The result ends it. */
  onPanels?: (listener: (panels: PanelSet, given: PanelSet['parts']) => void) => () => void;
  /** Of a window for panels alone: what it is to show. */
  panelsOfWindow?: () => Promise<PanelSet>;
  /** Of a window for panels alone: what it shows now. */
  notePanels?: (panels: PanelSet) => void;
  setTheme(colorScheme: ColorScheme): void;
  /** Tells menus and dialogs of the system what to say in the language of the window, by the English words. */
  setWords(words: Readonly<Record<string, string>>): void;
  /** Commands of the native menu, by id. The result ends it. */
  onCommand(listener: (commandId: string) => void): () => void;
  /** `quarry://` addresses passed by the system. The result ends it. */
  onLink(listener: (url: string) => void): () => void;
  /** Restarts the window on a core elsewhere, null for the own one; undefined in a browser. */
  attach?: (address: string | null) => Promise<void>;
}

export function getShell(): Shell {
  return onDesktop ? desktopShell : browserShell;
}
