import { describe, it } from 'vitest';
import { concept } from './fixtureTriggers';
import { check } from './marked';

const all = [
  concept(
    'fastapi',
    { kind: 'call', language: 'python', targets: ['fastapi#FastAPI', 'fastapi#Depends'] },
    {
      kind: 'decorator',
      language: 'python',
      names: ['get', 'post'],
      receivers: ['fastapi#FastAPI', 'fastapi#APIRouter'],
    },
    { kind: 'base', language: 'python', targets: ['pydantic#BaseModel'] },
  ),
  concept('transactions', {
    kind: 'member',
    language: 'python',
    names: ['commit', 'execute'],
    receivers: [
      'sqlalchemy.orm#Session',
      'sqlalchemy.orm#sessionmaker',
      'sqlalchemy#create_engine',
      'psycopg#connect',
    ],
  }),
  concept('keys', { kind: 'key', language: 'python', names: ['primary_key'], inside: ['sqlalchemy#Column'] }),
  concept('locks', { kind: 'sql', phrases: ['FOR UPDATE'] }),
  concept('event-loop', { kind: 'call', language: 'python', targets: ['asyncio#run'] }),
  concept('caching', { kind: 'decorator', language: 'python', targets: ['functools#lru_cache'] }),
];

describe('Python', () => {
  it.each([
    "from fastapi import FastAPI, Depends as D\napp = <|FastAPI|>()\n@<|app.get|>('/')\ndef f(x=<|D|>(g)): pass",
    "from flask import Flask\napp = Flask()\n@app.get('/')\ndef f(): pass",
    'import fastapi\napp = <|fastapi.FastAPI|>()\ndef g(app):\n    app.get(1)',
    'from pydantic import BaseModel\nclass A(<|BaseModel|>):\n    x: int\ndef f(x: BaseModel): pass',
    'from sqlalchemy.orm import Session\ndef f(db: Session):\n    db.<|commit|>()\ndef g(db):\n    db.commit()',
    'from sqlalchemy.orm import sessionmaker\nS = sessionmaker()\nwith S() as s:\n    s.<|execute|>(x)\n',
    'from sqlalchemy import orm\nclass R:\n    def __init__(self, db: orm.Session):\n        self.db = db\n    def f(self):\n        self.db.<|commit|>()\n        repo.commit()',
    'import sqlalchemy as sa\nx = sa.Column(sa.Integer, <|primary_key|>=True)\ny = dict(primary_key=True)',
    "cur.execute('SELECT * FROM t <|FOR UPDATE|>')\ncur.execute(f'''\n select {a} from t\n <|for update|>''')",
    "q = ('SELECT * '\n     'FROM t <|FOR UPDATE|>')\nr = 'SELECT %s FROM t ' % x + '<|FOR UPDATE|>'\n'''SELECT a FROM t FOR UPDATE'''",
    "log.info('SELECT a FROM t FOR UPDATE')\nraise ValueError('SELECT a FROM t FOR UPDATE')\nq = 'SELECT {} FROM t <|FOR UPDATE|>'.format(x)",
    'import asyncio\n<|asyncio.run|>(f())\nasyncio = None'.replace('\nasyncio = None', ''),
    'from asyncio import run as go\n<|go|>(f())',
    'from functools import lru_cache\n@<|lru_cache|>(maxsize=1)\ndef f(): pass\n@<|lru_cache|>\ndef g(): pass',
    'def f(:\n    x = (\nimport asyncio\n<|asyncio.run|>(g())\n',
    'import psycopg\nasync def f():\n    async with await psycopg.connect(x) as conn:\n        async with conn.cursor() as cur:\n            await cur.<|execute|>("x")\n            rows = await cur.fetchall()\n            rows.execute()',
    'from sqlalchemy import *\ne = create_engine(x)\ne.<|execute|>(y)',
  ])('%s', (code) => check(all, 'python', code));
});
