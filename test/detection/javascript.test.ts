import { describe, expect, it } from 'vitest';
import { concept } from './fixtureTriggers';
import { check, checkedMatches } from './marked';

const timers = concept('event-loop', {
  kind: 'call',
  language: 'js',
  targets: ['global#setTimeout', 'global#setImmediate'],
});
const ticks = concept('microtasks', {
  kind: 'reference',
  language: 'js',
  targets: ['global#process.nextTick'],
});
const jwt = concept('jwt', { kind: 'call', language: 'js', targets: ['jsonwebtoken#sign'] });
const app = concept('rest-api', {
  kind: 'member',
  language: 'js',
  names: ['get', 'post'],
  receivers: ['express#default'],
  arguments: [{ index: 0, is: 'string' }, { is: 'function' }],
});
const pool = concept('pooling', { kind: 'new', language: 'js', targets: ['pg#Pool'] });
const query = concept('raw', {
  kind: 'member',
  language: 'js',
  names: ['query'],
  receivers: ['pg#Pool', 'pg#Client'],
});
const errors = concept('errors', {
  kind: 'member',
  language: 'js',
  names: ['use'],
  receivers: ['express#default'],
  arguments: [{ is: 'function', parameters: 4 }],
});

describe('globals', () => {
  it.each([
    '<|setTimeout|>(f, 1);',
    'globalThis.setTimeout(f, 1)'.replace('globalThis.setTimeout', '<|globalThis.setTimeout|>'),
    "import { setTimeout } from 'node:timers'; <|setTimeout|>(f);",
    "import { setTimeout as wait } from 'timers'; <|wait|>(f);",
    'function setTimeout() {} setTimeout(f);',
    'const f = (setTimeout) => setTimeout(1);',
    "import { setTimeout } from 'timers/promises'; setTimeout(1);",
    "import { setTimeout } from './mine'; setTimeout(1);",
    'setTimeout = fake; setTimeout(1);',
    'socket.setTimeout(5);',
    '// setTimeout(1)\n/* setTimeout(2) */ "setTimeout(3)";',
    'const o = { setTimeout: 5 };',
    'type T = typeof setTimeout;',
    '{ const setTimeout = 1; }\n<|setTimeout|>(g);',
    '<|setTimeout|>(() => { foo(',
  ])('%s', (code) => check([timers], 'typescript', code));

  it.each([
    '<|process.nextTick|>(f);',
    "import process from 'node:process'; <|process.nextTick|>(f);",
    "import { nextTick } from 'process'; <|nextTick|>(f);".replace('{ nextTick }', '{ <|nextTick|> }'),
    "import { nextTick } from 'vue'; nextTick(f);",
    'const process = fake; process.nextTick(f);',
    'process.nextTick = 1; process.nextTick(f);',
  ])('%s', (code) => check([ticks], 'typescript', code));
});

describe('imports', () => {
  it.each([
    "import jwt from 'jsonwebtoken'; <|jwt.sign|>({});",
    "import * as jwt from 'jsonwebtoken'; <|jwt.sign|>({});",
    "import { sign } from 'jsonwebtoken'; <|sign|>({});",
    "import { sign as s } from 'jsonwebtoken'; <|s|>({});",
    "const jwt = require('jsonwebtoken'); <|jwt.sign|>({});",
    "const { sign } = require('jsonwebtoken'); <|sign|>({});",
    "const { sign: s } = require('jsonwebtoken'); <|s|>({});",
    "import jwt = require('jsonwebtoken'); <|jwt.sign|>({});",
    "const jwt = await import('jsonwebtoken'); <|jwt.sign|>({});",
    "const sign = require('jsonwebtoken').sign; <|sign|>({});",
    "import jwt from 'jsonwebtoken'; const make = promisify(jwt.sign); <|make|>({});",
    "import jwt from 'other'; jwt.sign({});",
    "import jwt from 'jsonwebtoken'; function f(jwt) { jwt.sign({}); }",
    "import jwt from 'jsonwebtoken'; new jwt.sign();",
  ])('%s', (code) => check([jwt], 'typescript', code));
});

describe('receivers', () => {
  it.each([
    "import express from 'express'; const app = express(); app.<|get|>('/', (req, res) => {});",
    "const express = require('express'); const r = express.Router(); r.<|post|>('/', h, () => {});",
    "import { Router } from 'express'; const r = Router(); r.<|get|>('/', () => {});",
    "import express from 'express'; const app = express(); app.get('env');",
    "import express from 'express'; const app = express(); const cache = app.get('cache'); cache.get('k', () => {});",
    'const m = new Map(); m.get("a", () => {});',
    "import axios from 'axios'; axios.get('/x', () => {});",
    "import express, { Application } from 'express'; export default (app: Application) => { app.<|get|>('/', () => {}); };",
    "import express from 'express'; class A { app = express(); go() { this.app.<|get|>('/', () => {}); } }",
    "import express from 'express'; class A { constructor() { this.app = express(); this.app.<|get|>('/', () => {}); } }",
  ])('%s', (code) => check([app], 'typescript', code));

  it.each([
    "import { Pool } from 'pg'; const p = new Pool(); const c = await p.connect(); await c.<|query|>('x');",
    "import { Pool } from 'pg'; class R { constructor(private readonly pool: Pool) {} f() { return this.pool.<|query|>('x'); } }",
    "import type { Pool } from 'pg'; async function f(pool: Pool) { const rows = await pool.<|query|>('x'); rows.query('y'); }",
    "import pg from 'pg'; let pool; pool = new pg.Pool(); pool.<|query|>('x');",
    "import pg from 'pg'; let pool: pg.Pool | undefined; pool?.<|query|>('x'); pool!.<|query|>('y');",
    "interface Pool {} function f(pool: Pool) { pool.query('x'); }",
  ])('%s', (code) => check([query], 'typescript', code));

  it.each([
    "import express from 'express'; const app = express(); app.<|use|>((err, req, res, next) => {});",
    "import express from 'express'; const app = express(); function onError(err, req, res, next) {} app.<|use|>(onError);",
    "import express from 'express'; const app = express(); app.use((req, res, next) => {});",
  ])('%s', (code) => check([errors], 'typescript', code));

  it('constructs', () =>
    check(
      [pool],
      'typescript',
      "import { Pool } from 'pg'; new <|Pool|>(); new Worker(); class Q extends Pool {} new Q();",
    ));
});

it('tells strings that are put together from plain ones', async () => {
  const composed = concept('injection', {
    kind: 'member',
    language: 'js',
    names: ['query'],
    arguments: [{ index: 0, interpolated: true, startsWith: ['select'] }],
  });
  await check(
    [composed],
    'javascript',
    "db.<|query|>(`SELECT ${a}`); db.<|query|>('select ' + a); db.query('SELECT 1'); db.query(`SELECT 1`); db.query(a);",
  );
});

it('takes an export of any module for a target with a star', async () => {
  const service = concept('raw', {
    kind: 'member',
    language: 'js',
    names: ['query'],
    receivers: ['*#DbService'],
  });
  await check(
    [service],
    'typescript',
    "import { DbService } from './db'; class A { constructor(private db: DbService) {} f() { this.db.<|query|>(); other.query(); } }",
  );
});

it('finds keys at any depth of an argument, and exactly where a path says so', async () => {
  const keys = concept(
    'keys',
    { kind: 'key', language: 'js', names: ['max'], inside: ['sequelize#Sequelize'] },
    { kind: 'key', language: 'js', names: ['cookie.sameSite'], inside: ['express-session#default'] },
  );
  await check(
    [keys],
    'typescript',
    "import { Sequelize } from 'sequelize'; import session from 'express-session';\nnew Sequelize({ pool: { <|max|>: 5 }, f: () => ({ max: 1 }) }); session({ sameSite: 1, cookie: { <|sameSite|>: 2 } });",
  );
});

it('says the side and the other concept', async () => {
  const plain = concept('plain', { kind: 'call', language: 'js', targets: ['global#f'], option: 'one' });
  const exact = concept('exact', {
    kind: 'call',
    language: 'js',
    targets: ['global#f'],
    arguments: [{ values: [0] }],
  });
  const [match] = await checkedMatches([plain, exact], 'javascript', '<|f|>(0)');
  expect(match).toMatchObject({
    conceptId: 'exact',
    behind: [expect.objectContaining({ conceptId: 'plain' })],
    triggerId: 'exact/trigger-1',
  });
});
