/** What was done and what is to come: each drawing has its numbers in words beside it. */
import type { ComponentChildren } from 'preact';
import type { StatisticsView } from '../../../protocol/src/studyMessages';
import { Bar } from './Bar';
import { fill, percent, useStudy } from './context';
import { useFocusOnArrival } from './focus';

export function Statistics({ statistics }: { readonly statistics: StatisticsView }) {
  const { texts, send } = useStudy();
  const heading = useFocusOnArrival<HTMLHeadingElement>('statistics');
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {texts.statistics}
      </h1>
      {statistics.answers === 0 ? (
        <p>{texts.noStatistics}</p>
      ) : (
        <>
          <p class="figures">
            {fill(texts.totals, statistics.answers, statistics.minutes)} ·{' '}
            {fill(texts.longestStreak, statistics.longestStreak)}
          </p>
          <HeatMap days={statistics.heatMap} />
          <RecallCurve points={statistics.recall} />
          <Measured measured={statistics.measured} />
          <Forecast days={statistics.forecast} />
        </>
      )}
      <nav class="buttons">
        <button class="secondary" onClick={() => send({ type: 'show', screen: 'today' })}>
          {texts.back}
        </button>
      </nav>
    </>
  );
}

const cell = 10;
const pitch = 12;

function HeatMap({ days }: { readonly days: StatisticsView['heatMap'] }) {
  const { texts } = useStudy();
  const studied = days.filter(({ reviews }) => reviews > 0);
  const summary = fill(
    texts.calendarSummary,
    studied.reduce((sum, { reviews }) => sum + reviews, 0),
    studied.length,
    days[0]?.label ?? '',
  );
  return (
    <Figure title={texts.calendar} summary={summary}>
      <svg
        class="heat-map"
        role="img"
        aria-label={`${texts.calendar}: ${summary}`}
        viewBox={`0 0 ${Math.ceil(days.length / 7) * pitch} ${7 * pitch}`}
      >
        {days.map(({ label, weekday, reviews, level }, place) => (
          <rect
            class={`level-${level}`}
            x={Math.floor(place / 7) * pitch}
            y={weekday * pitch}
            width={cell}
            height={cell}
            rx="2"
          >
            <title>{fill(texts.calendarDay, label, reviews)}</title>
          </rect>
        ))}
      </svg>
      <Table
        head={[texts.day, texts.answers]}
        rows={studied.map(({ label, reviews }) => [label, String(reviews)])}
      />
    </Figure>
  );
}

const curveWidth = 240;
const curveHeight = 80;

function RecallCurve({ points }: { readonly points: StatisticsView['recall'] }) {
  const { texts } = useStudy();
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const summary = fill(texts.recallSummary, percent(first.recall), percent(last.recall), last.day);
  const line = points
    .map(({ day, recall }) => `${(day / last.day) * curveWidth},${(1 - recall) * curveHeight}`)
    .join(' ');
  return (
    <Figure title={texts.recallTitle} summary={summary}>
      <svg
        class="curve"
        role="img"
        aria-label={`${texts.recallTitle}: ${summary}`}
        viewBox={`0 -2 ${curveWidth} ${curveHeight + 4}`}
      >
        <path class="axis" d={`M0,0V${curveHeight}H${curveWidth}`} />
        <polyline class="curve-line" points={line} />
      </svg>
      <Table
        head={[texts.recallDays, texts.recallShare]}
        rows={points
          .filter(({ day }) => day % 10 === 0)
          .map(({ day, recall }) => [String(day), `${percent(recall)} %`])}
      />
    </Figure>
  );
}

function Measured({ measured }: { readonly measured: StatisticsView['measured'] }) {
  const { texts } = useStudy();
  if (measured.length === 0) return null;
  return (
    <Figure title={texts.measuredTitle}>
      <ul class="bars">
        {measured.map(({ days, answers, recall }) => (
          <li>
            {fill(texts.measuredRow, days, percent(recall), answers)}
            <Bar share={recall} />
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function Forecast({ days }: { readonly days: StatisticsView['forecast'] }) {
  const { texts } = useStudy();
  const most = Math.max(1, ...days.map(({ due }) => due));
  const total = days.reduce((sum, { due }) => sum + due, 0);
  return (
    <Figure title={texts.forecastTitle} summary={fill(texts.forecastSummary, total, days.length)}>
      <ul class="bars">
        {days.map(({ label, due }) => (
          <li>
            {fill(texts.forecastRow, label, due)}
            <Bar share={due / most} />
          </li>
        ))}
      </ul>
    </Figure>
  );
}

interface FigureProps {
  readonly title: string;
  readonly summary?: string;
  readonly children?: ComponentChildren;
}

function Figure({ title, summary, children }: FigureProps) {
  return (
    <section class="figure">
      <h2>{title}</h2>
      {summary === undefined ? null : <p class="quiet">{summary}</p>}
      {children}
    </section>
  );
}

interface TableProps {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The same numbers for those who do not see the drawing, or want them exactly. */
function Table({ head, rows }: TableProps) {
  const { texts } = useStudy();
  return (
    <details>
      <summary>{texts.showTable}</summary>
      <table>
        <thead>
          <tr>
            {head.map((title) => (
              <th scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr>
              <th scope="row">{first}</th>
              {rest.map((value) => (
                <td>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
