import { IconPhotoOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { FitsFileOut, FitsHdu, FitsImageOut } from '../../../app/contract/fits.ts';
import { queryFor } from '../../api/query-options.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { ColourBar } from './colour-bar.tsx';
import type { Painting } from './draw-picture.ts';
import styles from './fits.module.css';
import { PictureCanvas } from './picture-canvas.tsx';
import { coloursFor, limitsFor, type PictureChoices } from './picture-choices.ts';
import { PictureToolbar } from './picture-toolbar.tsx';
import { PixelReadout } from './pixel-readout.tsx';
import { useFrameSize } from './use-frame-size.ts';
import { usePictureView } from './use-picture-view.ts';

interface PictureViewProps {
  file: FitsFileOut;
  hdu: FitsHdu;
  choices: PictureChoices;
  onChange(change: Partial<PictureChoices>): void;
}

/** One image of a file, drawn, with its values. */
export function PictureView({ file, hdu, choices, onChange }: PictureViewProps): ReactNode {
  const [plane, setPlane] = useState(0);
  const of = { fileId: file.fileId, hdu: hdu.index, plane: Math.min(plane, hdu.planes - 1) };
  const { data: image, error } = useQuery({
    ...queryFor('fits.image', of),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (image === undefined) return <p className={styles.quiet}>{t('Decoding the picture…')}</p>;
  if (image.survey === null)
    return (
      <EmptyState icon={IconPhotoOff} title={t('No pixel has a value.')}>
        {t('The picture consists of missing pixels only; its header may tell why.')}
      </EmptyState>
    );
  return (
    <DrawnPicture
      {...{ image, survey: image.survey, of, choices, onChange, onPlane: setPlane }}
      planes={hdu.planes}
      label={t('Picture of {{name}}', { name: file.name })}
    />
  );
}

interface DrawnPictureProps {
  image: FitsImageOut;
  survey: NonNullable<FitsImageOut['survey']>;
  of: { fileId: string; hdu: number; plane: number };
  planes: number;
  onPlane(plane: number): void;
  choices: PictureChoices;
  onChange(change: Partial<PictureChoices>): void;
  label: string;
}

function DrawnPicture(props: DrawnPictureProps): ReactNode {
  const { image, survey, of, planes, onPlane, choices, onChange, label } = props;
  const stage = useRef<HTMLDivElement>(null);
  const frame = useFrameSize(stage);
  const view = usePictureView(image, frame);
  const [pixel, setPixel] = useState<{ x: number; y: number } | null>(null);
  const painting = useMemo((): Painting => {
    const colours = coloursFor(choices, survey);
    return { colours, limits: limitsFor(choices, survey, colours), stretch: choices.stretch };
  }, [choices, survey]);
  return (
    <>
      <PictureToolbar
        {...{ choices, onChange, planes, plane: of.plane, onPlane, view }}
        limits={painting.limits}
        colours={painting.colours.name}
      />
      <div ref={stage} className={styles.stage}>
        {frame !== null && (
          <PictureCanvas {...{ of, frame, painting, view, label, pixel }} picture={image} onPixel={setPixel} />
        )}
      </div>
      <div className={styles.foot}>
        <PixelReadout of={of} image={image} pixel={pixel} />
        <ColourBar painting={painting} unit={image.unit} />
      </div>
    </>
  );
}
