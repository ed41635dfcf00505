import type { JupyterCall } from '../contract/jupyter.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { Router } from '../rpc/server.ts';

/** The loopback API for notebooks, as the core asks its host for it. */
export interface JupyterStarter {
  /**
   * Starts to listen.
   * @param router what the API calls
   * @throws AppError `conflict` if the port is taken, `storage` if the notebook folder cannot be used
   */
  start(router: Router, options: JupyterServing): Promise<RunningJupyter>;
}

export interface JupyterServing {
  /** 0 is any free one. */
  port: number;
  /** With slashes at both ends. */
  basePath: string;
  /** Absolute; made if need be. */
  notebookFolder: string;
  /** Asked at each call. */
  allowedOrigins(): readonly string[];
  /** Absolute; asked at each download. */
  allowedFolders(): readonly string[];
  onCall(call: JupyterCall): void;
  /** A download was refused because nobody has allowed this folder. */
  onRefusedFolder(folder: string): void;
  version: string;
  clock: Clock;
  log: Log;
}

export interface RunningJupyter {
  port: number;
  /** With the base path, without the token. */
  address: string;
  token: string;
  close(): Promise<void>;
}
