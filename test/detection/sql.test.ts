import { describe, it } from 'vitest';
import { concept } from './fixtureTriggers';
import { check } from './marked';

const index = concept('database-indexes', {
  kind: 'sql',
  phrases: ['CREATE [UNIQUE] INDEX', 'USING HASH|BTREE'],
});
const offset = concept('pagination', {
  kind: 'sql',
  phrases: ['LIMIT :value OFFSET :value'],
  option: 'offset',
});
const transactions = concept('transactions', {
  kind: 'sql',
  phrases: ['BEGIN', 'COMMIT', 'ROLLBACK', 'START TRANSACTION'],
});
const crud = concept('crud-operations', {
  kind: 'sql',
  phrases: ['INSERT INTO', 'UPDATE :name SET', 'DELETE FROM'],
});
const locks = concept('locks', { kind: 'sql', phrases: ['FOR UPDATE'] });
const all = [index, offset, transactions, crud, locks];

describe('SQL files', () => {
  it.each([
    'CREATE TABLE t (a int);\n<|CREATE UNIQUE\n INDEX|> i ON t <|USING hash|> (a);',
    'create /* the */ index'.replace('create /* the */ index', '<|create /* the */ index|> i on t(a);'),
    '-- CREATE INDEX\n/* CREATE /* nested */ INDEX */ SELECT \'CREATE INDEX\', $$x$$, "create index";',
    'select * from t <|limit 10 offset $2|>;',
    'select * from t <|limit :n offset ?|>;',
    '<|BEGIN|>;\n<|UPDATE a.b SET|> c = 1; <|COMMIT|>;',
    'SELECT begin, commit FROM events; ALTER TABLE t DROP COLUMN rollback;',
    'CREATE FUNCTION f() RETURNS void AS $$\nBEGIN\n  PERFORM 1 FROM t <|FOR UPDATE|>;\nEND $$ LANGUAGE plpgsql;',
    "SELECT 'unfinished\nFROM t;\n<|INSERT INTO|> t VALUES ('a');",
    '\\d insert into\n<|DELETE FROM|> t;',
    "SELECT 'it''s', E'a\\'b' FROM t <|FOR UPDATE|>;",
    "<|INSERT INTO|> t VALUES ('a\\'b', 1);\n<|DELETE FROM|> t;",
    'COPY t FROM stdin;\n1\tINSERT INTO\n\\.\n<|DELETE FROM|> t;',
  ])('%s', (code) => check(all, 'sql', code));
});

describe('SQL in JavaScript', () => {
  it.each([
    "db.query('SELECT * FROM t <|LIMIT 10 OFFSET 20|>');",
    'db.query(`\n  select a, b\n  from t\n  <|limit ${n} offset ${m}|>`);',
    "db.query('SELECT * FROM t ' + where + ' <|LIMIT ' + n + ' OFFSET ' + m|>);",
    "const q = 'SELECT *\\n FROM t <|LIMIT\\n1 OFFSET\\t2|>';",
    "const s = 'Select a user from the list for update';",
    "const s = 'Update the docs set'; const b = 'begin'; emit('COMMIT'); const c = { type: 'ROLLBACK' };",
    "client.query('<|BEGIN|>'); client.query('<|commit|>');",
    "console.log('SELECT * FROM t FOR UPDATE'); throw new Error('DELETE FROM t WHERE id = 1');",
    'const q = sql`select ${a} from t <|for update|>`;',
    'const q = html`SELECT x FROM t FOR UPDATE`;',
    "const q = ['SELECT *', 'FROM t', '<|FOR UPDATE|>'].join(' ');",
    'prisma.$queryRaw`SELECT * FROM ${Prisma.raw(t)} <|FOR UPDATE|>`;',
    "const q = 'delete from cart'; const r = 'Delete from the list'; db.execute('<|delete from|> cart');",
    "const t = 'insert into the slot'; const u = `<|INSERT INTO|> ${table} (a) VALUES ($1)`;",
    "import x from 'UPDATE a SET b = 1'; if (s === 'UPDATE a SET b = 1') {}",
  ])('%s', (code) => check(all, 'typescript', code));
});
