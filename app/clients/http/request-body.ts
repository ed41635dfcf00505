import { randomBytes } from 'node:crypto';

export interface FilePart {
  bytes: Uint8Array;
  fileName: string;
}

export type FormField = [name: string, value: string | FilePart];

export interface EncodedBody {
  contentType: string;
  bytes: Uint8Array;
}

/** A body that is not held in memory; its pieces are asked for anew for each try. */
export interface StreamedBody {
  contentType: string;
  /** Of all pieces together, in bytes. */
  length: number;
  pieces(): AsyncIterable<Uint8Array>;
}

/** Form fields as a request body: multipart if there is a file among them, else urlencoded; text is UTF-8. */
export function encodeForm(fields: readonly FormField[]): EncodedBody {
  return fields.some(([, value]) => typeof value !== 'string') ? multipart(fields) : urlEncoded(fields);
}

function urlEncoded(fields: readonly FormField[]): EncodedBody {
  const form = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === 'string') form.append(name, value);
  return { contentType: 'application/x-www-form-urlencoded', bytes: Buffer.from(form.toString()) };
}

function multipart(fields: readonly FormField[]): EncodedBody {
  const boundary = `quarry-${randomBytes(18).toString('hex')}`;
  const parts: Uint8Array[] = [];
  for (const [name, value] of fields) {
    const file = typeof value === 'string' ? undefined : value;
    const fileHeaders =
      file === undefined ? '' : `; filename="${quotable(file.fileName)}"\r\nContent-Type: application/octet-stream`;
    parts.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"${fileHeaders}\r\n\r\n`),
    );
    parts.push(typeof value === 'string' ? Buffer.from(value) : value.bytes, Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat(parts) };
}

/** The escapes of the HTML standard for names in multipart headers. */
function quotable(text: string): string {
  return text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
