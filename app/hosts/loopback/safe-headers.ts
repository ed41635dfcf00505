import { filePolicy } from '../../contract/page-policy.ts';

/** Of every answer: it is kept nowhere, runs nothing and is shown inside nothing. */
export const safeHeaders = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
  'content-security-policy': filePolicy,
};
