import { AppError, isAppError } from '../../contract/app-error.ts';
import type { Pk, Sample } from '../../domain/juliabase.ts';
import type { CallOptions, PrimaryKeys } from './api.ts';
import type { OwnMySamples } from './my-samples.ts';
import { hashOfSeries, readFoldedElements } from './office/main-menu.ts';
import { type QueryParameter, withQuery } from './requests.ts';
import type { SamplesReading } from './samples.ts';
import type { SeriesReading } from './series.ts';
import type { Wire } from './wire.ts';

/** How to make samples and series selectable in a form. */
export interface SelectionPlan {
  /** Address of the form, with presets. */
  path: string;
  /** Samples that must be on My Samples while the form is sent. */
  temporary: Pk[];
}

export interface Wanted {
  sampleIds: readonly Pk[];
  seriesNames?: readonly string[];
}

export interface Selection {
  /** For something new: presets touch nothing and defeat folding, but there is only one of each kind. */
  forAdding(path: string, wanted: Wanted, options?: CallOptions): Promise<SelectionPlan>;
  /** For an edit: what is connected already stays selectable; there are no presets. */
  forEditing(path: string, wanted: Wanted, connected: Wanted, options?: CallOptions): Promise<SelectionPlan>;
}

export interface SelectionAreas {
  wire: Wire;
  keys: PrimaryKeys;
  samples: SamplesReading;
  series: SeriesReading;
  mySamples: OwnMySamples;
}

export function createSelection({ wire, keys, samples, series, mySamples }: SelectionAreas): Selection {
  /** Samples that cannot be selected from My Samples because their topic or series is folded in the user's menu. */
  async function foldedSamples(ids: readonly Pk[], options?: CallOptions): Promise<Sample[]> {
    if (ids.length === 0) return [];
    const folded = await readFoldedElements(wire, options);
    if (folded.topicIds.length + folded.seriesHashes.length === 0) return [];
    const topics = folded.topicIds.length === 0 ? undefined : await keys.topics(options);
    const checked = await Promise.all(
      ids.map(async (id) => {
        const sample = await samples.byId(id, options);
        const topicId = sample.topic === null ? undefined : topics?.get(sample.topic);
        const hidden =
          (topicId !== undefined && folded.topicIds.includes(topicId)) ||
          (folded.seriesHashes.length > 0 &&
            (await series.ofSample(sample.name, options)).some((name) =>
              folded.seriesHashes.includes(hashOfSeries(name)),
            ));
        return hidden ? sample : undefined;
      }),
    );
    return checked.filter((sample) => sample !== undefined);
  }

  function refuseFolded(folded: readonly Sample[]): void {
    const [first] = folded;
    if (first === undefined) return;
    throw new AppError(
      'conflict',
      `JuliaBase does not let you select ${first.name} while its topic or series is folded in your main menu.`,
      {
        remedy: `Unfold the topic${first.topic === null ? '' : ` “${first.topic}”`} and the series in the main menu of JuliaBase and try again.`,
        source: wire.site.name,
        details: { sampleIds: folded.map(({ id }) => id), outcome: 'not-created' },
      },
    );
  }

  /** A series is selectable through any of its members on My Samples. */
  async function membersToAdd(
    names: readonly string[],
    selectable: ReadonlySet<Pk>,
    options?: CallOptions,
  ): Promise<Pk[]> {
    const all = await Promise.all(names.map((name) => series.get(name, options)));
    return all.flatMap(({ members }) => {
      const [first] = members;
      return first === undefined || members.some(({ id }) => selectable.has(id)) ? [] : [first.id];
    });
  }

  async function nameOf(id: Pk, options?: CallOptions): Promise<string | undefined> {
    try {
      return (await samples.byId(id, options)).name;
    } catch (error) {
      // Whoever has a mere clearance may attach Results but not read the sample.
      if (isAppError(error, 'forbidden')) return undefined;
      throw error;
    }
  }

  return {
    async forAdding(path, { sampleIds, seriesNames = [] }, options) {
      const [folded, mine] = await Promise.all([foldedSamples(sampleIds, options), mySamples.ids(options)]);
      const missing = sampleIds.filter((id) => !mine.includes(id));
      const preset = folded[0]?.id ?? missing[0];
      refuseFolded(folded.slice(1));
      const presetName = preset === undefined ? undefined : (folded[0]?.name ?? (await nameOf(preset, options)));
      const temporary = missing.filter((id) => presetName === undefined || id !== preset);
      const [presetSeries, ...otherSeries] = seriesNames;
      const selectable = new Set([...mine, ...temporary]);
      const query: QueryParameter[] = [];
      if (presetName !== undefined) query.push(['sample', presetName]);
      if (presetSeries !== undefined) query.push(['sample_series', presetSeries]);
      return {
        path: withQuery(path, query),
        temporary: [...temporary, ...(await membersToAdd(otherSeries, selectable, options))],
      };
    },
    async forEditing(path, wanted, connected, options) {
      const added = wanted.sampleIds.filter((id) => !connected.sampleIds.includes(id));
      const newSeries = (wanted.seriesNames ?? []).filter((name) => !connected.seriesNames?.includes(name));
      if (added.length + newSeries.length === 0) return { path, temporary: [] };
      refuseFolded(await foldedSamples(added, options));
      const mine = await mySamples.ids(options);
      const temporary = added.filter((id) => !mine.includes(id));
      const members = await membersToAdd(newSeries, new Set([...mine, ...temporary]), options);
      return { path, temporary: [...temporary, ...members] };
    },
  };
}
