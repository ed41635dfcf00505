import type { PieceTaker } from '../http/http-client.ts';
import { JsonSyntaxError } from './byte-json.ts';
import { latin1 } from './cell-numbers.ts';
import { DrmsError } from './drms-error.ts';
import { type ReadList, type RecordListOptions, RecordListReader } from './record-list.ts';
import { checkBeginning, parseAnswer, TornAnswer } from './tolerant-json.ts';

/** An answer up to this size is kept until it was read, to be repaired if it is no JSON (protocol 7). */
const largestToRepair = 8 * 1024 * 1024;

/** Reads a table of records while it arrives; what is no JSON is tried once more with repairs. */
export class ListTaker implements PieceTaker<ReadList & { repaired: boolean }> {
  private readonly reading: RecordListOptions;
  private readonly place: string;
  private readonly source: string;
  private reader: RecordListReader;
  private kept: Uint8Array[] = [];
  private bytes = 0;
  private hasBegun = false;
  private broken: JsonSyntaxError | undefined;

  constructor(reading: RecordListOptions, place: string, source: string) {
    this.reading = reading;
    this.place = place;
    this.source = source;
    this.reader = new RecordListReader(reading);
  }

  push(piece: Uint8Array): void {
    if (!this.hasBegun) this.begin(piece);
    this.bytes += piece.length;
    if (this.bytes <= largestToRepair) this.kept.push(piece);
    else this.kept = [];
    if (this.broken === undefined) this.attempt(() => this.reader.push(piece));
    if (this.broken !== undefined && this.bytes > largestToRepair) throw this.failure(this.broken);
  }

  finish(): ReadList & { repaired: boolean } {
    if (!this.hasBegun) checkBeginning('', this.place, this.source);
    const read = this.broken === undefined ? this.attempt(() => this.reader.finish()) : undefined;
    if (read !== undefined) return { ...read, repaired: false };
    // All that a reader could refuse in the middle was refused there: what is left is an end that is missing.
    if (this.bytes > largestToRepair) throw new TornAnswer(this.message(this.broken), this.source, this.broken);
    const { value, repaired } = parseAnswer(Buffer.concat(this.kept), this.place, this.source);
    // The repaired text once more through the same reader, so that there is one way from text to columns.
    this.reader = new RecordListReader(this.reading);
    this.broken = undefined;
    const mended = this.attempt(() => {
      this.reader.push(Buffer.from(JSON.stringify(value), 'latin1'));
      return this.reader.finish();
    });
    if (mended === undefined) throw this.failure(this.broken);
    return { ...mended, repaired };
  }

  private begin(piece: Uint8Array): void {
    const beginning = latin1(piece, 0, Math.min(400, piece.length));
    if (beginning.trim() === '') return;
    checkBeginning(beginning, this.place, this.source);
    this.hasBegun = true;
  }

  private attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      this.broken = error;
      return undefined;
    }
  }

  private failure(cause: JsonSyntaxError | undefined): DrmsError {
    return new DrmsError('bad-response', this.message(cause), null, {
      remedy: 'Try again; ask for less at once if it stays so.',
      source: this.source,
      cause,
    });
  }

  private message(cause: JsonSyntaxError | undefined): string {
    const where = cause === undefined ? '' : `: ${cause.message}`;
    return `${this.place} cannot be read after ${this.bytes} bytes${where}.`;
  }
}
