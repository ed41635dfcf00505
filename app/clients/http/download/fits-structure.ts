const block = 2880;
const card = 80;
const mostBlocks = 10_000;

/** Reads up to `length` bytes; fewer only at the end of the file. */
export type ReadAt = (position: number, length: number) => Promise<Uint8Array>;

/**
 * Whether a FITS file ends where its headers say, which tells a cut one even if its length looks right.
 * @returns what is wrong, in words, or undefined
 */
export async function wrongFitsStructure(size: number, read: ReadAt): Promise<string | undefined> {
  for (let at = 0; at < size; ) {
    // Behind the last extension other records may follow.
    if (at > 0 && !(await isExtension(at, read))) return undefined;
    const header = await readHeader(at, read);
    if (header === undefined) return at === 0 ? 'The header of the FITS file has no end.' : cutOff(size);
    at = header.end + Math.ceil(dataBytes(header.values) / block) * block;
    if (at > size) return cutOff(size);
  }
  return undefined;
}

async function isExtension(at: number, read: ReadAt): Promise<boolean> {
  return Buffer.from(await read(at, 9)).toString('latin1') === 'XTENSION=';
}

interface Header {
  values: Map<string, number>;
  /** Where the data begin. */
  end: number;
}

async function readHeader(start: number, read: ReadAt): Promise<Header | undefined> {
  const values = new Map<string, number>();
  for (let number = 0; number < mostBlocks; number++) {
    const bytes = await read(start + number * block, block);
    if (bytes.length < block) return undefined;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    for (let at = 0; at < block; at += card) {
      const line = text.slice(at, at + card);
      if (/^END {77}$/.test(line)) return { values, end: start + (number + 1) * block };
      const [, name, value] = /^(BITPIX|NAXIS\d{0,3}|PCOUNT|GCOUNT|GROUPS) *= +([-+]?\d+|T)(?: |\/|$)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined && !values.has(name))
        values.set(name, value === 'T' ? 1 : Number(value));
    }
  }
  return undefined;
}

/** By the formula of the FITS standard, 4.4.1. */
function dataBytes(values: ReadonlyMap<string, number>): number {
  const axes = values.get('NAXIS') ?? 0;
  if (axes === 0) return 0;
  const hasGroups = values.get('GROUPS') === 1 && values.get('NAXIS1') === 0;
  let elements = 1;
  for (let axis = hasGroups ? 2 : 1; axis <= axes; axis++) elements *= values.get(`NAXIS${axis}`) ?? 0;
  const groups = values.get('GCOUNT') ?? 1;
  return (Math.abs(values.get('BITPIX') ?? 0) / 8) * groups * ((values.get('PCOUNT') ?? 0) + elements);
}

function cutOff(size: number): string {
  return `The FITS file is cut off: it has ${size} bytes, its headers announce more.`;
}
