/** Where arrows begin and end, and how large the drawing is. */
import type { Diagram, DiagramArrow, DiagramBox } from '../../../protocol/src/diagram';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ArrowLine {
  /** From the border of one box over the corners to the border of the other. */
  readonly points: readonly Point[];
  /** The direction of its tip, in degrees, clockwise from pointing right. */
  readonly angle: number;
  /** The middle of its longest piece, for its words. */
  readonly middle: Point;
}

/** Room around the drawing, so that borders and tips are not cut off. */
const margin = 8;

export function sizeOf({ boxes }: Diagram): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(...boxes.map(({ at: [x], size: [width] }) => x + width)) + 2 * margin,
    height: Math.max(...boxes.map(({ at: [, y], size: [, height] }) => y + height)) + 2 * margin,
  };
}

export function viewBoxOf(diagram: Diagram): string {
  const { width, height } = sizeOf(diagram);
  return `${-margin} ${-margin} ${width} ${height}`;
}

/** Undefined when a box of the arrow does not exist, which the compiler has refused. */
export function arrowLine(arrow: DiagramArrow, boxes: readonly DiagramBox[]): ArrowLine | undefined {
  const from = boxes.find(({ id }) => id === arrow.from);
  const to = boxes.find(({ id }) => id === arrow.to);
  if (from === undefined || to === undefined) return undefined;
  const corners = arrow.via.map(([x, y]): Point => ({ x, y }));
  const start = borderPoint(from, corners[0] ?? aim(from, to));
  const end = borderPoint(to, corners.at(-1) ?? aim(to, from));
  const points = [start, ...corners, end];
  const before = points.at(-2) ?? start;
  const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  return { points, angle, middle: middleOfLongest(points) };
}

/**
 * What an arrow without corners is aimed at: boxes that lie beside or below each other are joined by a level or upright
 * line through the middle of what they share, others by a line from middle to middle.
 */
function aim(box: DiagramBox, other: DiagramBox): Point {
  const center = centerOf(other);
  const shared = (axis: 0 | 1): number | undefined => {
    const start = Math.max(box.at[axis], other.at[axis]);
    const end = Math.min(box.at[axis] + box.size[axis], other.at[axis] + other.size[axis]);
    return end > start ? (start + end) / 2 : undefined;
  };
  const x = shared(0);
  if (x !== undefined) return { x, y: center.y };
  const y = shared(1);
  return y === undefined ? center : { x: center.x, y };
}

/** Where the line to `target` leaves the box; level and upright lines keep their height or place. */
function borderPoint(box: DiagramBox, target: Point): Point {
  const [left, top] = box.at;
  const [width, height] = box.size;
  const inside = (value: number, start: number, length: number): boolean =>
    value >= start && value <= start + length;
  if (inside(target.x, left, width)) return { x: target.x, y: target.y < top ? top : top + height };
  if (inside(target.y, top, height)) return { x: target.x < left ? left : left + width, y: target.y };
  const center = centerOf(box);
  const dx = target.x - center.x;
  const dy = target.y - center.y;
  const scale = Math.min(width / 2 / Math.abs(dx), height / 2 / Math.abs(dy));
  return { x: center.x + dx * scale, y: center.y + dy * scale };
}

function centerOf({ at: [x, y], size: [width, height] }: DiagramBox): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function middleOfLongest(points: readonly Point[]): Point {
  let longest = -1;
  let middle: Point = { x: 0, y: 0 };
  for (const [index, end] of points.entries()) {
    const start = points[index - 1];
    if (start === undefined) continue;
    const length = Math.hypot(end.x - start.x, end.y - start.y);
    if (length <= longest) continue;
    longest = length;
    middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  }
  return middle;
}
