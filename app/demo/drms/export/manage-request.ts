import { type Call, json, type Reply } from '../exchange.ts';
import type { Settings } from '../settings.ts';
import { formatTime } from '../time/format-time.ts';
import { taiOfUnix } from '../time/unix-time.ts';
import type { RowStore } from './rows.ts';
import { isPending } from './state.ts';

/** `manage-request.sh`: asks for the pending request of an address, or frees its place. The job itself goes on. */
export function manageRequest({ parameters, nowMs }: Call, rows: RowStore, settings: Settings): Reply {
  const address = parameters.get('address') ?? '';
  const operation = parameters.get('operation') ?? '';
  if (address === '' || (operation !== 'check' && operation !== 'cancel'))
    return json({ status: '-4', msg: 'The arguments address and operation (check or cancel) are needed.' });
  const pending = rows.all().find((row) => row.address === address && isPending(row, settings, nowMs));
  if (pending === undefined) return json({ status: '1', msg: 'There is no pending request.' });
  if (operation === 'cancel') {
    pending.freed = true;
    rows.save();
    return json({ status: '3', msg: `The pending request ${pending.id} was cancelled.` });
  }
  const startTime = formatTime(taiOfUnix(pending.submittedMs), { zone: 'UTC', digits: 0 });
  return json({ status: '2', msg: { request_id: pending.id, start_time: startTime } });
}
