import { describe, it } from 'vitest';
import { concept } from './fixtureTriggers';
import { check } from './marked';

const dockerfile = concept(
  'dockerfile',
  { kind: 'instruction', names: ['FROM'], images: ['node:18', ':latest'] },
  { kind: 'instruction', names: ['FROM'], words: ['AS'] },
  { kind: 'instruction', names: ['COPY'], flags: ['--from'] },
  { kind: 'instruction', names: ['CMD'], form: 'exec' },
  { kind: 'command', commands: ['npm ci', 'npm install'] },
);
const manager = concept('process-manager', {
  kind: 'command',
  commands: ['pm2 start', 'pm2-runtime'],
  absentFlags: ['--watch'],
});

describe('Dockerfile', () => {
  it.each([
    '# FROM node:18\n<|FROM|> node:18-alpine\nFROM alpine\n<|from|> docker.io/library/node:18\n<|FROM|> x:latest',
    'FROM --platform=linux/amd64 alpine <|AS|> build\n<|COPY|> --from=build /a /b\nCOPY a b',
    'RUN apk add x && \\\n  # note\n  <|npm ci|> --omit=dev\nCMD npm start',
    '<|CMD|> ["<|pm2-runtime|>", "start", "x.js"]',
    'RUN <<EOF\n<|npm install|>\nEOF\nRUN echo "npm ci"',
    'RUN --mount=type=cache,target=/root <|npm --silent ci|>; sudo -E <|npm ci|>',
  ])('%s', (code) => check([dockerfile, manager], 'dockerfile', code));
});

describe('shell', () => {
  it.each([
    '#!/bin/sh\n# pm2 start\n<|pm2 start|> app.js\npm2 start --watch\necho "pm2 start"\nNODE_ENV=x npx <|pm2 start|> a',
    'if true; then <|pm2 start|> x; fi; x=$(<|npm ci|>)\ncat <<EOF\npm2 start\nEOF\n<|npm ci|>',
  ])('%s', (code) => check([dockerfile, manager], 'shellscript', code));
});
