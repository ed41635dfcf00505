import { type ColourMap, colourTable, paint } from '../../../app/domain/fits/colour-maps.ts';
import type { Limits } from '../../../app/domain/fits/limits.ts';
import type { StretchName } from '../../../app/domain/fits/stretch.ts';
import type { Tile } from './use-picture-tile.ts';
import { type Size, screenAt, type View } from './view-transform.ts';

export interface Painting {
  limits: Limits;
  colours: ColourMap;
  stretch: StretchName;
}

/** A tile in its colours, each value a pixel, the lowest row first. */
export function paintTile(tile: Tile, { limits, colours, stretch }: Painting): HTMLCanvasElement {
  const columns = Math.ceil(tile.width / tile.step);
  const rows = Math.ceil(tile.height / tile.step);
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const image = new ImageData(columns, rows);
  paint(tile.values, limits, colourTable(colours, stretch), new Uint32Array(image.data.buffer));
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

export interface Scene {
  tile: Tile;
  painted: HTMLCanvasElement;
  view: View;
  /** In CSS pixels. */
  frame: Size;
  devicePixels: number;
  /** Pixel under the cross, if there is one. */
  cross: { x: number; y: number } | null;
}

/** Puts a painted tile where it belongs on the screen. */
export function drawScene(context: CanvasRenderingContext2D, scene: Scene): void {
  const { tile, painted, view, frame, devicePixels, cross } = scene;
  context.setTransform(devicePixels, 0, 0, devicePixels, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  const low = screenAt(view, { x: tile.x, y: tile.y }, frame);
  // The last values of a row or column stand for fewer pixels: drawn whole, and cut at the edge of the picture.
  const width = painted.width * tile.step * view.zoom;
  const height = painted.height * tile.step * view.zoom;
  context.save();
  context.beginPath();
  context.rect(low.x, low.y - tile.height * view.zoom, tile.width * view.zoom, tile.height * view.zoom);
  context.clip();
  // Single pixels show as squares once they are large.
  context.imageSmoothingEnabled = view.zoom * devicePixels < 1;
  context.translate(low.x, low.y);
  context.scale(1, -1);
  context.drawImage(painted, 0, 0, width, height);
  context.restore();
  if (cross !== null) drawCross(context, scene, cross);
}

const crossPixels = 9;

function drawCross(context: CanvasRenderingContext2D, { view, frame }: Scene, cross: { x: number; y: number }): void {
  const at = screenAt(view, { x: cross.x + 0.5, y: cross.y + 0.5 }, frame);
  const half = Math.max(crossPixels, view.zoom / 2 + 2);
  for (const [color, width] of [
    ['#000', 3],
    ['#fff', 1],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const inner = Math.max(3, view.zoom / 2);
      context.moveTo(at.x + dx * inner, at.y + dy * inner);
      context.lineTo(at.x + dx * (half + crossPixels), at.y + dy * (half + crossPixels));
    }
    context.stroke();
  }
}
