import { describe, it } from 'vitest';
import { concept } from './fixtureTriggers';
import { check } from './marked';

const compose = concept(
  'docker-compose',
  {
    kind: 'key-path',
    document: 'compose',
    paths: ['services.*.depends_on', 'services.*.healthcheck', 'version'],
  },
  {
    kind: 'key-path',
    document: 'compose',
    paths: ['services.*.depends_on.*.condition'],
    values: ['service_healthy'],
  },
);
const manager = concept('process-manager', { kind: 'command', commands: ['pm2 start'] });

describe('YAML', () => {
  it.each([
    [
      'compose.yaml',
      '<|version|>: "3"\nservices:\n  web:\n    <|depends_on|>:\n      - db\n    command: <|pm2 start|> x\n  db:\n    <|healthcheck|>: {test: x}\n',
    ],
    [
      'docker-compose.prod.yml',
      'services:\n  web:\n    <|depends_on|>: { db: { <|condition|>: service_healthy } }\n    environment:\n      depends_on: x\n',
    ],
    [
      'stack.yml',
      'services:\n  web:\n    image: x\n    <|depends_on|>:\n      db:\n        <|condition|>: service_healthy # why\n      q:\n        condition: service_started\n',
    ],
    [
      '.github/workflows/ci.yml',
      'on: push\nversion: 1\njobs:\n  a:\n    services:\n      x:\n        depends_on: y\n    steps:\n      - run: |\n          npm i\n          <|pm2 start|> x\n      - name: pm2 start\n        run: <|pm2 start|> y\n',
    ],
    [
      'k8s.yaml',
      'apiVersion: v1\nkind: Service\nversion: 1\nservices:\n  a:\n    image: x\n    depends_on: y\n',
    ],
    ['openapi.yaml', 'openapi: 3.0.0\nservices:\n  a:\n    image: b\n    healthcheck: c\n'],
    ['services.yaml', 'services:\n  App\\Foo:\n    class: x\n    depends_on: y\nversion: 2\n'],
    [
      'compose.yml',
      'services:\n  web:\n    command: |\n      depends_on: x\n      healthcheck: y\n    # healthcheck: z\n    <|healthcheck|>:\n      test: ["CMD", "healthcheck"]\n  half\n  db:\n    <|depends_on|>: [web]\n',
    ],
  ])('%s', (path, code) =>
    check([compose, manager], path.endsWith('d') ? 'dockercompose' : 'yaml', code, path),
  );
});

const prisma = [
  concept('primary-vs-unique-key', { kind: 'prisma-attribute', names: ['@id', '@unique', '@@unique'] }),
  concept('database-indexes', { kind: 'prisma-attribute', names: ['@@index'], words: ['Hash'] }),
];

describe('Prisma', () => {
  it.each([
    'model A {\n  id Int <|@id|> @default(autoincrement())\n  // @id\n  e String <|@unique|> @map("@id")\n  @@index([a])\n  <|@@index|>([\n   a], type: Hash)\n}\nmodel B {\n  a Int <|@id|>\n',
  ])('%s', (code) => check(prisma, 'prisma', code));
});

const nginx = concept(
  'load-balancing',
  { kind: 'directive', names: ['upstream', 'proxy_pass'] },
  { kind: 'directive', names: ['server'], within: ['upstream'] },
  { kind: 'directive', names: ['listen'], words: ['ssl'] },
);

describe('nginx', () => {
  it.each([
    'http {\n  <|upstream|> app {\n    <|server|> a:1; # server b;\n    <|server|> "b;c" weight=2;\n  }\n  server {\n    listen 80;\n    <|listen|> 443 ssl;\n    location / { <|proxy_pass|> http://app; }\n  }\n}\nevents {}\n',
    '<|upstream|> x { <|server|> a; }\nserver { set $a "upstream {"; <|proxy_pass|> http://${x}/; ',
    'worker_processes 1;\n# upstream\nuser nginx;\nserver { }\n<|upstream|> a {',
  ])('%s', (code) => check([nginx], 'nginx', code));
});

const headers = concept(
  'idempotency',
  { kind: 'header', names: ['Idempotency-Key'] },
  { kind: 'header', names: ['Cache-Control'], startsWith: ['no-store'] },
);

describe('HTTP', () => {
  it.each([
    '@x = 1\n# Idempotency-Key: 1\nPOST https://a\n<|idempotency-key|>: 1\nCache-Control: max-age=1\n\nIdempotency-Key: 2\n###\nGET /\n<|Cache-Control|>: no-store\n### done\nIdempotency-Key: 1',
  ])('%s', (code) => check([headers], 'http', code));
});
