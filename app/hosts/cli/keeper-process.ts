import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';

export type KeeperRequest =
  | { kind: 'get'; account: string }
  | { kind: 'set'; account: string; secret: string }
  | { kind: 'delete'; account: string };

export interface KeeperAnswer {
  secret?: string;
}

/** Answers one request per connection; ends when it holds nothing any more or nobody has asked for `idleMs`. */
export function startKeeper(socketPath: string, idleMs: number): Server {
  const secrets = new Map<string, string>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      if (!text.endsWith('\n')) return;
      socket.end(`${JSON.stringify(answer(secrets, text))}\n`);
      idle.refresh();
      if (secrets.size === 0) server.close();
    });
  });
  const idle = setTimeout(() => server.close(), idleMs);
  server.on('close', () => clearTimeout(idle));
  // A second keeper that lost the race ends here; the first one answers.
  server.on('error', () => clearTimeout(idle));
  // The mask lets no other user in between making the socket and restricting it.
  const mask = process.umask(0o177);
  server.listen(socketPath, () => {
    process.umask(mask);
    if (process.platform !== 'win32') chmodSync(socketPath, 0o600);
  });
  return server;
}

function answer(secrets: Map<string, string>, text: string): KeeperAnswer {
  try {
    const request = JSON.parse(text) as KeeperRequest;
    if (request.kind === 'set') secrets.set(request.account, request.secret);
    else if (request.kind === 'delete') secrets.delete(request.account);
    else {
      const secret = secrets.get(request.account);
      return secret === undefined ? {} : { secret };
    }
  } catch {
    // What is no request changes nothing.
  }
  return {};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const socketPath = process.argv[2];
  if (socketPath === undefined) process.exit(2);
  // A socket that a killed keeper has left behind; a living one would have answered.
  if (process.platform !== 'win32') rmSync(socketPath, { force: true });
  startKeeper(socketPath, 60 * 60 * 1000);
}
