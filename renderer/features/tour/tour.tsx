import { Button } from '@mantine/core';
import { useFocusTrap, useMergedRef } from '@mantine/hooks';
import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../ui/language.ts';
import { type Box, type Place, placeCard } from './place-card.ts';
import styles from './tour.module.css';
import { leaveTour, useTour } from './tour-state.ts';
import { tourSteps } from './tour-steps.ts';

/** Four steps through the window, which can be left at any of them. */
export function Tour(): ReactNode {
  const { step } = useTour();
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (step === null) {
      if (opener.current instanceof HTMLElement) opener.current.focus();
      opener.current = null;
    } else opener.current ??= document.activeElement;
  }, [step]);
  return step === null ? null : <Step at={step} />;
}

function Step({ at }: { at: number }): ReactNode {
  const card = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(card, useFocusTrap());
  const [places, setPlaces] = useState<{ part: Box; card: Place } | null>(null);
  const step = tourSteps[at];
  useLayoutEffect(() => {
    if (step === undefined) return;
    const measure = (): void => {
      const part = document.querySelector(step.selector)?.getBoundingClientRect();
      const own = card.current?.getBoundingClientRect();
      if (own === undefined) return;
      const frame = { width: window.innerWidth, height: window.innerHeight };
      // A part that is hidden now is told of all the same.
      const shown = part ?? new DOMRect(frame.width / 2, frame.height / 3, 0, 0);
      setPlaces({ part: shown, card: placeCard(step.side, shown, own, frame) });
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [step]);
  if (step === undefined) return null;
  const goTo = (next: number): void => (next < tourSteps.length ? useTour.setState({ step: next }) : leaveTour());
  const isLast = at === tourSteps.length - 1;
  return (
    <>
      {places !== null && <div className={styles.part} style={px(places.part)} aria-hidden />}
      <div
        ref={ref}
        role="dialog"
        aria-label={t('Tour, step {{at}} of {{tourStepCount}}: {{title}}', {
          at: at + 1,
          tourStepCount: tourSteps.length,
          title: step.title,
        })}
        className={styles.card}
        style={places === null ? { visibility: 'hidden' } : px(places.card)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') leaveTour();
        }}
      >
        <h2>{step.title}</h2>
        <p>{step.text}</p>
        <div className={styles.foot}>
          <span className={styles.count}>
            {t('{{at}} of {{tourStepCount}}', { at: at + 1, tourStepCount: tourSteps.length })}
          </span>
          {!isLast && <Button onClick={leaveTour}>{t('Leave tour')}</Button>}
          {at > 0 && <Button onClick={() => goTo(at - 1)}>{t('Back')}</Button>}
          <Button key={at} variant="filled" data-autofocus autoFocus onClick={() => goTo(at + 1)}>
            {isLast ? t('Done') : t('Next')}
          </Button>
        </div>
      </div>
    </>
  );
}

function px(box: Partial<Box>): CSSProperties {
  const { left, top, width, height } = box;
  return { left, top, width, height };
}
