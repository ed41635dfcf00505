import { type Call, json, type Reply } from '../exchange.ts';
import { RequestError } from '../request-error.ts';
import type { ExportDesk } from './desk.ts';
import type { UnitDesk } from './units.ts';
import { refused } from './wish.ts';

/** The program that exports. */
export function jsocFetch(call: Call, desk: ExportDesk, units: UnitDesk): Reply {
  try {
    return answer(call, desk, units);
  } catch (error) {
    if (error instanceof RequestError) return json({ status: error.status, error: error.message });
    throw error;
  }
}

function answer(call: Call, desk: ExportDesk, units: UnitDesk): Reply {
  const operation = call.parameters.get('op') ?? '';
  switch (operation) {
    case 'exp_request':
      return desk.request(call);
    case 'exp_status':
      return units.status(call) ?? desk.status(call);
    case 'exp_su':
      return units.request(call);
    case 'exp_repeat':
      throw refused('Re-Export requests temporarily disabled.');
    default:
      throw refused(`Unsupported operation '${operation}'.`);
  }
}
