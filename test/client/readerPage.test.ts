import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { readerPage } from '../../client/src/reader/readerPage';
import { createConceptIndex } from '../../guide/src/conceptIndex';
import { readerPageSchema } from '../../protocol/src/readerMessages';
import { compileRealGuide } from '../support/guide';

const index = createConceptIndex(compileRealGuide().guide);

describe('the page of the reader', () => {
  it('passes the schema of the view for every concept of the guide', () => {
    for (const concept of index.concepts) {
      const page = readerPage(concept, index, 'Area');
      expect(v.safeParse(readerPageSchema, structuredClone(page)).issues, concept.id).toBeUndefined();
    }
  });

  it('ends with the sentences that were proven, and what they ran on', () => {
    const concept = index.concept('pagination');
    if (concept === undefined) throw new Error('the guide has no pagination');
    const claims = [{ id: 'a', statement: 'SELECT * reads _all_.', checkedOn: ['PostgreSQL 15.18'] }];
    expect(readerPage({ ...concept, claims }, index, 'Area').claims).toMatchObject([
      { statement: 'SELECT * reads _all_.', checkedOn: ['PostgreSQL 15.18'] },
    ]);
  });

  it('links only to concepts that exist, and shows snippets as they will stand in the file', () => {
    const concept = index.concept('pagination');
    if (concept === undefined) throw new Error('the guide has no pagination');
    const page = readerPage({ ...concept, related: ['pagination', 'no-such-concept'] }, index, 'Area');
    expect(page.related).toEqual([{ id: 'pagination', title: 'Pagination' }]);
    const offset = page.snippets.find(({ prefix }) => prefix === 'bg-page-offset');
    expect(offset).toMatchObject({ side: 'offset' });
    expect(offset?.text).toContain('LIMIT 20 OFFSET 0');
  });
});
