import { createServer } from 'node:http';

/** A slow server in a process of its own: `delay` ms for each request, as much again for a new connection. */
const delayMs = 30;
const smallBytes = 35 * 2880;
const largeBytes = 1e9;
const pieceBytes = 1024 * 1024;

const small = fitsFile(smallBytes);
const piece = Buffer.alloc(pieceBytes, 'quarry ');

const server = createServer((request, response) => {
  const isLarge = request.url === '/large.dat';
  const size = isLarge ? largeBytes : small.length;
  const head = { 'content-length': size, etag: `"${request.url}"`, 'last-modified': new Date(0).toUTCString() };
  const isNew = !seen.has(request.socket);
  seen.add(request.socket);
  const send = (): void => {
    response.writeHead(200, head);
    if (!isLarge) response.end(small);
    else sendPieces(size);
  };
  function sendPieces(left: number): void {
    if (left <= 0) response.end();
    else if (response.write(piece.subarray(0, Math.min(left, pieceBytes)))) sendPieces(left - pieceBytes);
    else response.once('drain', () => sendPieces(left - pieceBytes));
  }
  setTimeout(send, isLarge ? 0 : delayMs + (isNew ? delayMs : 0));
});
const seen = new WeakSet<object>();
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });
});
process.on('disconnect', () => process.exit());

/** An image that fills its file. */
function fitsFile(bytes: number): Buffer {
  const data = bytes - 2880;
  const cards = ['SIMPLE  =                    T', 'BITPIX  =                    8', 'NAXIS   =                    1'];
  const head = [...cards, `NAXIS1  = ${String(data).padStart(20)}`, 'END'].map((card) => card.padEnd(80)).join('');
  return Buffer.concat([Buffer.from(head.padEnd(2880), 'latin1'), Buffer.alloc(data, 7)]);
}
