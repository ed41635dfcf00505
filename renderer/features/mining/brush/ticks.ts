const minusSign = '−';

/** Round values between two ends, no more than one above what is wished, with as many digits as tell them apart. */
export function ticksBetween(from: number, to: number, wished: number): { value: number; label: string }[] {
  const rough = (to - from) / (wished + 1);
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  // Divisions of decimal fractions miss whole numbers by a hair.
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  const largest = Math.max(Math.abs(from), Math.abs(to));
  const isPlain = largest < 1e5 && step >= 1e-4;
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: Math.max(0, count) }, (_, place) => {
    const value = (first + place) * step;
    const digits = Math.max(0, Math.floor(Math.log10(largest)) - Math.floor(Math.log10(step)));
    const text = isPlain ? value.toFixed(decimals) : value === 0 ? '0' : value.toExponential(Math.min(digits, 6));
    return { value, label: text.replaceAll('-', minusSign).replace('e+', 'e') };
  });
}
