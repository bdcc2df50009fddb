import { describe, expect, it } from 'vitest';
import { createConceptSearch } from '../../guide/src/conceptSearch';
import { compileRealGuide } from '../support/guide';

describe('concept search', () => {
  const search = createConceptSearch(compileRealGuide().guide.concepts);

  it.each([
    ['pagination', 'pagination'],
    ['keyset', 'pagination'],
    ['crsor pagintion', 'pagination'],
    ['evnt loop', 'event-loop'],
    ['b-tree', 'database-indexes'],
    ['conection pool', 'connection-pooling'],
    ['dokerfile', 'dockerfile'],
    ['fastapi', 'fastapi'],
  ])('finds for "%s" first %s', (query, id) => {
    expect(search.search(query, 5)[0]).toBe(id);
  });

  it('finds nothing for nothing, and survives long and strange queries', () => {
    expect(search.search('   ', 5)).toEqual([]);
    expect(search.search('\u0000)(*&[', 5)).toBeInstanceOf(Array);
    expect(search.search('x'.repeat(100_000), 5)).toBeInstanceOf(Array);
  });

  it('keeps to the limit', () => {
    expect(search.search('a', 2).length).toBeLessThanOrEqual(2);
  });
});
