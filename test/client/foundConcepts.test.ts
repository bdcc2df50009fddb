import { describe, expect, it } from 'vitest';
import { foundConcepts } from '../../client/src/trees/foundConcepts';
import { createConceptIndex } from '../../guide/src/conceptIndex';
import type { DocumentMatch } from '../../protocol/src/requests';
import { compileRealGuide } from '../support/guide';

const index = createConceptIndex(compileRealGuide().guide);

function match(line: number, conceptId: string, optionId?: string): DocumentMatch {
  const range = { start: { line, character: 0 }, end: { line, character: 5 } };
  return { range, conceptId, triggerId: `${conceptId}/any`, ...(optionId === undefined ? {} : { optionId }) };
}

describe('the concepts of a file', () => {
  it('stand in the order of their first place, each once, with all places and sides', () => {
    const found = foundConcepts(
      [
        match(2, 'pagination', 'offset'),
        match(5, 'event-loop'),
        match(7, 'pagination', 'cursor'),
        match(9, 'pagination', 'offset'),
      ],
      index,
    );
    expect(found.map(({ concept }) => concept.id)).toEqual(['pagination', 'event-loop']);
    expect(found[0]?.sides).toEqual(['offset', 'cursor']);
    expect(found[0]?.places.map(({ range }) => range.start.line)).toEqual([2, 7, 9]);
    expect(found[1]?.sides).toEqual([]);
  });

  it('leave out what the guide does not hold', () => {
    expect(foundConcepts([match(1, 'no-such-concept')], index)).toEqual([]);
  });
});
