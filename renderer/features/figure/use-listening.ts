import { useEffect, useRef, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { CurvePoints } from '../../plots/figure-curves.ts';
import { showMessage } from '../../ui/messages.ts';
import { curveTones } from './curve-tones.ts';
import { playTones } from './play-tones.ts';

export interface Listening {
  /** Name of the curve that is heard; null in silence. */
  heard: string | null;
  /** Plays a curve, or ends what is played. */
  toggle(curve: CurvePoints | undefined): void;
}

/** A curve as sound, for those who do not see it. */
export function useListening(yIsLog: boolean): Listening {
  const [heard, setHeard] = useState<string | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return {
    heard,
    toggle(curve) {
      if (stop.current !== null) {
        stop.current();
        return;
      }
      if (curve === undefined) return;
      const tones = curveTones(curve, yIsLog);
      if (tones.length === 0) return;
      try {
        setHeard(curve.sampleName);
        stop.current = playTones(tones, () => {
          stop.current = null;
          setHeard(null);
        });
      } catch (error) {
        setHeard(null);
        showMessage(toAppError(error));
      }
    },
  };
}
