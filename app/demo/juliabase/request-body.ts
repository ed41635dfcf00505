import type { UploadedFile } from './exchange.ts';

export interface ParsedBody {
  form: [string, string][];
  files: Map<string, UploadedFile>;
  /** More than the real server accepts. */
  tooManyFields: boolean;
}

export const maxFields = 1000;

export async function parseBody(body: Buffer, contentType: string): Promise<ParsedBody> {
  const form: [string, string][] = [];
  const files = new Map<string, UploadedFile>();
  if (contentType.startsWith('multipart/form-data')) {
    const data = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    for (const [name, value] of data) {
      if (typeof value === 'string') form.push([name, value]);
      else files.set(name, { fileName: value.name, bytes: Buffer.from(await value.arrayBuffer()) });
    }
  } else if (contentType.startsWith('application/x-www-form-urlencoded')) {
    form.push(...new URLSearchParams(body.toString('utf8')));
  }
  return { form, files, tooManyFields: form.length > maxFields };
}
