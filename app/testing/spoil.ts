/** A text with one to four places cut, doubled or overwritten. */
export function spoil(text: string, pieces: readonly string[], random: (below: number) => number): string {
  let spoilt = text;
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(spoilt.length + 1);
    const from = random(spoilt.length + 1);
    const length = random(12);
    const added = [
      pieces[random(pieces.length)] ?? '',
      String.fromCharCode(random(256)),
      spoilt.slice(from, from + length * 4),
      '',
    ];
    spoilt = spoilt.slice(0, at) + (added[random(4)] ?? '') + spoilt.slice(at + (random(2) === 0 ? 0 : length));
  }
  return spoilt;
}
