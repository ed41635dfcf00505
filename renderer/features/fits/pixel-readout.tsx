import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FitsImageOut } from '../../../app/contract/fits.ts';
import { worldAt } from '../../../app/domain/fits/wcs.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import styles from './fits.module.css';
import type { PlaneOf } from './use-picture-tile.ts';

interface PixelReadoutProps {
  of: PlaneOf;
  image: FitsImageOut;
  /** Counted from 0 at the lower left; null if the pointer is nowhere. */
  pixel: { x: number; y: number } | null;
}

/** Pixels are read in blocks, so that moving the pointer asks seldom. */
const block = 32;

/** Place, exact value and coordinates of one pixel, counted from 1 as FITS does. */
export function PixelReadout({ of, image, pixel }: PixelReadoutProps): ReactNode {
  const corner = pixel === null ? null : { x: blockStart(pixel.x), y: blockStart(pixel.y) };
  const { data } = useQuery({
    ...queryFor('fits.pixels', { ...of, x: corner?.x ?? 0, y: corner?.y ?? 0, width: block, height: block }),
    enabled: corner !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  if (pixel === null || corner === null)
    return (
      <p className={styles.readout}>{t('Point at the picture for values; Shift with arrow keys moves a cross.')}</p>
    );
  const value = data?.values[(pixel.y - corner.y) * block + pixel.x - corner.x];
  const { wcs, unit } = image;
  const world = wcs === null ? null : worldAt(wcs, pixel.x + 1, pixel.y + 1);
  return (
    <p className={styles.readout} aria-live="polite">
      <span>{`x ${pixel.x + 1}`}</span>
      <span>{`y ${pixel.y + 1}`}</span>
      <strong>{valueText(value, unit)}</strong>
      {wcs !== null && world !== null && (
        <>
          <span>{`${wcs.names[0]} ${signed(world[0])} ${wcs.units[0]}`}</span>
          <span>{`${wcs.names[1]} ${signed(world[1])} ${wcs.units[1]}`}</span>
        </>
      )}
    </p>
  );
}

function signed(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

function blockStart(at: number): number {
  return Math.floor(at / block) * block;
}

function valueText(value: string | number | null | undefined, unit: string | null): string {
  if (value === undefined) return '…';
  if (value === null) return t('no value');
  // Scaled integers have twelve true digits and then the noise of the multiplication.
  const text = String(typeof value === 'number' ? Number(value.toPrecision(12)) : value).replace('-', '−');
  return unit === null ? text : `${text} ${unit}`;
}
