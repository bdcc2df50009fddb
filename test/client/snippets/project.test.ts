import { describe, expect, it } from 'vitest';
import { readProject } from '../../../client/src/snippets/project';

const libraries = (name: string, text: string): unknown => Object.fromEntries(readProject([{ name, text }]).libraries);

describe('readProject', () => {
  it('reads package.json: every kind of dependency, with the major version where one is named', () => {
    const text = JSON.stringify({
      dependencies: { express: '^5.1.0', pg: '>=8 <9', '@prisma/client': 'latest', local: 'workspace:*' },
      devDependencies: { vitest: '~4.0.1', odd: 7 },
      peerDependencies: { express: '4.x' },
    });
    expect(libraries('package.json', text)).toEqual({
      express: 5,
      pg: 8,
      '@prisma/client': undefined,
      local: undefined,
      vitest: 4,
      odd: undefined,
    });
  });

  it('reads requirements.txt', () => {
    const text = '# base\n-r other.txt\nFastAPI[standard]>=0.115 ; python_version > "3.9"\nSQLAlchemy==2.0.36\n\npsycopg_c\n';
    expect(libraries('requirements.txt', text)).toEqual({ fastapi: 0, sqlalchemy: 2, 'psycopg-c': undefined });
  });

  it('reads pyproject.toml of any build tool', () => {
    const text = `
[project]
dependencies = [
  "fastapi>=0.115", # with a comment
  "redis",
]
[project.optional-dependencies]
test = ["pytest~=8.0"]
[dependency-groups]
dev = ["celery==5.4", { include-group = "test" }]
[tool.poetry.dependencies]
Django = "^5.0"
`;
    expect(libraries('pyproject.toml', text)).toEqual({
      fastapi: 0,
      redis: undefined,
      pytest: 8,
      celery: 5,
      django: 5,
    });
  });

  it('reads the engines of a Compose file', () => {
    const text = `
services:
  db:
    image: "docker.io/library/postgres:17-alpine"
  cache: # image: mysql
    image: redis
  app:
    build: .
`;
    expect([...readProject([{ name: 'compose.yaml', text }]).engines]).toEqual(['postgresql', 'redis']);
  });

  it.each([
    ['package.json', '{'],
    ['package.json', '[]'],
    ['package.json', '{"dependencies": ["express"], "devDependencies": null}'],
    ['package.json', '{"dependencies": {"__proto__": "1"}}'],
    ['pyproject.toml', '[project\ndependencies'],
    ['requirements.txt', '\u0000\n=='],
    ['compose.yaml', '\timage:'],
    ['other.txt', 'express'],
  ])('%s that says nothing usable costs only itself: %j', (name, text) => {
    const project = readProject([
      { name, text },
      { name: 'package.json', text: '{"dependencies": {"pg": "8"}}' },
    ]);
    expect(project.libraries.get('pg')).toBe(8);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });
});
