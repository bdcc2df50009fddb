/** Source code of any length for the benchmark, in the mix of lines that server code has. */

const javascript = (n: number): string => `
/** Loads the orders of customer ${n}. */
export async function loadOrders${n}(req, res, next) {
  const { page = ${n}, size = 20 } = req.query;
  const rows = await pool.query('SELECT id, total FROM orders WHERE customer = $1 LIMIT 20 OFFSET 40', [page]);
  const names = rows.map((row) => row.name.trim().toLowerCase()).filter(Boolean);
  if (names.length > ${n}) {
    setTimeout(() => log.info('reloaded', { page, size }), 100 + ${n});
  }
  for (const name of names) {
    cache${n}.set(name, { id: ${n}, name, seen: Date.now() });
  }
  return res.json({ names, total: names.length, next: page + 1 });
}

const cache${n} = new Map();
router.get('/orders/${n}', loadOrders${n});
`;

const python = (n: number): string => `
async def load_orders_${n}(page: int, session: Session = Depends(get_session)):
    """Loads the orders of customer ${n}."""
    rows = await session.execute(text("SELECT id, total FROM orders LIMIT 20 OFFSET 40"), {"page": page})
    names = [row.name.strip().lower() for row in rows if row.name]
    if len(names) > ${n}:
        logger.info("reloaded %s", page)
    for name in names:
        cache_${n}[name] = {"id": ${n}, "name": name}
    return {"names": names, "total": len(names)}

cache_${n} = {}

@router.get("/orders/${n}")
def list_orders_${n}(page: int = 1):
    return load_orders_${n}(page)

`;

const sql = (n: number): string => `
-- Orders of region ${n}.
CREATE TABLE orders_${n} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer bigint NOT NULL REFERENCES customers (id),
  total numeric(10, 2) NOT NULL DEFAULT 0,
  note text
);
CREATE INDEX orders_${n}_customer ON orders_${n} (customer);
SELECT o.id, o.total, c.name
FROM orders_${n} o
LEFT JOIN customers c ON c.id = o.customer
WHERE o.total > ${n} AND o.note <> 'it''s ${n}'
ORDER BY o.id
LIMIT 20 OFFSET 40;

`;

const dockerfile = (n: number): string => `
# Stage ${n}
FROM node:22-alpine AS build${n}
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && \\
    npm cache clean --force
COPY . .
CMD ["node", "server${n}.js"]
`;

const yaml = (n: number): string => `  service${n}:
    image: example/service:${n}
    depends_on:
      - db
    environment:
      LEVEL: debug
      PORT: ${3000 + (n % 1000)}
    healthcheck:
      test: ["CMD", "true"]
`;

const shell = (n: number): string => `
# Step ${n}
set -eu
for file in *.log; do
  echo "reading $file ${n}" >> out.txt
done
pm2 restart app${n} --update-env
psql -c "SELECT count(*) FROM orders WHERE id > ${n} LIMIT 1 OFFSET 2"
`;

const workflow = (n: number): string => `  job${n}:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - name: Test ${n}
        run: |
          npm ci
          npm test
`;

const kubernetes = (n: number): string => `---
apiVersion: v1
kind: Service
metadata:
  name: service${n}
spec:
  ports:
    - port: ${3000 + (n % 1000)}
`;

interface Generator {
  readonly head: string;
  readonly piece: (n: number) => string;
  /** What an editor calls the language, and the file, where they are not the name of the sample. */
  readonly languageId?: string;
  readonly file?: string;
}

const generators: Readonly<Record<string, Generator>> = {
  javascript: {
    head: "import express from 'express';\nimport { Pool } from 'pg';\nconst pool = new Pool({ max: 10 });\nconst router = express.Router();\n",
    piece: javascript,
  },
  typescript: {
    head: "import express from 'express';\nimport { Pool } from 'pg';\nconst pool = new Pool({ max: 10 });\nconst router = express.Router();\n",
    piece: javascript,
  },
  python: {
    head: 'from fastapi import APIRouter, Depends\nfrom sqlalchemy import text\nfrom sqlalchemy.orm import Session\nrouter = APIRouter()\n',
    piece: python,
  },
  sql: { head: '-- generated\n', piece: sql },
  dockerfile: { head: '# syntax=docker/dockerfile:1\n', piece: dockerfile },
  yaml: { head: 'services:\n', piece: yaml, file: 'compose.yaml' },
  workflow: { head: 'on: push\njobs:\n', piece: workflow, languageId: 'yaml', file: 'ci.yaml' },
  kubernetes: { head: '', piece: kubernetes, languageId: 'yaml', file: 'service.yaml' },
  shellscript: { head: '#!/bin/sh\n', piece: shell },
};

export const languages = Object.keys(generators);

function generatorOf(language: string): Generator {
  const generator = generators[language];
  if (generator === undefined) throw new Error(`no sample for ${language}`);
  return generator;
}

/** What an editor says of a sample. */
export function fileOf(language: string): { readonly languageId: string; readonly file: string } {
  const { languageId, file } = generatorOf(language);
  return { languageId: languageId ?? language, file: file ?? `file.${language}` };
}

/** About this many lines of a language. */
export function sampleOf(language: string, lines: number): string {
  const generator = generatorOf(language);
  const parts = [generator.head];
  const perPiece = generator.piece(0).split('\n').length - 1;
  for (let n = 0; n * perPiece < lines; n++) parts.push(generator.piece(n));
  return parts.join('');
}
