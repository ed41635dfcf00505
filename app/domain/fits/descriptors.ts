/** Where an array of variable length lies: its number of elements, and the byte within the heap. */
export interface Descriptor {
  count: number;
  offset: number;
}

/** Reads a descriptor of form P (two 32-bit numbers) or Q (two 64-bit ones). */
export function readDescriptor(view: DataView, at: number, isWide: boolean): Descriptor {
  if (!isWide) return { count: view.getUint32(at), offset: view.getUint32(at + 4) };
  return { count: Number(view.getBigInt64(at)), offset: Number(view.getBigInt64(at + 8)) };
}
