/** A diagram of the guide as SVG in the theme's colours, with its words below for those who do not see it. */
import { useId } from 'preact/hooks';
import type { Diagram, DiagramArrow, DiagramBox } from '../../../protocol/src/diagram';
import { arrowLine, sizeOf, viewBoxOf } from './geometry';

export interface DiagramFigureProps {
  readonly diagram: Diagram;
  /** The label of the words below, in the language of the interface. */
  readonly inWords: string;
}

const lineHeight = 17;
/** A narrow page shrinks a drawing so far that its text of 13 pixels has 11; then it scrolls. */
const leastScale = 11 / 13;

export function DiagramFigure({ diagram, inWords }: DiagramFigureProps) {
  const id = useId();
  const { title, description, boxes, arrows } = diagram;
  const { width } = sizeOf(diagram);
  // Frames stand behind what they hold.
  const ordered = [...boxes].sort((a, b) => Number(b.look === 'frame') - Number(a.look === 'frame'));
  return (
    <figure class="diagram">
      {/* What scrolls must be reachable by keyboard. */}
      <div class="diagram-scroll" tabIndex={0}>
        <svg
          viewBox={viewBoxOf(diagram)}
          width={width}
          style={{ minInlineSize: `${width * leastScale}px` }}
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-words`}
        >
          <title id={`${id}-title`}>{title}</title>
          {ordered.map((box) => (
            <Box key={box.id} box={box} />
          ))}
          {arrows.map((arrow) => (
            <Arrow key={`${arrow.from} ${arrow.to}`} arrow={arrow} boxes={boxes} />
          ))}
        </svg>
      </div>
      <figcaption>
        <details>
          <summary>{inWords}</summary>
          <p id={`${id}-words`} lang="en">
            {description}
          </p>
        </details>
      </figcaption>
    </figure>
  );
}

function Box({ box }: { readonly box: DiagramBox }) {
  const [x, y] = box.at;
  const [width, height] = box.size;
  const lines = box.text.split('\n');
  const isTop = box.look === 'frame';
  const firstLine = isTop ? y + lineHeight : y + height / 2 - ((lines.length - 1) * lineHeight) / 2;
  return (
    <g class={`diagram-${box.look}`}>
      {box.look === 'note' ? null : <rect x={x} y={y} width={width} height={height} rx={5} />}
      <text text-anchor="middle" dominant-baseline="central">
        {lines.map((line, index) => (
          <tspan key={index} x={x + width / 2} y={firstLine + index * lineHeight}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

interface ArrowProps {
  readonly arrow: DiagramArrow;
  readonly boxes: readonly DiagramBox[];
}

function Arrow({ arrow, boxes }: ArrowProps) {
  const line = arrowLine(arrow, boxes);
  const tip = line?.points.at(-1);
  if (line === undefined || tip === undefined) return null;
  return (
    <g class={arrow.dashed ? 'diagram-arrow diagram-dashed' : 'diagram-arrow'}>
      <polyline points={line.points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      <path d="M0 0 L-9 -4.5 L-9 4.5 Z" transform={`translate(${tip.x} ${tip.y}) rotate(${line.angle})`} />
      {arrow.text === undefined ? null : (
        <text x={line.middle.x} y={line.middle.y} text-anchor="middle" dominant-baseline="central">
          {arrow.text}
        </text>
      )}
    </g>
  );
}
