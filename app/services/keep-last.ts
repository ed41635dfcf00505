/** The same function for inputs that decide the output; asked for the same again, it does not work twice. */
export function keepLast<I extends readonly unknown[], O>(
  work: (...input: I) => Promise<O>,
): (...input: I) => Promise<O> {
  let last: { key: string; output: Promise<O> } | undefined;
  return (...input) => {
    const key = JSON.stringify(input);
    if (last?.key === key) return last.output;
    const output = work(...input);
    const kept = { key, output };
    last = kept;
    output.catch(() => {
      if (last === kept) last = undefined;
    });
    return output;
  };
}
