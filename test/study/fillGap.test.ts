/** What counts as the same code, language by language: `___` is the gap, the first answer is the guide's. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../protocol/src/concept';
import { checkAnswer } from '../../study/src/checkAnswer';
import { readCode } from '../../study/src/codeTree';
import { compileRealGuide } from '../support/guide';

function isAccepted(language: string, code: string, accepted: string, given: string): boolean {
  const question: Question = {
    id: 'c/gap',
    conceptId: 'c',
    difficulty: 1,
    prompt: 'What belongs here?',
    kind: 'fill-gap',
    code: { language, text: code },
    answers: [accepted],
  };
  return checkAnswer(question, { kind: 'fill-gap', text: given }, readCode).isCorrect;
}

interface Case {
  readonly code: string;
  readonly accepted: string;
  readonly same: readonly string[];
  readonly different: readonly string[];
}

const javascript: readonly Case[] = [
  {
    code: 'const rows = ___;',
    accepted: 'await pool.query("SELECT 1", [id, name])',
    same: [
      "await pool.query('SELECT 1', [id, name])",
      'await pool.query(`SELECT 1`, [ id,name ] );',
      'await pool.query(\n  "SELECT 1",\n  [id, name],\n)',
      'await pool.query("SELECT 1", [id, name,],)',
      'await (pool.query("SELECT 1", [id, name]))',
      '(await pool.query("SELECT 1", [id, name]))',
      'await pool.query("SELECT 1", /* both */ [id, name]) // rows',
    ],
    different: [
      'pool.query("SELECT 1", [id, name])',
      'await pool.query("SELECT  1", [id, name])',
      'await pool.query("SELECT 1", [name, id])',
      'await pool.query("SELECT 1", [id,, name])',
      'await pool.query("SELECT 1", id, name)',
      'await pool.query("SELECT 1", [(id, name)])',
      'await Pool.query("SELECT 1", [id, name])',
      'await pool.query(SELECT, [id, name])',
      'await pool.query("SELECT 1", [id, name]',
      'await pool?.query("SELECT 1", [id, name])',
    ],
  },
  {
    code: 'const f = ___;',
    accepted: 'x => x * (a + b)',
    same: ['(x) => x * (a + b)', '( x ) => (x * (a + b))', 'x=>x*(a+b)', 'x => (x) * ((a + b))'],
    different: [
      'x => x * a + b',
      'x => (x * a) + b',
      'x => { x * (a + b) }',
      'async x => x * (a + b)',
      'y => y * (a + b)',
      'x => x ** (a + b)',
      'x => x * (b + a)',
      'x => x * (a - b)',
    ],
  },
  {
    code: 'const f = () => ___;',
    accepted: '({ ok: true })',
    same: ["({ 'ok': true })", '({ ok: true, })', '(({ ok: true }))'],
    different: ['{ ok: true }', '({ [ok]: true })', '({ ok: false })', '({ ok })', '({ OK: true })'],
  },
  {
    code: 'function f(a) {\n  ___\n}',
    accepted: 'log(a);\nreturn a + 1;',
    same: ['log(a)\nreturn a + 1', 'log(a); return (a + 1)', 'log(a);;\n\nreturn a+1;'],
    different: [
      'log(a);\nreturn\na + 1;',
      'return a + 1;\nlog(a);',
      'log(a);\nreturn a + 1n;',
      'log(a) return a + 1',
    ],
  },
  {
    code: 'if (___) retry();',
    accepted: 'tries < 3 && !done',
    same: ['(tries < 3) && !done', 'tries<3&&!done', '(tries < 3 && !done)', 'tries < 3 && !(done)'],
    different: [
      'tries <= 3 && !done',
      'tries < 3 || !done',
      '!(tries < 3 && done)',
      'tries < 3 && done',
      'tries < 30 && !done',
    ],
  },
  {
    code: 'const name = ___;',
    accepted: '(user?.profile).name',
    same: ['(user?.profile).name;', '( user?.profile ).name'],
    different: ['user?.profile.name', 'user.profile.name', 'user?.profile?.name'],
  },
  {
    code: 'const url = ___;',
    accepted: '`/orders/${id}`',
    same: ['`/orders/${id}`;'],
    different: ["'/orders/${id}'", '`/orders/${ID}`', '`/orders/${id} `', '"/orders/" + id'],
  },
  {
    code: 'for (___) tick();',
    accepted: 'let i = 0; i < n; i++',
    same: ['let i=0;i<n;i++', 'let i = 0; (i < n); i++'],
    different: ['let i = 0; i < n; ++i', 'let i = 0; ; i < n', 'let i = 1; i < n; i++'],
  },
  {
    code: 'text.replace(___, "");',
    accepted: '/a b\\/c/g',
    same: ['/a b\\/c/g '],
    different: ['/a  b\\/c/g', '/a b\\/c/', '"a b/c"', '/A b\\/c/g'],
  },
];

const typescript: readonly Case[] = [
  {
    code: 'class Orders {\n  constructor(___) {}\n}',
    accepted: '@Inject(CLOCK) private readonly now: () => Date',
    same: [
      '@Inject( CLOCK ) private readonly now: () => Date,',
      '@Inject(CLOCK)\nprivate readonly now: (() => Date)',
    ],
    different: [
      '@Inject(CLOCK) private now: () => Date',
      '@Inject(CLOCK) public readonly now: () => Date',
      '@Inject(Clock) private readonly now: () => Date',
    ],
  },
  {
    code: 'type Result = ___;',
    accepted: '(Order | undefined)[]',
    same: ['(Order|undefined)[];', '((Order | undefined))[]'],
    different: ['Order | undefined[]', '(Order | null)[]', 'Order[] | undefined[]'],
  },
  {
    code: 'const cookie: CookieOptions = { secure: true, ___ };',
    accepted: "sameSite: 'lax'",
    same: ['sameSite: "lax"', "'sameSite': 'lax',", 'sameSite:`lax`'],
    different: ["sameSite: 'strict'", "samesite: 'lax'", 'sameSite: lax', "[sameSite]: 'lax'"],
  },
];

const python: readonly Case[] = [
  {
    code: 'orders = ___',
    accepted: 'list_orders(user_id, limit=10)',
    same: [
      'list_orders( user_id , limit = 10 )',
      '(list_orders(user_id, limit=10))',
      'list_orders(\n    user_id,\n    limit=10,\n)',
      'list_orders(user_id, limit=10)  # ten',
    ],
    different: [
      'list_orders(user_id, limit==10)',
      'list_orders(user_id, 10)',
      'list_orders(limit=10)',
      'list_orders(user_id, limit=100)',
      'await list_orders(user_id, limit=10)',
    ],
  },
  {
    code: 'pair = ___',
    accepted: '(a,)',
    same: ['( a, )', '(\n    a,\n)'],
    different: ['(a)', 'a', '[a]', '(a, b)'],
  },
  {
    code: 'def f(a):\n    ___',
    accepted: 'if a:\n        b()\n    c()',
    same: ['if (a):\n        b()\n    c()', 'if a:\n          b()\n    c();'],
    different: ['if a:\n        b()\n        c()', 'if not a:\n        b()\n    c()'],
  },
  {
    code: 'if ___:\n    retry()',
    accepted: 'tries < 3 and not done',
    same: ['(tries < 3) and not done', 'tries<3 and not (done)', '(tries < 3 and not done)'],
    different: ['tries < 3 & (not done)', 'not (tries < 3 and done)', 'tries <= 3 and not done'],
  },
  {
    code: 'ok = ___',
    accepted: '(a < b) == c',
    same: ['(a<b)==c'],
    different: ['a < b == c', 'a < (b == c)'],
  },
  {
    code: 'print(___)',
    accepted: 'f"total: {total}"',
    same: ["f'total: {total}'", 'f"""total: {total}"""'],
    different: ['"total: {total}"', 'f"total:{total}"', 'f"total: {Total}"', 'rf"total: {total}"'],
  },
  {
    code: 'x = ___',
    accepted: '1_000',
    same: ['1000', '1_0_0_0'],
    different: ['100', '1e3.0', '"1000"'],
  },
];

const sql: readonly Case[] = [
  {
    code: 'SELECT id FROM orders\n___\nORDER BY id;',
    accepted: "WHERE status = 'paid' AND total > 10",
    same: [
      "where STATUS='paid' and Total>10",
      "WHERE (status = 'paid') AND (total > 10)",
      "WHERE (status = 'paid' AND total > 10)",
      "WHERE\n  status = 'paid' -- only these\n  AND total > 10",
      'WHERE "status" = \'paid\' AND total > 10',
    ],
    different: [
      "WHERE status = 'Paid' AND total > 10",
      "WHERE status = ' paid' AND total > 10",
      'WHERE status = "paid" AND total > 10',
      "WHERE status = 'paid' OR total > 10",
      "WHERE status = 'paid' AND total >= 10",
      "WHERE status = 'paid' AND total > 100",
      "WHERE NOT (status = 'paid' AND total > 10)",
      'WHERE "Status" = \'paid\' AND total > 10',
    ],
  },
  {
    code: 'SELECT id FROM orders WHERE ___;',
    accepted: 'a = 1 AND (b = 2 OR c = 3)',
    same: ['(a = 1) AND (b = 2 OR c = 3)', 'a = 1 AND ((b = 2) OR (c = 3))', '(a = 1 AND (b = 2 OR c = 3))'],
    different: ['a = 1 AND b = 2 OR c = 3', '(a = 1 AND b = 2) OR c = 3', 'a = 1 OR (b = 2 AND c = 3)'],
  },
  {
    code: 'SELECT * FROM orders WHERE id ___;',
    accepted: 'IN (SELECT order_id FROM refunds)',
    same: ['in (select order_id from refunds)'],
    different: [
      'IN ((SELECT order_id FROM refunds))',
      'NOT IN (SELECT order_id FROM refunds)',
      '= (SELECT order_id FROM refunds)',
    ],
  },
  {
    code: 'SELECT id FROM posts WHERE (created_at, id) < (___);',
    accepted: '$1, $2',
    same: ['$1,$2', ' $1 , $2 '],
    different: ['$2, $1', '$1', '($1, $2)', "'$1', '$2'"],
  },
  {
    code: 'INSERT INTO t (a) ___;',
    accepted: 'VALUES (1), (2)',
    same: ['values (1),(2)'],
    different: ['VALUES (1, 2)', 'VALUES (1), 2', 'VALUES 1, 2', 'VALUES (2), (1)'],
  },
  {
    code: "SELECT data ___ 'name' FROM t;",
    accepted: '->>',
    same: [' ->> '],
    different: ['->', '- >>', '#>>'],
  },
  {
    code: 'SELECT * FROM a JOIN b ON ___;',
    accepted: 'a.id = b.a_id',
    same: ['(a.id = b.a_id)', 'A.ID = B.A_ID'],
    different: ['a.id = b.id', 'b.a_id = a.id', 'a.id <> b.a_id'],
  },
  { code: 'SELECT 1 WHERE a ___ b;', accepted: '<>', same: ['!='], different: ['=', '<', '< >'] },
];

const shell: readonly Case[] = [
  {
    code: 'set -e\n___',
    accepted: 'docker run --rm "$image" npm ci',
    same: [
      'docker  run --rm "$image" npm ci',
      'docker run --rm \\\n  "$image" npm ci',
      'docker run --rm "$image" npm ci;',
      'docker run "--rm" "$image" npm \'ci\'',
    ],
    different: [
      "docker run --rm '$image' npm ci",
      'docker run --rm $image npm ci',
      'docker run --rm "$IMAGE" npm ci',
      'docker run --rm "$image" npm CI',
      'docker run --rm "$image"; npm ci',
      'docker run --rm "$image"\nnpm ci',
      'docker run --rm "$image" npm ci &',
    ],
  },
  { code: 'tail -___ access.log', accepted: 'F', same: [' F'], different: ['f', 'F -n 1', 'FF'] },
  { code: 'make build ___ make test', accepted: '&&', same: [' && '], different: ['||', '&', '|', ';'] },
  {
    code: 'sed ___ file',
    accepted: "'s/a/b/'",
    same: ['"s/a/b/"', 's/a/b/'],
    different: ["'s/a/b/g'", "'s/A/b/'"],
  },
  { code: 'echo ___', accepted: "'a\\'", same: ["'a\\' "], different: ["'a'", '"a\\\\"'] },
];

const dockerfile: readonly Case[] = [
  {
    code: 'FROM node:24\n___',
    accepted: 'RUN npm ci --omit=dev',
    same: ['run npm ci --omit=dev', 'RUN  npm ci \\\n    --omit=dev'],
    different: ['RUN npm ci', 'RUN npm CI --omit=dev', 'CMD npm ci --omit=dev'],
  },
  {
    code: 'FROM node:24\n___',
    accepted: 'CMD ["node", "server.js"]',
    same: ['CMD ["node","server.js"]', 'cmd [ "node", "server.js" ]'],
    different: [
      "CMD ['node', 'server.js']",
      'CMD node server.js',
      'CMD ["node", "Server.js"]',
      'CMD ["node server.js"]',
    ],
  },
  {
    code: 'FROM ___ AS build',
    accepted: 'node:24-slim',
    same: [' node:24-slim '],
    different: ['node:24', 'Node:24-slim', 'node:latest'],
  },
];

const yaml: readonly Case[] = [
  {
    code: 'services:\n  web:\n    ports:\n      - ___',
    accepted: '"80:80"',
    same: ["'80:80'", '"80:80" # public'],
    different: ['80:80', '"80:8080"', '80'],
  },
  {
    code: 'depends_on:\n  db:\n    condition: ___',
    accepted: 'service_healthy',
    same: ['"service_healthy"', "'service_healthy'"],
    different: ['service_started', 'Service_healthy', 'service healthy'],
  },
  {
    code: 'privileged: ___',
    accepted: 'true',
    same: ['true # all of it'],
    different: ['"true"', 'false', 'yes'],
  },
  { code: 'command: ___', accepted: '"a\\n"', same: ['"a\\n" '], different: ["'a\\n'", '"a"'] },
  {
    code: 'services:\n  ___',
    accepted: 'web:\n    image: nginx',
    same: ['web:\n      image: nginx', 'web:\n    image: "nginx"'],
    different: ['web:\n  image: nginx', 'web:\n    Image: nginx'],
  },
];

const nginx: readonly Case[] = [
  {
    code: 'upstream app {\n  ___;\n}',
    accepted: 'least_conn',
    same: ['least_conn ', '\n  least_conn'],
    different: ['ip_hash', 'Least_conn'],
  },
  {
    code: 'location / {\n  proxy_pass ___;\n}',
    accepted: 'http://app',
    same: ['"http://app"', 'http://app # the pool'],
    different: ['http://api', 'https://app', 'http://app/'],
  },
];

const others: readonly (readonly [string, Case])[] = [
  [
    'http',
    {
      code: 'GET /orders/7 HTTP/1.1\n___',
      accepted: 'If-None-Match: "abc"',
      same: ['if-none-match: "abc"', 'If-None-Match:"abc"'],
      different: ['If-None-Match: "ABC"', 'If-Match: "abc"', 'If-None-Match: abc'],
    },
  ],
  ['http', { code: '___ /orders/7 HTTP/1.1', accepted: 'PUT', same: ['PUT '], different: ['put', 'POST'] }],
  [
    'json',
    {
      code: '{ "type": ___ }',
      accepted: '"module"',
      same: [' "module" '],
      different: ["'module'", 'module', '"Module"', '"module",'],
    },
  ],
  [
    'prisma',
    {
      code: 'model Order {\n  id Int ___\n}',
      accepted: '@id @default(autoincrement())',
      same: ['@id  @default( autoincrement() )', '@id @default(autoincrement()) // key'],
      different: ['@id', '@default(autoincrement()) @id', '@id @default(uuid())'],
    },
  ],
];

const cases = [
  ...(
    [
      ['js', javascript],
      ['ts', [...javascript, ...typescript]],
      ['python', python],
      ['sql', sql],
      ['shell', shell],
      ['dockerfile', dockerfile],
      ['compose', yaml],
      ['nginx', nginx],
    ] as const
  ).flatMap(([language, list]) => list.map((entry) => [language, entry] as const)),
  ...others,
];
const rows = (pick: 'same' | 'different') =>
  cases.flatMap(([language, { code, accepted, [pick]: given }]) =>
    given.map((text) => ({ language, code, accepted, text })),
  );

describe('a filled gap', () => {
  it.each(rows('same'))('$language: $accepted is also $text', ({ language, code, accepted, text }) => {
    expect(isAccepted(language, code, accepted, text)).toBe(true);
  });

  it.each(rows('different'))('$language: $accepted is not $text', ({ language, code, accepted, text }) => {
    expect(isAccepted(language, code, accepted, text)).toBe(false);
  });

  it('needs no parser to accept other spaces and quotes', () => {
    const question: Question = {
      id: 'c/gap',
      conceptId: 'c',
      difficulty: 1,
      prompt: '',
      kind: 'fill-gap',
      // A method alone is no program.
      code: { language: 'ts', text: '  async load() { return ___ }' },
      answers: ['this.get("a")'],
    };
    expect(readCode(question.code.text, 'ts')).toBeUndefined();
    expect(checkAnswer(question, { kind: 'fill-gap', text: "this.get( 'a' )" }, readCode).isCorrect).toBe(
      true,
    );
  });
});

const gaps = compileRealGuide().guide.concepts.flatMap(({ questions }) =>
  questions.flatMap((question) => (question.kind === 'fill-gap' ? [question] : [])),
);

describe('the gaps of the guide', () => {
  it('accept each of their answers, and no answer of another gap that they do not name', () => {
    const answers = [...new Set(gaps.flatMap((question) => question.answers))];
    for (const question of gaps) {
      for (const text of answers) {
        const { isCorrect } = checkAnswer(question, { kind: 'fill-gap', text }, readCode);
        const isNamed = question.answers.some((answer) => sameWords(answer, text));
        expect(isCorrect, `${question.id} with ${text}`).toBe(isNamed);
      }
    }
  });

  it('refuse an answer with one letter changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...gaps), fc.nat(), (question, place) => {
        const [answer = ''] = question.answers;
        const letters = [...answer.matchAll(/[a-z]/gi)];
        const letter = letters[place % Math.max(1, letters.length)];
        fc.pre(letter !== undefined);
        const changed = `${answer.slice(0, letter.index)}Q${answer.slice(letter.index + 1)}`;
        fc.pre(!question.answers.some((other) => sameWords(other, changed)));
        expect(checkAnswer(question, { kind: 'fill-gap', text: changed }, readCode).isCorrect).toBe(false);
      }),
    );
  });
});

/** A coarse judgement of its own: letters, digits and signs, without case, spaces and quotes. */
function sameWords(left: string, right: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[\s'"`;]/g, '');
  return bare(left) === bare(right);
}
