/**
 * Decodes one tile of a mask in the line list of IRAF (PLIO_1).
 * @param list 16-bit words of the tile
 * @returns false if the list is none
 */
export function decodePlio(list: Int16Array, target: Int32Array): boolean {
  const [, , third = 0, , fifth = 0] = list;
  // Old lists have the length in their third word, newer ones a version there and the length in two more.
  const isOld = third > 0;
  const length = isOld ? third : (fifth << 15) + (list[3] ?? 0);
  const first = isOld ? 3 : (list[1] ?? 0);
  if (length > list.length || first < 0) return false;
  let high = 1;
  let at = 0;
  for (let word = first; word < length; word++) {
    const code = list[word] as number;
    const operation = code >> 12;
    const data = code & 0xfff;
    switch (operation) {
      case 0: // zeros
        at += data;
        break;
      case 1: // new value, in two words
        high = ((list[++word] as number) << 12) + data;
        break;
      case 2: // value up
        high += data;
        break;
      case 3: // value down
        high -= data;
        break;
      case 4: // values
        target.fill(high, at, at + data);
        at += data;
        break;
      case 5: // zeros, then one value
        at += data;
        if (data > 0) target[at - 1] = high;
        break;
      case 6: // value up, and one of it
      case 7: // value down, and one of it
        high += operation === 6 ? data : -data;
        target[at++] = high;
        break;
      default:
        return false;
    }
    if (at > target.length) return false;
  }
  return true;
}
