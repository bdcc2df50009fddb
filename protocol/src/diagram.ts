/**
 * Diagrams: boxes and arrows as data, so that every one is drawn in the reader's theme and has words for those who
 * cannot see it. Lengths are in units of the drawing, about one pixel each at the usual size.
 */
import * as v from 'valibot';
import { kebabId } from './kebabId';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('write at least one word'));
const length = v.pipe(v.number(), v.minValue(0, 'count from the upper left corner, which is 0'));
const point = v.tuple([length, length]);

const boxSchema = v.strictObject({
  id: kebabId,
  /** The upper left corner and the size. */
  at: point,
  size: point,
  /** Lines are broken where the text is. */
  text,
  /** `frame`: stands around other boxes, its text at the top. `accent`: what the drawing is about. `note`: words without a border. */
  look: v.optional(v.picklist(['plain', 'accent', 'frame', 'note']), 'plain'),
});

const arrowSchema = v.strictObject({
  from: kebabId,
  to: kebabId,
  text: v.optional(text),
  /** Corners between the two boxes. */
  via: v.optional(v.array(point), []),
  /** What happens only sometimes, or later. */
  dashed: v.optional(v.boolean(), false),
});

export const diagramSchema = v.strictObject({
  title: text,
  /** Everything that the drawing says, for readers who hear it. */
  description: v.pipe(text, v.minLength(80, 'say in words everything that the drawing shows')),
  boxes: v.pipe(v.array(boxSchema), v.minLength(2, 'draw at least two boxes')),
  arrows: v.array(arrowSchema),
});

export type DiagramBox = v.InferOutput<typeof boxSchema>;
export type DiagramArrow = v.InferOutput<typeof arrowSchema>;
export type Diagram = v.InferOutput<typeof diagramSchema>;
