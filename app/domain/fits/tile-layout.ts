/** One tile of an image and where its values go. */
export interface Tile {
  /** From 0 on, in the order of the rows of the table. */
  row: number;
  /** First pixel and size along each axis; at the upper edges tiles are cut. */
  start: number[];
  size: number[];
}

/** The tiles that hold pixels of one plane. */
export function tilesOfPlane(axes: readonly number[], tileAxes: readonly number[], plane: number): Tile[] {
  const counts = axes.map((axis, index) => Math.ceil(axis / (tileAxes[index] ?? 1)));
  const above = planePosition(axes, plane);
  const rows = counts.reduce((product, count) => product * count, 1);
  const perPlane = (counts[0] ?? 1) * (counts[1] ?? 1);
  const tiles: Tile[] = [];
  // The first two axes run through all tiles, the others stay at the tile with the plane.
  let base = 0;
  let stride = perPlane;
  for (let axis = 2; axis < axes.length; axis++) {
    base += Math.floor((above[axis - 2] ?? 0) / (tileAxes[axis] ?? 1)) * stride;
    stride *= counts[axis] ?? 1;
  }
  for (let row = base; row < Math.min(rows, base + perPlane); row++) tiles.push(tileAt(axes, tileAxes, counts, row));
  return tiles;
}

function tileAt(axes: readonly number[], tileAxes: readonly number[], counts: readonly number[], row: number): Tile {
  const start: number[] = [];
  const size: number[] = [];
  let rest = row;
  for (const [index, axis] of axes.entries()) {
    const count = counts[index] ?? 1;
    const wanted = tileAxes[index] ?? 1;
    const first = (rest % count) * wanted;
    rest = Math.floor(rest / count);
    start.push(first);
    size.push(Math.min(wanted, axis - first));
  }
  return { row, start, size };
}

/** Position of a plane along the axes behind the second. */
function planePosition(axes: readonly number[], plane: number): number[] {
  let rest = plane;
  return axes.slice(2).map((axis) => {
    const position = rest % axis;
    rest = Math.floor(rest / axis);
    return position;
  });
}

interface Settable {
  set(values: ArrayLike<never>, offset: number): void;
}

/** Puts that part of a decoded tile into the plane that belongs to it. Both arrays are of one type. */
export function placeTile<T extends Settable & { subarray(from: number, to: number): unknown }>(
  values: T,
  tile: Tile,
  axes: readonly number[],
  plane: number,
  target: T,
): void {
  const [width = 1] = axes;
  const [startX = 0, startY = 0] = tile.start;
  const [sizeX = 1, sizeY = 1] = tile.size;
  let offset = 0;
  let stride = sizeX * sizeY;
  for (const [index, position] of planePosition(axes, plane).entries()) {
    offset += (position - (tile.start[index + 2] ?? 0)) * stride;
    stride *= tile.size[index + 2] ?? 1;
  }
  for (let y = 0; y < sizeY; y++) {
    const from = offset + y * sizeX;
    // The same type as the target, by the signature.
    target.set(values.subarray(from, from + sizeX) as ArrayLike<never>, (startY + y) * width + startX);
  }
}
