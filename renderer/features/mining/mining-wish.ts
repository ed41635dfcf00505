import { createContext } from 'react';
import { create } from 'zustand';
import { openPanel, type PanelParams } from '../../routes/panels.ts';

/** Whose samples a table is about, as the panel is told. */
export type MiningTarget = PanelParams['mining'];

export interface WishedField {
  processType: string;
  field: string;
}

interface Wish {
  target: MiningTarget;
  fields: readonly WishedField[];
}

/** Fields that were pointed at elsewhere, until the editor of that table has taken them. */
export const useMiningWish = create<{ wish: Wish | null }>(() => ({ wish: null }));

/** The tables in which values that are looked at can become columns. */
export const ExampleTargets = createContext<readonly MiningTarget[]>([]);

/** Opens the columns of the table with the field among them; several in a row come together. */
export function wishColumn(target: MiningTarget, field: WishedField): void {
  const { wish } = useMiningWish.getState();
  const before = wish !== null && isSameTarget(wish.target, target) ? wish.fields : [];
  useMiningWish.setState({ wish: { target, fields: [...before, field] } });
  openPanel('mining', target);
}

/** The fields that were wished for the table; they count as taken. */
export function takeWishes(target: MiningTarget): readonly WishedField[] {
  const { wish } = useMiningWish.getState();
  if (wish === null || !isSameTarget(wish.target, target)) return [];
  useMiningWish.setState({ wish: null });
  return wish.fields;
}

export function isSameTarget(one: MiningTarget, other: MiningTarget): boolean {
  return one.connectionId === other.connectionId && one.of === other.of && one.name === other.name;
}
