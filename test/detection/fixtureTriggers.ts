import * as v from 'valibot';
import { triggerSchema } from '../../protocol/src/trigger';
import type { TriggeringConcept } from '../../server/src/detection/triggerIndex';

type Authored = v.InferInput<typeof triggerSchema>;
/** Triggers as a test writes them: the id and the note follow from the rest unless they matter. */
type Written = Authored extends infer T
  ? T extends Authored
    ? Omit<T, 'id' | 'note'> & { id?: string }
    : never
  : never;

/** A concept for tests, with triggers checked by the schema that checks those of the guide. */
export function concept(id: string, ...triggers: readonly Written[]): TriggeringConcept {
  return {
    id,
    triggers: triggers.map((trigger, index) =>
      v.parse(triggerSchema, { id: `trigger-${String(index + 1)}`, note: 'For tests.', ...trigger }),
    ),
  };
}

const js = { language: 'js' } as const;
const python = { language: 'python' } as const;

/** What gives access to a relational database in JavaScript. */
const sqlClients = [
  'pg#Pool',
  'pg#Client',
  'mysql2#createPool',
  'mysql2/promise#createPool',
  'mysql2/promise#createConnection',
];
const prisma = ['@prisma/client#PrismaClient'];
const mongo = ['mongodb#MongoClient', 'mongoose#model', 'mongoose#default'];
const typeorm = ['typeorm#Repository', 'typeorm#DataSource', 'typeorm#EntityManager'];
const redis = ['ioredis#default', 'ioredis#Redis', 'redis#createClient'];
const sessions = [
  'sqlalchemy.orm#Session',
  'sqlalchemy.orm#sessionmaker',
  'sqlalchemy.ext.asyncio#AsyncSession',
];

/**
 * A guide for tests: concepts of the catalogue with triggers of every kind, so that detection can be judged
 * without the text that authors are still writing.
 */
export const fixtureConcepts: readonly TriggeringConcept[] = [
  concept(
    'crud-operations',
    { kind: 'sql', phrases: ['INSERT INTO'], option: 'create' },
    { kind: 'sql', phrases: ['UPDATE :name SET', 'UPDATE :name :name SET'], option: 'update' },
    { kind: 'sql', phrases: ['DELETE FROM'], option: 'delete' },
    {
      kind: 'member',
      ...js,
      names: ['insertOne', 'insertMany'],
      fileImports: ['mongodb', 'mongoose'],
      option: 'create',
    },
    {
      kind: 'member',
      ...js,
      names: ['updateOne', 'updateMany'],
      fileImports: ['mongodb', 'mongoose'],
      option: 'update',
    },
    { kind: 'member', ...js, names: ['create'], receivers: [...prisma, 'mongoose#model'], option: 'create' },
    {
      kind: 'member',
      ...js,
      names: ['findUnique', 'findFirst', 'findMany'],
      receivers: prisma,
      option: 'read',
    },
    { kind: 'member', ...python, names: ['add'], receivers: sessions, option: 'create' },
    { kind: 'member', ...python, names: ['scalars', 'execute'], receivers: sessions, option: 'read' },
  ),
  concept(
    'database-indexes',
    {
      kind: 'sql',
      phrases: ['CREATE [UNIQUE] INDEX [CONCURRENTLY]'],
      without: ['USING HASH'],
      option: 'b-tree',
    },
    { kind: 'sql', phrases: ['CREATE [UNIQUE] INDEX'], with: ['USING HASH'], option: 'hash' },
    { kind: 'sql', phrases: ['USING HASH'], with: ['INDEX'], option: 'hash' },
    { kind: 'prisma-attribute', names: ['@@index'] },
    { kind: 'prisma-attribute', names: ['@@index'], words: ['Hash'], option: 'hash' },
    { kind: 'decorator', ...js, targets: ['typeorm#Index'] },
    { kind: 'member', ...js, names: ['createIndex', 'createIndexes'], receivers: mongo },
    { kind: 'call', ...python, targets: ['sqlalchemy#Index'] },
    {
      kind: 'key',
      ...python,
      names: ['index'],
      inside: ['sqlalchemy#Column', 'sqlalchemy.orm#mapped_column'],
      values: [true],
    },
    { kind: 'member', ...python, names: ['create_index'], fileImports: ['alembic'] },
  ),
  concept(
    'primary-vs-unique-key',
    { kind: 'sql', phrases: ['PRIMARY KEY'], option: 'primary-key' },
    { kind: 'sql', phrases: ['UNIQUE :list', 'UNIQUE NULLS NOT DISTINCT'], option: 'unique-key' },
    { kind: 'prisma-attribute', names: ['@id', '@@id'], option: 'primary-key' },
    { kind: 'prisma-attribute', names: ['@unique', '@@unique'], option: 'unique-key' },
    {
      kind: 'decorator',
      ...js,
      targets: ['typeorm#PrimaryGeneratedColumn', 'typeorm#PrimaryColumn'],
      option: 'primary-key',
    },
    {
      kind: 'key',
      ...js,
      names: ['unique'],
      inside: ['typeorm#Column', 'mongoose#Schema'],
      values: [true],
      option: 'unique-key',
    },
    {
      kind: 'key',
      ...python,
      names: ['primary_key'],
      inside: ['sqlalchemy#Column', 'sqlalchemy.orm#mapped_column'],
      option: 'primary-key',
    },
    {
      kind: 'key',
      ...python,
      names: ['unique'],
      inside: ['sqlalchemy#Column', 'django.db.models#EmailField'],
      option: 'unique-key',
    },
  ),
  concept(
    'transactions-acid',
    {
      kind: 'sql',
      phrases: [
        'BEGIN',
        'COMMIT',
        'ROLLBACK',
        'START TRANSACTION',
        'BEGIN TRANSACTION|WORK',
        'SAVEPOINT :name',
      ],
    },
    { kind: 'member', ...js, names: ['$transaction'], arguments: [{ index: 0, is: 'array' }] },
    { kind: 'member', ...js, names: ['$transaction'], arguments: [{ index: 0, is: 'function' }] },
    {
      kind: 'member',
      ...js,
      names: ['transaction'],
      receivers: ['sequelize#Sequelize', 'knex#default', ...typeorm],
    },
    {
      kind: 'member',
      ...js,
      names: ['startTransaction', 'withTransaction'],
      fileImports: ['mongodb', 'mongoose', 'typeorm'],
    },
    { kind: 'member', ...python, names: ['commit', 'rollback'], receivers: sessions },
    { kind: 'reference', ...python, targets: ['django.db#transaction.atomic'] },
  ),
  concept(
    'isolation-levels',
    { kind: 'sql', phrases: ['ISOLATION LEVEL SERIALIZABLE'], option: 'serializable' },
    { kind: 'sql', phrases: ['ISOLATION LEVEL REPEATABLE READ'], option: 'repeatable-read' },
    { kind: 'sql', phrases: ['ISOLATION LEVEL READ COMMITTED'], option: 'read-committed' },
    {
      kind: 'reference',
      ...js,
      targets: ['@prisma/client#Prisma.TransactionIsolationLevel.Serializable'],
      option: 'serializable',
    },
    {
      kind: 'member',
      ...js,
      names: ['transaction'],
      receivers: typeorm,
      arguments: [{ index: 0, values: ['SERIALIZABLE'] }],
      option: 'serializable',
    },
    { kind: 'key', ...python, names: ['isolation_level'], inside: ['sqlalchemy#create_engine'] },
  ),
  concept(
    'locks',
    { kind: 'sql', phrases: ['FOR [NO KEY] UPDATE|SHARE [SKIP LOCKED|NOWAIT]'], option: 'row-lock' },
    { kind: 'sql', phrases: ['LOCK TABLE|TABLES'], option: 'table-lock' },
    {
      kind: 'member',
      ...js,
      names: ['forUpdate', 'setLock'],
      fileImports: ['knex', 'typeorm', 'drizzle-orm'],
      option: 'row-lock',
    },
    {
      kind: 'member',
      ...python,
      names: ['with_for_update', 'select_for_update'],
      fileImports: ['sqlalchemy', 'django'],
      option: 'row-lock',
    },
  ),
  concept(
    'pagination',
    {
      kind: 'sql',
      phrases: ['LIMIT :value OFFSET :value', 'OFFSET :value LIMIT :value', 'LIMIT :value , :value'],
      option: 'offset',
    },
    { kind: 'sql', phrases: ['OFFSET :value ROWS FETCH NEXT :value ROWS ONLY'], option: 'offset' },
    {
      kind: 'sql',
      phrases: [':key >|< :value'],
      with: ['ORDER BY :key', 'LIMIT :value'],
      without: ['OFFSET'],
      option: 'cursor',
    },
    {
      kind: 'member',
      ...js,
      names: ['findMany'],
      arguments: [{ is: 'object', keys: ['skip', 'take'], absentKeys: ['cursor'] }],
      option: 'offset',
    },
    {
      kind: 'member',
      ...js,
      names: ['findMany'],
      arguments: [{ is: 'object', keys: ['cursor', 'take'] }],
      option: 'cursor',
    },
    { kind: 'member', ...js, names: ['offset'], receivers: ['knex#default', 'knex#knex'], option: 'offset' },
    { kind: 'member', ...js, names: ['skip'], receivers: mongo, option: 'offset' },
    {
      kind: 'member',
      ...python,
      names: ['offset'],
      receivers: ['sqlalchemy#select', ...sessions],
      option: 'offset',
    },
    { kind: 'call', ...python, targets: ['django.core.paginator#Paginator'], option: 'offset' },
  ),
  concept('normalization', {
    kind: 'sql',
    phrases: ['FOREIGN KEY', 'REFERENCES :name'],
    option: 'normalized',
  }),
  concept(
    'replication-vs-sharding',
    { kind: 'sql', phrases: ['PARTITION BY RANGE|LIST|HASH'], with: ['CREATE TABLE'], option: 'sharding' },
    { kind: 'sql', phrases: ['CREATE PUBLICATION', 'CREATE SUBSCRIPTION'], option: 'replication' },
    { kind: 'call', ...js, targets: ['@prisma/extension-read-replicas#readReplicas'], option: 'replication' },
  ),
  concept(
    'connection-pooling',
    { kind: 'new', ...js, targets: ['pg#Pool'], option: 'pooled' },
    { kind: 'call', ...js, targets: ['mysql2#createPool', 'mysql2/promise#createPool'], option: 'pooled' },
    { kind: 'new', ...js, targets: ['pg#Client'], option: 'unpooled' },
    { kind: 'key', ...js, names: ['max'], inside: ['pg#Pool'] },
    { kind: 'key', ...js, names: ['maxPoolSize'], inside: ['mongodb#MongoClient', 'mongoose#connect'] },
    {
      kind: 'call',
      ...python,
      targets: ['sqlalchemy#create_engine', 'asyncpg#create_pool'],
      option: 'pooled',
    },
    { kind: 'key', ...python, names: ['pool_size', 'max_overflow'], inside: ['sqlalchemy#create_engine'] },
  ),
  concept(
    'sql-joins',
    { kind: 'sql', phrases: ['INNER JOIN'], option: 'inner' },
    { kind: 'sql', phrases: ['LEFT [OUTER] JOIN'], option: 'left' },
    { kind: 'sql', phrases: ['RIGHT [OUTER] JOIN'], option: 'right' },
    { kind: 'sql', phrases: ['CROSS JOIN', 'FULL [OUTER] JOIN', 'JOIN LATERAL'] },
    {
      kind: 'member',
      ...js,
      names: ['leftJoin', 'leftJoinAndSelect'],
      fileImports: ['knex', 'typeorm', 'drizzle-orm'],
      option: 'left',
    },
    {
      kind: 'member',
      ...python,
      names: ['join'],
      receivers: ['sqlalchemy#select', ...sessions],
      option: 'inner',
    },
  ),
  concept(
    'sql-aggregation',
    { kind: 'sql', phrases: ['GROUP BY', 'HAVING'] },
    { kind: 'member', ...js, names: ['groupBy'], receivers: [...prisma, 'knex#default', 'knex#knex'] },
    {
      kind: 'member',
      ...python,
      names: ['group_by', 'having'],
      receivers: ['sqlalchemy#select', ...sessions],
    },
  ),
  concept('window-functions', {
    kind: 'sql',
    phrases: ['OVER (', 'ROW_NUMBER (', 'RANK|DENSE_RANK|LAG|LEAD|NTILE ('],
  }),
  concept('common-table-expressions', {
    kind: 'sql',
    phrases: ['WITH [RECURSIVE] :name AS (', 'WITH [RECURSIVE] :name :list AS ('],
  }),
  concept(
    'views',
    { kind: 'sql', phrases: ['CREATE [OR REPLACE] VIEW'], option: 'view' },
    {
      kind: 'sql',
      phrases: ['CREATE|REFRESH MATERIALIZED VIEW [CONCURRENTLY]'],
      option: 'materialized-view',
    },
    { kind: 'decorator', ...js, targets: ['typeorm#ViewEntity'] },
  ),
  concept('query-plans', { kind: 'sql', phrases: ['EXPLAIN ANALYZE', 'EXPLAIN', 'EXPLAIN :list'] }),
  concept(
    'document-modeling',
    { kind: 'new', ...js, targets: ['mongoose#Schema'] },
    { kind: 'reference', ...js, targets: ['mongoose#Schema.Types.ObjectId'], option: 'referenced' },
    { kind: 'member', ...js, names: ['populate'], fileImports: ['mongoose'], option: 'referenced' },
    { kind: 'decorator', ...js, targets: ['@nestjs/mongoose#Schema', '@nestjs/mongoose#Prop'] },
  ),
  concept(
    'aggregation-pipeline',
    {
      kind: 'member',
      ...js,
      names: ['aggregate'],
      arguments: [{ index: 0, is: 'array' }],
      fileImports: ['mongodb', 'mongoose'],
    },
    {
      kind: 'key',
      ...js,
      names: ['$match', '$group', '$lookup', '$unwind'],
      insideMethods: ['aggregate'],
      fileImports: ['mongodb', 'mongoose'],
    },
    {
      kind: 'member',
      ...python,
      names: ['aggregate'],
      arguments: [{ index: 0, is: 'array' }],
      fileImports: ['pymongo', 'motor'],
    },
  ),
  concept(
    'orm-vs-raw-sql',
    { kind: 'new', ...js, targets: prisma, option: 'orm' },
    {
      kind: 'member',
      ...js,
      names: ['$queryRaw', '$executeRaw', '$queryRawUnsafe'],
      receivers: [...prisma, '*#PrismaService'],
      option: 'raw-sql',
    },
    { kind: 'decorator', ...js, targets: ['@nestjs/typeorm#InjectRepository'], option: 'orm' },
    { kind: 'member', ...js, names: ['getRepository'], receivers: typeorm, option: 'orm' },
    { kind: 'member', ...js, names: ['query'], receivers: sqlClients, option: 'raw-sql' },
    { kind: 'call', ...python, targets: ['sqlalchemy#text'], option: 'raw-sql' },
  ),
  concept(
    'event-loop',
    { kind: 'call', ...js, targets: ['global#setTimeout', 'global#setInterval'], show: 'first' },
    { kind: 'call', ...js, targets: ['global#setTimeout'], arguments: [{ index: 1, values: [0] }] },
    { kind: 'call', ...js, targets: ['global#setImmediate', 'perf_hooks#monitorEventLoopDelay'] },
    { kind: 'call', ...js, targets: ['node:fs#readFileSync', 'node:crypto#pbkdf2Sync'] },
    { kind: 'call', ...python, targets: ['asyncio#run', 'asyncio#get_event_loop', 'time#sleep'] },
  ),
  concept(
    'microtasks-vs-macrotasks',
    {
      kind: 'reference',
      ...js,
      targets: ['global#process.nextTick', 'global#queueMicrotask'],
      option: 'microtask',
    },
    { kind: 'call', ...js, targets: ['global#Promise.resolve'], option: 'microtask' },
  ),
  concept(
    'streams',
    { kind: 'call', ...js, targets: ['node:fs#createReadStream'], option: 'readable' },
    { kind: 'call', ...js, targets: ['node:fs#createWriteStream'], option: 'writable' },
    { kind: 'call', ...js, targets: ['node:stream#pipeline', 'node:stream/promises#pipeline'] },
    { kind: 'new', ...js, targets: ['node:stream#Transform'], option: 'transform' },
    { kind: 'base', ...js, targets: ['node:stream#Transform'], option: 'transform' },
    { kind: 'call', ...js, targets: ['node:stream#Readable.from'], option: 'readable' },
    {
      kind: 'member',
      ...js,
      names: ['pipe'],
      receivers: ['node:fs#createReadStream', 'node:stream#Readable', 'node:zlib#createGzip'],
      option: 'readable',
    },
    { kind: 'call', ...python, targets: ['fastapi.responses#StreamingResponse'] },
  ),
  concept(
    'buffers',
    {
      kind: 'call',
      ...js,
      targets: [
        'global#Buffer.from',
        'global#Buffer.alloc',
        'global#Buffer.allocUnsafe',
        'global#Buffer.concat',
        'global#Buffer.byteLength',
      ],
    },
    { kind: 'call', ...python, targets: ['global#bytearray', 'global#memoryview'] },
  ),
  concept(
    'worker-threads-vs-cluster',
    { kind: 'new', ...js, targets: ['node:worker_threads#Worker'], option: 'worker-threads' },
    {
      kind: 'reference',
      ...js,
      targets: ['node:worker_threads#parentPort', 'node:worker_threads#isMainThread'],
      option: 'worker-threads',
    },
    { kind: 'call', ...js, targets: ['node:cluster#fork'], option: 'cluster' },
    {
      kind: 'property',
      ...js,
      names: ['isPrimary', 'isMaster'],
      receivers: ['node:cluster#default'],
      option: 'cluster',
    },
    { kind: 'new', ...js, targets: ['global#SharedArrayBuffer'], option: 'worker-threads' },
    {
      kind: 'call',
      ...python,
      targets: ['multiprocessing#Process', 'multiprocessing#Pool', 'concurrent.futures#ProcessPoolExecutor'],
    },
  ),
  concept(
    'error-propagation',
    {
      kind: 'member',
      ...js,
      names: ['on'],
      receivers: ['global#process'],
      arguments: [{ index: 0, values: ['unhandledRejection', 'uncaughtException'] }],
    },
    { kind: 'call', ...js, targets: ['global#Promise.allSettled', 'global#Promise.all'] },
    { kind: 'call', ...python, targets: ['asyncio#gather', 'asyncio#TaskGroup'] },
  ),
  concept(
    'retry-strategy',
    { kind: 'call', ...js, targets: ['p-retry#default', 'async-retry#default', 'axios-retry#default'] },
    {
      kind: 'key',
      ...js,
      names: ['attempts', 'backoff'],
      insideMethods: ['add'],
      fileImports: ['bullmq', 'bull'],
    },
    { kind: 'key', ...js, names: ['retryStrategy'], inside: ['ioredis#default', 'ioredis#Redis'] },
    { kind: 'decorator', ...python, targets: ['tenacity#retry', 'backoff#on_exception'] },
  ),
  concept(
    'circuit-breaker',
    { kind: 'new', ...js, targets: ['opossum#default'] },
    { kind: 'call', ...js, targets: ['cockatiel#circuitBreaker'] },
    { kind: 'call', ...python, targets: ['pybreaker#CircuitBreaker'] },
  ),
  concept(
    'middleware-lifecycle',
    { kind: 'member', ...js, names: ['use'], receivers: ['express#default'] },
    {
      kind: 'call',
      ...js,
      targets: ['express#Router', 'express#json', 'helmet#default', 'cors#default', 'morgan#default'],
    },
    { kind: 'decorator', ...python, names: ['middleware'], receivers: ['fastapi#FastAPI'] },
    { kind: 'member', ...python, names: ['add_middleware'], receivers: ['fastapi#FastAPI'] },
  ),
  concept(
    'error-handling-middleware',
    {
      kind: 'member',
      ...js,
      names: ['use'],
      receivers: ['express#default'],
      arguments: [{ is: 'function', parameters: 4 }],
    },
    { kind: 'decorator', ...python, names: ['exception_handler'], receivers: ['fastapi#FastAPI'] },
  ),
  concept(
    'jwt-vs-sessions',
    {
      kind: 'call',
      ...js,
      targets: ['jsonwebtoken#sign', 'jsonwebtoken#verify', 'jsonwebtoken#decode', 'jose#jwtVerify'],
      option: 'jwt',
    },
    { kind: 'new', ...js, targets: ['jose#SignJWT'], option: 'jwt' },
    {
      kind: 'member',
      ...js,
      names: ['sign', 'signAsync', 'verifyAsync'],
      receivers: ['@nestjs/jwt#JwtService'],
      option: 'jwt',
    },
    { kind: 'call', ...js, targets: ['express-session#default'], option: 'session' },
    {
      kind: 'property',
      ...js,
      names: ['session'],
      receiverNames: ['req', 'request'],
      fileImports: ['express', 'express-session'],
      option: 'session',
    },
    { kind: 'call', ...python, targets: ['jwt#encode', 'jwt#decode', 'jose.jwt#encode'], option: 'jwt' },
  ),
  concept('layered-architecture', { kind: 'decorator', ...js, targets: ['@nestjs/common#Controller'] }),
  concept('nest-modules', {
    kind: 'decorator',
    ...js,
    targets: ['@nestjs/common#Module', '@nestjs/common#Global'],
  }),
  concept(
    'dependency-injection',
    { kind: 'decorator', ...js, targets: ['@nestjs/common#Injectable', '@nestjs/common#Inject'] },
    { kind: 'key', ...js, names: ['useFactory', 'useClass'], inside: ['@nestjs/common#Module'] },
    { kind: 'call', ...python, targets: ['fastapi#Depends'] },
  ),
  concept(
    'nest-request-pipeline',
    { kind: 'decorator', ...js, targets: ['@nestjs/common#UseGuards'], option: 'guard' },
    { kind: 'decorator', ...js, targets: ['@nestjs/common#UseInterceptors'], option: 'interceptor' },
    { kind: 'decorator', ...js, targets: ['@nestjs/common#UsePipes'], option: 'pipe' },
    {
      kind: 'decorator',
      ...js,
      targets: ['@nestjs/common#Catch', '@nestjs/common#UseFilters'],
      option: 'filter',
    },
    { kind: 'base', ...js, targets: ['@nestjs/common#CanActivate'], option: 'guard' },
    { kind: 'base', ...js, targets: ['@nestjs/common#PipeTransform'], option: 'pipe' },
    { kind: 'new', ...js, targets: ['@nestjs/common#ValidationPipe'], option: 'pipe' },
  ),
  concept('custom-decorators', {
    kind: 'call',
    ...js,
    targets: [
      '@nestjs/common#createParamDecorator',
      '@nestjs/common#applyDecorators',
      '@nestjs/common#SetMetadata',
    ],
  }),
  concept(
    'password-hashing',
    {
      kind: 'call',
      ...js,
      targets: ['bcrypt#hash', 'bcrypt#compare', 'bcryptjs#hash', 'bcryptjs#compare'],
      option: 'bcrypt',
    },
    { kind: 'call', ...js, targets: ['argon2#hash', 'argon2#verify'], option: 'argon2' },
    { kind: 'call', ...js, targets: ['node:crypto#scrypt', 'node:crypto#pbkdf2'] },
    { kind: 'call', ...python, targets: ['bcrypt#hashpw', 'passlib.context#CryptContext'], option: 'bcrypt' },
    { kind: 'call', ...python, targets: ['argon2#PasswordHasher'], option: 'argon2' },
  ),
  concept(
    'oauth2',
    { kind: 'call', ...python, targets: ['fastapi.security#OAuth2PasswordBearer'] },
    { kind: 'reference', ...js, targets: ['passport-google-oauth20#Strategy'] },
  ),
  concept(
    'rbac-vs-abac',
    { kind: 'sql', phrases: ['CREATE POLICY'], option: 'abac' },
    { kind: 'sql', phrases: ['GRANT :name ON', 'CREATE ROLE'], option: 'rbac' },
    { kind: 'call', ...js, targets: ['@casl/ability#defineAbility'], option: 'abac' },
  ),
  concept(
    'xss',
    { kind: 'property', ...js, names: ['innerHTML', 'outerHTML'], assigned: true, distinctive: true },
    { kind: 'jsx-attribute', names: ['dangerouslySetInnerHTML'] },
    { kind: 'call', ...js, targets: ['global#document.write', 'dompurify#sanitize', 'dompurify#default'] },
    { kind: 'call', ...python, targets: ['django.utils.safestring#mark_safe', 'markupsafe#Markup'] },
  ),
  concept(
    'csrf',
    { kind: 'call', ...js, targets: ['csurf#default', 'csrf-csrf#doubleCsrf'] },
    { kind: 'key', ...js, names: ['sameSite'], inside: ['express-session#default'] },
  ),
  concept(
    'rest-api',
    {
      kind: 'member',
      ...js,
      names: ['get', 'post', 'put', 'patch', 'delete'],
      receivers: ['express#default', 'fastify#default'],
      arguments: [{ index: 0, is: 'string' }, { is: 'function' }],
    },
    {
      kind: 'decorator',
      ...js,
      targets: ['@nestjs/common#Get', '@nestjs/common#Post', '@nestjs/common#Delete'],
    },
    {
      kind: 'decorator',
      ...python,
      names: ['get', 'post', 'put', 'delete'],
      receivers: ['fastapi#FastAPI', 'fastapi#APIRouter'],
    },
  ),
  concept(
    'idempotency',
    { kind: 'header', names: ['Idempotency-Key'] },
    { kind: 'sql', phrases: ['ON CONFLICT DO NOTHING', 'ON CONFLICT :list DO NOTHING'] },
  ),
  concept(
    'caching',
    { kind: 'new', ...js, targets: ['ioredis#default', 'ioredis#Redis'] },
    { kind: 'call', ...js, targets: ['redis#createClient'] },
    { kind: 'member', ...js, names: ['get', 'set', 'hget'], receivers: redis },
    { kind: 'call', ...python, targets: ['redis#Redis', 'redis#from_url'] },
    { kind: 'decorator', ...python, targets: ['functools#lru_cache', 'functools#cache'] },
  ),
  concept(
    'cache-invalidation',
    {
      kind: 'member',
      ...js,
      names: ['set'],
      receivers: redis,
      arguments: [{ values: ['EX', 'PX'] }],
      option: 'ttl',
    },
    { kind: 'member', ...js, names: ['setex'], receivers: redis, option: 'ttl' },
    { kind: 'member', ...js, names: ['del', 'expire'], receivers: redis },
    { kind: 'header', names: ['Cache-Control', 'ETag'] },
    { kind: 'key', ...python, names: ['ex'], insideMethods: ['set'], fileImports: ['redis'], option: 'ttl' },
  ),
  concept(
    'message-queues',
    { kind: 'new', ...js, targets: ['bullmq#Queue', 'bullmq#Worker', 'kafkajs#Kafka'] },
    { kind: 'member', ...js, names: ['sendToQueue', 'consume'], receivers: ['amqplib#connect'] },
    { kind: 'decorator', ...js, targets: ['@nestjs/bullmq#Processor'] },
    { kind: 'call', ...python, targets: ['celery#Celery'] },
    { kind: 'decorator', ...python, names: ['task'], receivers: ['celery#Celery'] },
    { kind: 'decorator', ...python, targets: ['celery#shared_task'] },
  ),
  concept(
    'monolith-vs-microservices',
    {
      kind: 'decorator',
      ...js,
      targets: ['@nestjs/microservices#MessagePattern', '@nestjs/microservices#EventPattern'],
      option: 'microservices',
    },
    {
      kind: 'call',
      ...js,
      targets: ['@nestjs/core#NestFactory.createMicroservice'],
      option: 'microservices',
    },
  ),
  concept(
    'fastapi',
    { kind: 'call', ...python, targets: ['fastapi#FastAPI', 'fastapi#APIRouter', 'fastapi#HTTPException'] },
    { kind: 'base', ...python, targets: ['pydantic#BaseModel'], fileImports: ['fastapi'] },
    {
      kind: 'key',
      ...python,
      names: ['response_model'],
      insideMethods: ['get', 'post', 'put'],
      fileImports: ['fastapi'],
    },
  ),
  concept(
    'dockerfile',
    { kind: 'instruction', names: ['FROM'] },
    { kind: 'instruction', names: ['FROM'], images: [':latest'] },
    { kind: 'instruction', names: ['COPY'], words: ['. .'] },
    { kind: 'instruction', names: ['COPY'], flags: ['--from'] },
    { kind: 'instruction', names: ['USER', 'HEALTHCHECK'] },
    { kind: 'instruction', names: ['CMD', 'ENTRYPOINT'], form: 'exec' },
    { kind: 'command', commands: ['npm ci', 'npm install'] },
  ),
  concept(
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
  ),
  concept(
    'load-balancing',
    { kind: 'directive', names: ['upstream', 'proxy_pass'] },
    { kind: 'directive', names: ['least_conn', 'ip_hash'], within: ['upstream'] },
    {
      kind: 'member',
      ...js,
      names: ['set'],
      receivers: ['express#default'],
      arguments: [{ index: 0, values: ['trust proxy'] }],
    },
  ),
  concept('process-manager', {
    kind: 'command',
    commands: ['pm2 start', 'pm2 reload', 'pm2 restart', 'pm2 save', 'pm2-runtime'],
  }),
  concept(
    'test-pyramid',
    {
      kind: 'call',
      ...js,
      targets: ['global#describe', 'vitest#describe', '@jest/globals#describe'],
      arguments: [{ index: 0, is: 'string' }],
      show: 'first',
      option: 'unit',
    },
    { kind: 'call', ...js, targets: ['supertest#default'], option: 'integration' },
    { kind: 'decorator', ...python, targets: ['pytest#fixture'] },
    { kind: 'call', ...python, targets: ['pytest#raises', 'fastapi.testclient#TestClient'] },
    { kind: 'keyword', ...js, names: ['debugger'] },
  ),
];
