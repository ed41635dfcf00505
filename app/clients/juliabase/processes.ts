import type { ProcessesArea } from './api.ts';
import { parseProcess } from './parse.ts';
import type { Wire } from './wire.ts';

export function createProcesses(wire: Wire): ProcessesArea {
  return {
    async get(id, options) {
      const path = `processes/${id}`;
      return parseProcess(await wire.json(path, options), wire.placeOf(path));
    },
  };
}
