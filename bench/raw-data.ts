import { createRandom, normal } from '../app/demo/juliabase/random.ts';

/** A conductivity file of a fast instrument. */
export function conductivityText(points: number, seed: number): string {
  const random = createRandom(seed);
  const lines = Array.from({ length: points }, (_, index) => {
    const kelvin = 200 + (250 * index) / points;
    const sigma = 40 * Math.exp(-(0.4 + 0.01 * seed) / (8.617e-5 * kelvin)) * (1 + 0.02 * normal(random));
    return `${kelvin.toFixed(4)}\t${sigma.toExponential(6)}`;
  });
  return `# T/K\tsigma/(S/cm)\n${lines.join('\n')}\n`;
}
