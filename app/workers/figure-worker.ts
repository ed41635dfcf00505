import { type DrawRequest, drawFigure } from '../figures/node/draw-figure.ts';
import { serveWorker, Transferred } from '../rpc/node/worker-client.ts';

export interface FigureApi {
  draw(request: DrawRequest): Promise<Uint8Array>;
}

let last: Promise<unknown> = Promise.resolve();

serveWorker({
  /** Plotly keeps state in its document, so drawings wait for one another. */
  draw(request: DrawRequest): Promise<Transferred<Uint8Array>> {
    const drawing = last.then(async () => {
      const bytes = await drawFigure(request);
      return new Transferred(bytes, [bytes.buffer as ArrayBuffer]);
    });
    last = drawing.catch(() => undefined);
    return drawing;
  },
});
