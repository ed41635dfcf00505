import type { Content, DemoRecord, Segment, Series } from './model.ts';

/** The sixth record of every series lies on tape, the seventh cannot be brought back without staff. */
export function usualStorage({ place }: DemoRecord): 'online' | 'tape' | 'lost' {
  if (place === 5) return 'tape';
  return place === 6 ? 'lost' : 'online';
}

export function segment(name: string, content: Content, given: Partial<Segment> = {}): Segment {
  return {
    name,
    type: content === 'image' ? 'int' : content === 'float-image' ? 'float' : 'char',
    units: 'none',
    protocol: content === 'image' || content === 'float-image' ? 'fits' : 'generic',
    note: '',
    content,
    file: content === 'image' || content === 'float-image' ? `${name}.fits` : name,
    compression: 'none',
    bzero: 0,
    bscale: 1,
    ...given,
  };
}

type SeriesInput = Pick<Series, 'name' | 'note' | 'axes' | 'keywords'> & Partial<Series>;

export function series(given: SeriesInput): Series {
  return {
    owner: given.name.replace(/\..*/, ''),
    unitsize: 1,
    archive: 1,
    retention: 10000,
    tapegroup: 4,
    segments: [],
    links: [],
    storage: usualStorage,
    imageSize: 32,
    ...given,
  };
}
