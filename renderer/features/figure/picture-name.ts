/** Whether a file is worth looking into by its name. */
export function isPictureName(name: string): boolean {
  return /\.(?:png|svg|pdf)$/i.test(name);
}
