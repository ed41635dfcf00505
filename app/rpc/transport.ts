/**
 * All that client and server ask of what lies between them. Message ports, WebSockets and the
 * in-process pair become one of these; everything else sits above.
 */
export interface Transport {
  send(message: string | Uint8Array): void;
  /** One listener; messages that came before are delivered once it is set. */
  onMessage(listener: (message: string | Uint8Array) => void): void;
  /** Called once, also at once if the transport is closed already. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Two ends in one process. Messages are encoded texts all the same, so local calls are no laxer than remote ones. */
export function createTransportPair(): [Transport, Transport] {
  const left = new LocalEnd();
  const right = new LocalEnd();
  left.peer = right;
  right.peer = left;
  return [left, right];
}

class LocalEnd implements Transport {
  peer: LocalEnd | undefined;
  private listener: ((message: string | Uint8Array) => void) | undefined;
  private readonly waiting: (string | Uint8Array)[] = [];
  private readonly closeListeners: (() => void)[] = [];
  private closed = false;

  send(message: string | Uint8Array): void {
    const peer = this.peer;
    if (this.closed || peer === undefined) throw new Error('The transport is closed.');
    queueMicrotask(() => peer.receive(message));
  }

  onMessage(listener: (message: string | Uint8Array) => void): void {
    this.listener = listener;
    for (const message of this.waiting.splice(0)) listener(message);
  }

  onClose(listener: () => void): void {
    if (this.closed) listener();
    else this.closeListeners.push(listener);
  }

  close(): void {
    this.closeOneEnd();
    this.peer?.closeOneEnd();
  }

  private receive(message: string | Uint8Array): void {
    if (this.closed) return;
    if (this.listener === undefined) this.waiting.push(message);
    else this.listener(message);
  }

  private closeOneEnd(): void {
    if (this.closed) return;
    this.closed = true;
    for (const listener of this.closeListeners.splice(0)) listener();
  }
}

/** What the page's MessagePort, Node's MessagePort and the like have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: { data?: unknown }) => void): void;
  start?(): void;
  close?(): void;
}

/** What the browser's WebSocket and that of `ws` have in common. */
export interface SocketLike {
  binaryType: string;
  send(message: string | Uint8Array): void;
  addEventListener(type: 'message' | 'close', listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

export function portTransport(port: PortLike): Transport {
  const transport = eventTransport(
    port,
    (message) => port.postMessage(message),
    () => port.close?.(),
  );
  port.start?.();
  return transport;
}

export function socketTransport(socket: SocketLike): Transport {
  socket.binaryType = 'arraybuffer';
  return eventTransport(
    socket,
    (message) => socket.send(message),
    () => socket.close(),
  );
}

function eventTransport(
  target: Pick<PortLike, 'addEventListener'>,
  send: (message: string | Uint8Array) => void,
  close: () => void,
): Transport {
  let listener: ((message: string | Uint8Array) => void) | undefined;
  let closed = false;
  const waiting: (string | Uint8Array)[] = [];
  const closeListeners: (() => void)[] = [];
  const markClosed = (): void => {
    if (closed) return;
    closed = true;
    for (const one of closeListeners.splice(0)) one();
  };
  target.addEventListener('message', (event) => {
    const message = toMessage(event.data);
    if (message === undefined) return;
    if (listener === undefined) waiting.push(message);
    else listener(message);
  });
  target.addEventListener('close', markClosed);
  return {
    send(message) {
      if (closed) throw new Error('The transport is closed.');
      send(message);
    },
    onMessage(next) {
      listener = next;
      for (const message of waiting.splice(0)) next(message);
    },
    onClose(next) {
      if (closed) next();
      else closeListeners.push(next);
    },
    close() {
      close();
      // A closed MessagePort tells only the other end.
      markClosed();
    },
  };
}

function toMessage(data: unknown): string | Uint8Array | undefined {
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return undefined;
}

/** The transport in the form in which oRPC takes a message port. */
export function asOrpcPort(transport: Transport): {
  postMessage(data: unknown): void;
  addEventListener(type: string, listener: (event: { data: unknown }) => void): void;
} {
  return {
    postMessage(data) {
      // oRPC encodes to a text or, with a Blob inside, to bytes.
      transport.send(data as string | Uint8Array);
    },
    addEventListener(type, listener) {
      if (type === 'message') transport.onMessage((data) => listener({ data }));
      if (type === 'close') transport.onClose(() => listener({ data: undefined }));
    },
  };
}
