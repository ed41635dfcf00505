const superscripts: Readonly<Record<string, string>> = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
  '⁻': '-',
};

/** A unit as people write it, such as `mA/cm²` or `Ω·cm`, in plain letters: `mA/cm^2`, `ohm*cm`. */
export function unitText(unit: string): string {
  return unit
    .trim()
    .replaceAll(/[⁻⁰¹²³⁴-⁹]+/g, (power) => `^${Array.from(power, (digit) => superscripts[digit] ?? digit).join('')}`)
    .replaceAll('°C', 'degC')
    .replaceAll('°', 'deg')
    .replaceAll(/[µμ]/g, 'u')
    .replaceAll('Ω', 'ohm')
    .replaceAll(/\u00c5|\u212b/g, 'angstrom')
    .replaceAll(/\s*[·×]\s*/g, '*');
}
