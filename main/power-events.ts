import type { PowerEvents } from '../app/platform/platform.ts';

/** The part of Electron's `powerMonitor` that is used. */
export interface PowerMonitor {
  on(event: 'suspend' | 'resume', listener: () => void): unknown;
  off(event: 'suspend' | 'resume', listener: () => void): unknown;
}

export function powerEventsOf(monitor: PowerMonitor): PowerEvents {
  return {
    subscribe(listener) {
      const onSuspend = (): void => listener('suspend');
      const onResume = (): void => listener('resume');
      monitor.on('suspend', onSuspend);
      monitor.on('resume', onResume);
      return () => {
        monitor.off('suspend', onSuspend);
        monitor.off('resume', onResume);
      };
    },
  };
}
