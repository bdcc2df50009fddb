import { describe, expect, it, vi } from 'vitest';
import { createConceptSearch } from '../../guide/src/conceptSearch';
import { compileRealGuide } from '../support/guide';

/** What people type, with slips of their fingers, and the concept that they look for. */
const queries: readonly (readonly [query: string, id: string])[] = [
  ['pagination', 'pagination'],
  ['crsor pagintion', 'pagination'],
  ['keyset', 'pagination'],
  ['limit offset', 'pagination'],
  ['infinite scrol', 'pagination'],
  ['nulls unique', 'primary-vs-unique-key'],
  ['surogate key', 'primary-vs-unique-key'],
  ['process.nextTick', 'microtasks-vs-macrotasks'],
  ['queueMicrotask', 'microtasks-vs-macrotasks'],
  ['evnt loop', 'event-loop'],
  ['setimmediate', 'event-loop'],
  ['eventloop', 'event-loop'],
  ['b-tree', 'database-indexes'],
  ['coverng index', 'database-indexes'],
  ['create index', 'database-indexes'],
  ['conection pool', 'connection-pooling'],
  ['pgbouncer', 'connection-pooling'],
  ['new Pool', 'connection-pooling'],
  ['dokerfile', 'dockerfile'],
  ['multi stage build', 'dockerfile'],
  ['docker compose', 'docker-compose'],
  ['depends_on', 'docker-compose'],
  ['fastapi', 'fastapi'],
  ['global interpreter lock', 'python-vs-node'],
  ['isolaton level', 'isolation-levels'],
  ['dirty read', 'isolation-levels'],
  ['write skew', 'isolation-levels'],
  ['for update', 'locks'],
  ['dead lock', 'locks'],
  ['savepoint', 'transactions-acid'],
  ['acid', 'transactions-acid'],
  ['3nf', 'normalization'],
  ['denormalisation', 'normalization'],
  ['read replica', 'replication-vs-sharding'],
  ['shard', 'replication-vs-sharding'],
  ['left join', 'sql-joins'],
  ['group by having', 'sql-aggregation'],
  ['row_number', 'window-functions'],
  ['with recursive', 'common-table-expressions'],
  ['materialised view', 'views'],
  ['explain analyze', 'query-plans'],
  ['$lookup', 'aggregation-pipeline'],
  ['n+1', 'orm-vs-raw-sql'],
  ['backpresure', 'streams'],
  ['worker_threads', 'worker-threads-vs-cluster'],
  ['unhandled rejection', 'error-propagation'],
  ['exponential backof', 'retry-strategy'],
  ['half open', 'circuit-breaker'],
  ['app.use', 'middleware-lifecycle'],
  ['four parameter', 'error-handling-middleware'],
  ['jwt', 'jwt-vs-sessions'],
  ['sesion cookie', 'jwt-vs-sessions'],
  ['bcript', 'password-hashing'],
  ['cross site scripting', 'xss'],
  ['samesite', 'csrf'],
  ['prepared statment', 'sql-injection'],
  ['idempotency-key', 'idempotency'],
  ['cache aside', 'cache-invalidation'],
  ['redis cache', 'caching'],
  ['dead letter', 'message-queues'],
  ['quorum', 'cap-theorem'],
  ['sticky sessions', 'load-balancing'],
  ['graceful shutdown', 'process-manager'],
  ['interceptor', 'nest-request-pipeline'],
  ['dependency injetion', 'dependency-injection'],
  ['how do I hash passwords', 'password-hashing'],
];

describe('concept search', () => {
  const search = createConceptSearch(compileRealGuide().guide.concepts);

  it(`finds ${queries.length} concepts: nine of ten first, and hardly one not among the first three`, () => {
    const ranks = queries.map(([query, id]) => ({
      query,
      rank: search.search(query, 10).indexOf(id) + 1,
      id,
    }));
    const within = (places: number): number =>
      ranks.filter(({ rank }) => rank > 0 && rank <= places).length / queries.length;
    const missed = ranks
      .filter(({ rank }) => rank !== 1)
      .map(({ query, rank }) => `"${query}" ${rank} ${search.search(query, 3).join()}`);
    expect(queries.length).toBeGreaterThanOrEqual(60);
    expect(within(1), missed.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(within(3), missed.join('\n')).toBeGreaterThanOrEqual(0.98);
  });

  it('puts its index together once, when the first query comes', () => {
    const concepts = [...compileRealGuide().guide.concepts];
    const read = vi.spyOn(concepts, 'map');
    const fresh = createConceptSearch(concepts);
    expect(read).not.toHaveBeenCalled();
    for (const [query] of queries.slice(0, 5)) fresh.search(query, 3);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('finds nothing for nothing, and survives long and strange queries', () => {
    expect(search.search('   ', 5)).toEqual([]);
    expect(search.search('\u0000)(*&[', 5)).toEqual([]);
    expect(search.search('x'.repeat(100_000), 5)).toBeInstanceOf(Array);
    expect(search.search('__proto__ constructor', 5)).toBeInstanceOf(Array);
  });

  it('keeps to the limit', () => {
    expect(search.search('a', 2).length).toBeLessThanOrEqual(2);
  });
});
