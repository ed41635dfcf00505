import { type ReactNode, useEffect, useRef } from 'react';
import { colourTable } from '../../../app/domain/fits/colour-maps.ts';
import { t } from '../../ui/language.ts';
import type { Painting } from './draw-picture.ts';
import styles from './fits.module.css';

const steps = 256;

/** Which colour stands for which value. */
export function ColourBar({ painting, unit }: { painting: Painting; unit: string | null }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { limits, colours, stretch } = painting;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context == null) return;
    const table = colourTable(colours, stretch);
    const image = new ImageData(steps, 1);
    const words = new Uint32Array(image.data.buffer);
    for (let step = 0; step < steps; step++)
      words[step] = table[Math.round((step / (steps - 1)) * (table.length - 1))] ?? 0;
    context.putImageData(image, 0, 0);
  }, [colours, stretch]);
  return (
    <div
      className={styles.colourBar}
      role="img"
      aria-label={t('Colours from {{low}} to {{high}} {{unit}}', {
        low: limits.low,
        high: limits.high,
        unit: unit ?? '',
      })}
    >
      <span>{shown(limits.low)}</span>
      <canvas ref={canvas} width={steps} height={1} />
      <span>{shown(limits.high)}</span>
      {unit !== null && <span>{unit}</span>}
    </div>
  );
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
