import { isAppError } from '../../contract/app-error.ts';
import type { Pk, Process } from '../../domain/juliabase.ts';
import type { CallOptions, MarkerSearch, PrimaryKeys, WriteOptions } from './api.ts';
import { quote } from './double-quote.ts';
import { withKnownOutcome } from './form-sending.ts';
import { isWholePage, readLinkedNames, saysTooMany } from './html-pages.ts';
import type { ProcessClass, ProcessKey } from './institute/process-class.ts';
import { readProcess, type UntypedProcess } from './institute/read-process.ts';
import { bearsMarker } from './marker.ts';
import { parsePks, parseProcess, parseSample } from './parse.ts';
import { createProcessAdding, type ProcessAddingParts } from './process-add.ts';
import { createProcessEditing } from './process-edit.ts';
import type { ProcessesArea, ServerFile } from './processes-api.ts';
import { formFields, searchPath, withQuery } from './requests.ts';
import { sendChange } from './sample-changes.ts';
import { siteLimits } from './site.ts';
import type { Wire } from './wire.ts';

/** What writing processes needs to know about those that are there. */
export interface ProcessesReading {
  get(id: Pk, options?: CallOptions): Promise<Process>;
  byKey(description: ProcessClass, key: ProcessKey, options?: CallOptions): Promise<UntypedProcess>;
  findByMarker(
    description: ProcessClass,
    marker: string,
    options?: CallOptions & { sampleIds?: readonly Pk[] },
  ): Promise<MarkerSearch>;
}

export function createProcessesReading(wire: Wire): ProcessesReading {
  const { site } = wire;

  async function get(id: Pk, options?: CallOptions): Promise<Process> {
    const path = `processes/${id}`;
    return parseProcess(await wire.json(path, options), wire.placeOf(path));
  }

  async function ofClass({ url }: ProcessClass, key: ProcessKey, options?: CallOptions): Promise<Process> {
    const path = `${url}/${quote(String(key))}`;
    return parseProcess(await wire.json(path, options), wire.placeOf(path));
  }

  async function byKey(description: ProcessClass, key: ProcessKey, options?: CallOptions): Promise<UntypedProcess> {
    return readProcess(description, await ofClass(description, key, options), site.name);
  }

  async function searched(description: ProcessClass, marker: string, options: CallOptions): Promise<MarkerSearch> {
    const page = await wire.html(searchPath(description.model, [['comments', marker]]), options);
    const keys = readLinkedNames(page, site.rootPath, description.url);
    const found = await Promise.all(keys.map((key) => marked(description, key, marker, options)));
    const complete = /name=["']?_old_model\b/.test(page) && isWholePage(page) && !saysTooMany(page);
    return {
      hits: found.filter((hit) => typeof hit === 'number'),
      complete: complete && keys.length < siteLimits.searchCap && !found.includes('unreadable'),
    };
  }

  /** The id of a hit that carries the marker; it need not be as the class describes it. */
  async function marked(
    description: ProcessClass,
    key: ProcessKey,
    marker: string,
    options: CallOptions,
  ): Promise<Pk | 'unreadable' | undefined> {
    try {
      const { id, comments } = await ofClass(description, key, options);
      return bearsMarker(comments, marker) ? id : undefined;
    } catch (error) {
      if (isAppError(error, 'not-found')) return undefined;
      if (isAppError(error, 'forbidden')) return 'unreadable';
      throw error;
    }
  }

  async function onSample(sampleId: Pk, marker: string, options: CallOptions): Promise<Pk[]> {
    const path = `samples/by_id/${sampleId}`;
    const sample = await wire.json(path, options).then(
      (answer) => parseSample(answer, wire.placeOf(path)),
      (error: unknown) => {
        // The search is the main source; a sample that cannot be read adds nothing to it.
        if (isAppError(error, 'forbidden', 'not-found')) return undefined;
        throw error;
      },
    );
    const hits = sample?.processes.filter(({ comments }) => bearsMarker(comments, marker)) ?? [];
    return hits.map(({ id }) => id);
  }

  return {
    get,
    byKey,
    async findByMarker(description, marker, options = {}) {
      const [search, ...samples] = await Promise.all([
        searched(description, marker, options),
        ...(options.sampleIds ?? []).map((id) => onSample(id, marker, options)),
      ]);
      const hits = [...new Set([...search.hits, ...samples.flat()])].sort((left, right) => left - right);
      return { hits, complete: search.complete };
    },
  };
}

export interface ProcessesParts extends ProcessAddingParts {
  wire: Wire;
  keys: PrimaryKeys;
}

export function createProcesses(parts: ProcessesParts): ProcessesArea {
  const { wire, keys, reading, sending } = parts;

  async function remove(id: Pk, options: WriteOptions): Promise<void> {
    const isDone = (): Promise<boolean> =>
      reading.get(id, options).then(
        () => false,
        (error: unknown) => {
          if (isAppError(error, 'not-found')) return true;
          throw error;
        },
      );
    await sendChange(
      sending,
      { id, plan: { path: `processes/${id}/delete/`, temporary: [] }, fields: [], isDone },
      options,
    );
  }

  async function plot(
    id: Pk,
    { plotId, thumbnail = false, ...options }: CallOptions & { plotId?: string; thumbnail?: boolean } = {},
  ): Promise<ServerFile> {
    const which = plotId === undefined ? '' : `/${quote(plotId)}`;
    return wire.bytes(`plots/${thumbnail ? 'thumbnails/' : ''}${id}${which}`, options);
  }

  async function folded(sampleId: Pk, processIds: readonly Pk[], options?: CallOptions): Promise<Pk[]> {
    if (processIds.length === 0) return [];
    const path = withQuery(`folded_processes/${sampleId}`, [['process_ids', processIds.join(',')]]);
    return parsePks(await wire.json(path, options), wire.placeOf(path));
  }

  return {
    get: reading.get,
    // The reading was checked against the description that the types come from.
    byKey: reading.byKey as ProcessesArea['byKey'],
    findByMarker: reading.findByMarker,
    available: ({ model }, options) => keys.availableItems(model, options),
    add: createProcessAdding(parts),
    edit: createProcessEditing(parts),
    delete: (id, options = {}) => withKnownOutcome('', options, (watched) => remove(id, watched)),
    plot,
    folded,
    async fold(sampleId, processId, wanted, options) {
      const present = (await folded(sampleId, [processId], options)).length > 0;
      // The view only toggles.
      if (present !== wanted)
        await wire.post(`fold_process/${sampleId}`, formFields({ process_id: processId }), options);
    },
  };
}
