import type { FileBody } from '../exchange.ts';
import { bytesBody } from '../files/file-bodies.ts';
import { tarBody } from '../files/tar.ts';
import { writeJson } from '../json.ts';
import type { Settings } from '../settings.ts';
import { finishedAnswer } from './answers.ts';
import type { Products } from './products.ts';
import type { ExportRow, RowStore } from './rows.ts';
import { stateOf } from './state.ts';

/** Finds the file a path below the directory of a finished request names. */
export class ExportFiles {
  private readonly rows: RowStore;
  private readonly products: Products;
  private readonly settings: Settings;

  constructor(rows: RowStore, products: Products, settings: Settings) {
    this.rows = rows;
    this.products = products;
    this.settings = settings;
  }

  find(path: string, nowMs: number): FileBody | undefined {
    const row = this.rows.all().find((one) => path.startsWith(`${this.products.directory(one)}/`));
    if (row === undefined || stateOf(row, this.settings, nowMs).status !== 0) return undefined;
    const name = path.slice(this.products.directory(row).length + 1);
    const isTar = row.method.endsWith('-tar');
    if (isTar) return name === `${row.id}.tar` ? this.tar(row, nowMs) : undefined;
    if (name === `${row.id}.keywords.txt`) return this.products.keywordList(row);
    if (name === 'index.json') return this.index(row, nowMs);
    return this.products.file(row, name);
  }

  /** Loose files are packed together with the index and the script that made them. */
  private tar(row: ExportRow, nowMs: number): FileBody {
    const entries = this.products
      .of(row)
      .flatMap(({ files }) => files.map(({ name, body }) => ({ name, body: body() })));
    const script = bytesBody(Buffer.from(`#!/bin/sh\n# ${row.id}\n`), `script-${row.id}`);
    const index = this.index(row, nowMs);
    return tarBody(
      [
        { name: 'index.json', body: index },
        { name: 'index.txt', body: index },
        { name: `${row.id}.drmsrun`, body: script },
        ...entries,
      ],
      row.id,
    );
  }

  private index(row: ExportRow, nowMs: number): FileBody {
    const state = stateOf(row, this.settings, nowMs);
    const answer = finishedAnswer(row, state, this.products.of(row), this.products.directory(row));
    return bytesBody(Buffer.from(writeJson(answer), 'latin1'), `index-${row.id}`);
  }
}
