/** Code that every checker must refuse. It goes through the same run as the guide's, so that a blind checker is seen. */
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import type { Verification } from '../../protocol/src/concept.ts';

const inExample = 'Example';
const inSnippet = 'snippet bg-wrong';

const wrong: Readonly<
  Record<Verification, readonly (readonly [language: string, text: string, where?: string])[]>
> = {
  node: [
    ['js', "throw new Error('wrong')"],
    ['ts', 'const missing: number = nowhere;'],
  ],
  types: [
    ['ts', "import { Pool } from 'pg';\nnew Pool({ max: 'ten' });"],
    ['ts', "import express from 'express';\nexpress().gett('/');"],
    ['ts', "import { Pool } from 'pg';\nnew Pool().conect();", inSnippet],
    ['ts', "import { nothing } from 'a-package-that-nobody-wrote';\nnothing();", inSnippet],
  ],
  postgresql: [
    ['sql', 'SELECT nothing FROM orders;'],
    ['sql', 'SELECT id FROM orders WHERE nothing = $1;'],
    ['sql', 'SELECT id FROM orders LIMIT 1;\n\nSELECT id FROM nowhere;', inSnippet],
  ],
  mariadb: [['sql', 'SELECT nothing FROM nowhere;']],
  mongodb: [],
  redis: [['shell', 'NOTHING key']],
  python: [
    ['python', 'raise SystemExit(1)'],
    ['python', 'print(undeclared)'],
    ['python', 'from fastapi import Nothing', inSnippet],
    ['python', 'from pydantic import BaseModel\nclass A(BaseModel):\n    n: int\nA(n="x")', inSnippet],
  ],
  shell: [['shell', 'if true; then echo yes']],
  nginx: [
    ['nginx', 'server { listen 8080; proxy_pas http://127.0.0.1:3000; }'],
    ['nginx', 'server { listen 8080; location / { proxy_pass http://nowhere_defined; }'],
  ],
  compose: [
    ['compose', 'services:\n  app:\n    imagee: node:22'],
    ['compose', 'services:\n  app:\n    image: node:22\n    depends_on: [nowhere]'],
  ],
  parse: [
    ['js', 'const = 1;'],
    ['ts', '@Injectable(\nexport class A {}'],
    ['python', 'def broken(:\n    pass'],
    ['prisma', 'model A {\n  id Int @idd\n}'],
    ['prisma', '@@index([userId], type: Hsh)', inSnippet],
    ['dockerfile', 'FROM node:22\nRUNN npm ci'],
    ['dockerfile', 'HEALTHCHECK --every=10s CMD true', inSnippet],
    ['http', 'GET / HTTP/1.1\nBad Header: x'],
    ['json', '{ "a": 1, }'],
    ['yaml', 'a: [1, 2'],
  ],
};

export function wrongBlocks(verify: Verification): readonly CodeBlock[] {
  return wrong[verify].map(([language, text, where = inExample], index) => ({
    conceptId: 'wrong',
    path: 'wrong.md',
    where,
    line: index + 1,
    language,
    text,
    verify,
  }));
}
