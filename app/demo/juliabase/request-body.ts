import type { UploadedFile } from './exchange.ts';

export interface ParsedBody {
  form: [string, string][];
  files: Map<string, UploadedFile>;
  /** Multipart that ends too early or lacks its boundary. */
  isUnreadable: boolean;
}

/** More are refused, in forms and queries. */
export const maxFields = 1000;

export async function parseBody(body: Buffer, contentType: string): Promise<ParsedBody> {
  const form: [string, string][] = [];
  const files = new Map<string, UploadedFile>();
  if (contentType.startsWith('multipart/form-data')) {
    const answer = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
    const data = await answer.formData().catch(() => undefined);
    if (data === undefined) return { form, files, isUnreadable: true };
    for (const [name, value] of data) {
      if (typeof value === 'string') form.push([name, value]);
      else files.set(name, { fileName: value.name, bytes: Buffer.from(await value.arrayBuffer()) });
    }
  } else if (contentType.startsWith('application/x-www-form-urlencoded')) {
    form.push(...new URLSearchParams(body.toString('utf8')));
  }
  return { form, files, isUnreadable: false };
}
