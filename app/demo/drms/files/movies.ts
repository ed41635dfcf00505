/** An MP4 file of JPEG frames, one a second. */
export function mp4(frames: readonly Buffer[], width: number, height: number): Buffer {
  const type = box('ftyp', text('isom'), long(512), text('isomiso2mp41'));
  const sizeOf = (offset: number): Buffer => movie(frames, width, height, offset);
  // The index has the same size wherever the data begin.
  const dataStart = type.length + sizeOf(0).length + 8;
  return Buffer.concat([type, sizeOf(dataStart), box('mdat', ...frames)]);
}

/** An MPEG-1 stream of a head and an end. */
export function mpg(): Buffer {
  return Buffer.from([
    ...[0, 0, 1, 0xb3, 0x01, 0x00, 0x10, 0x13, 0xff, 0xff, 0xe0, 0x18],
    ...[0, 0, 1, 0xb8, 0x00, 0x08, 0x00, 0x00],
    ...[0, 0, 1, 0xb7],
  ]);
}

function movie(frames: readonly Buffer[], width: number, height: number, dataStart: number): Buffer {
  const seconds = frames.length;
  const matrix = Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(long));
  const header = box(
    'mvhd',
    zeros(12),
    long(1),
    long(seconds),
    long(0x10000),
    short(0x100),
    zeros(10),
    matrix,
    zeros(24),
    long(2),
  );
  const track = box(
    'tkhd',
    long(7),
    zeros(8),
    long(1),
    zeros(4),
    long(seconds),
    zeros(16),
    matrix,
    long(width << 16),
    long(height << 16),
  );
  const media = box(
    'mdia',
    box('mdhd', zeros(12), long(1), long(seconds), short(0x55c4), zeros(2)),
    box('hdlr', zeros(8), text('vide'), zeros(12), text('video\0')),
    box(
      'minf',
      box('vmhd', long(1), zeros(8)),
      box('dinf', box('dref', zeros(4), long(1), box('url ', long(1)))),
      sampleTable(frames, width, height, dataStart),
    ),
  );
  return box('moov', header, box('trak', track, media));
}

function sampleTable(frames: readonly Buffer[], width: number, height: number, dataStart: number): Buffer {
  const resolution = long(72 << 16);
  const entry = box(
    'jpeg',
    ...[zeros(6), short(1), zeros(16), short(width), short(height), resolution, resolution, zeros(4), short(1)],
    ...[zeros(32), short(24), short(0xffff)],
  );
  const count = long(frames.length);
  return box(
    'stbl',
    box('stsd', zeros(4), long(1), entry),
    box('stts', zeros(4), long(1), count, long(1)),
    box('stsc', zeros(4), long(1), long(1), count, long(1)),
    box('stsz', zeros(8), count, ...frames.map((frame) => long(frame.length))),
    box('stco', zeros(4), long(1), long(dataStart)),
  );
}

function box(name: string, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([long(content.length + 8), text(name), content]);
}

const text = (letters: string): Buffer => Buffer.from(letters, 'latin1');
const zeros = (count: number): Buffer => Buffer.alloc(count);

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
