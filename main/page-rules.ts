import type { Rectangle } from 'electron';
import { isOwnPage, pageOrigin } from './page-origin.ts';

/** Copying by the clipboard's own rules is all that a page may ask for. */
export function isAllowedPermission(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && (url === pageOrigin || isOwnPage(url));
}

export function isAllowedRequest(url: string): boolean {
  return ['quarry:', 'data:', 'blob:', 'devtools:'].includes(url.slice(0, url.indexOf(':') + 1));
}

/** Undefined for everything but an https address without a user name in it. */
export function externalAddress(url: string): URL | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' && parsed.username === '' && parsed.password === '' ? parsed : undefined;
}

/** Last part only, without what systems forbid in names. */
export function safeFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_')
    .replace(/^\.+/, '')
    .slice(0, 150);
  return clean === '' ? 'figure' : clean;
}

/** At least a hand's breadth of the title bar can be reached with the mouse. */
export function isOnAnyScreen(bounds: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((area) => {
    const visible = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
    return visible >= 100 && bounds.y >= area.y && bounds.y <= area.y + area.height - 40;
  });
}
