const signatures = [
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
] as const;

/** The type by the first bytes, which is all the server looks at; undefined for a type it rejects. */
export function detectImageType(bytes: Uint8Array): 'png' | 'jpeg' | 'pdf' | undefined {
  return signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0];
}
