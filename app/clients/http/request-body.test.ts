import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EncodedBody, encodeForm, type FormField } from './request-body.ts';

/** What a server reads from the body. */
function read({ contentType, bytes }: EncodedBody): Promise<FormData> {
  return new Response(Buffer.from(bytes), { headers: { 'content-type': contentType } }).formData();
}

describe('a form without files', () => {
  it('is urlencoded, with repeated names in order', async () => {
    const body = encodeForm([
      ['samples', '31'],
      ['samples', '32'],
      ['title', 'a b&c=µ+%'],
    ]);
    expect(body.contentType).toBe('application/x-www-form-urlencoded');
    expect(Buffer.from(body.bytes).toString()).toBe('samples=31&samples=32&title=a+b%26c%3D%C2%B5%2B%25');
    expect((await read(body)).getAll('samples')).toEqual(['31', '32']);
  });

  it('may be empty', () => {
    expect(encodeForm([]).bytes).toHaveLength(0);
  });

  it('comes back as it was', async () => {
    const field = fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
    await fc.assert(
      fc.asyncProperty(fc.array(field, { minLength: 1 }), async (fields) => {
        expect([...(await read(encodeForm(fields)))]).toEqual(fields);
      }),
    );
  });
});

describe('a form with a file', () => {
  const file = (bytes: Uint8Array, fileName = 'x.png'): FormField => ['image_file', { bytes, fileName }];

  it('is multipart with the bytes as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.stringMatching(/^[^\r\n]*$/), async (bytes, title) => {
        const form = await read(encodeForm([['title', title], file(bytes), ['samples', '31']]));
        expect([form.get('title'), form.get('samples')]).toEqual([title, '31']);
        const stored = form.get('image_file');
        expect(stored instanceof Blob && Buffer.from(await stored.arrayBuffer())).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('lets no name break out of its header', () => {
    const name = 'a"; name="operator"\r\n\r\n1\r\n--x';
    const text = Buffer.from(encodeForm([[name, 'v'], file(Buffer.from('y'), name)]).bytes).toString();
    const safe = 'a%22; name=%22operator%22%0D%0A%0D%0A1%0D%0A--x';
    expect(text).toContain(`Content-Disposition: form-data; name="${safe}"\r\n\r\nv\r\n`);
    expect(text).toContain(`filename="${safe}"\r\n`);
    expect(text.match(/\r\nContent-Disposition/g)).toHaveLength(2);
  });

  it('has a boundary of its own each time', () => {
    const boundary = (): string => encodeForm([file(new Uint8Array())]).contentType;
    expect(boundary()).toMatch(/^multipart\/form-data; boundary=quarry-[0-9a-f]{36}$/);
    expect(boundary()).not.toBe(boundary());
  });
});
