/** A fixed number below 2³² for each pair: records have no state, their values are computed whenever they are asked for. */
export function scramble(number: number, salt: number): number {
  let mixed = Math.imul((number % 4_294_967_296) ^ Math.imul(salt + 1, 0x9e3779b9), 0x85ebca6b);
  mixed ^= Math.floor(number / 4_294_967_296);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** From −1 to 1. */
export function noise(number: number, salt: number): number {
  return scramble(number, salt) / 2_147_483_648 - 1;
}
