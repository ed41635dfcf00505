import { z } from 'zod';
import { create } from 'zustand';
import type { JsonValue } from '../../../../app/contract/app-error.ts';
import { keepWithWorkspace } from '../../../ui/window-memory.ts';

type Looks = Readonly<Record<string, JsonValue>>;
const KeptLooks = z.record(z.string(), z.record(z.string(), z.json()));

/** More tables are not looked at from one day to the next. */
const mostTables = 50;

/** What was chosen about tables – what is drawn, compared, counted –, by the names they keep and the parts that show it. */
const useLooks = create<{ byTable: Readonly<Record<string, Looks>> }>(() => ({ byTable: {} }));

keepWithWorkspace({
  name: 'looks',
  read: () => {
    const { byTable } = useLooks.getState();
    return Object.keys(byTable).length === 0 ? null : { ...byTable };
  },
  restore: (kept) => useLooks.setState({ byTable: KeptLooks.safeParse(kept).data ?? {} }),
  subscribe: (listener) => useLooks.subscribe(listener),
});

export function keepLook(tableName: string, part: string, look: JsonValue): void {
  useLooks.setState(({ byTable }) => {
    const { [tableName]: before = {}, ...others } = byTable;
    const kept = Object.entries(others).slice(1 - mostTables);
    return { byTable: { ...Object.fromEntries(kept), [tableName]: { ...before, [part]: look } } };
  });
}

/** Null if nothing was chosen yet, or nothing that this version knows. */
export function keptLook<T>(tableName: string, part: string, schema: z.ZodType<T>): T | null {
  return schema.safeParse(useLooks.getState().byTable[tableName]?.[part]).data ?? null;
}
