import type { Evidence } from './looksLikeSql';

/** Longer literals are data or generated; reading them would cost more than they teach. */
export const longestLiteral = 60_000;
/** A text that is put together from more parts than this is generated. */
export const mostParts = 400;

/** What runs a statement that it is given as text, in any library. */
const runsQuery =
  /^\.?(?:query|queryOne|queryRow|queryArray|execute|executeSql|executemany|executescript|\$queryRawUnsafe|\$executeRawUnsafe|createQuery|runQuery|dbQuery|fetchrow|fetchval|fetch_all|fetch_one|rawQuery|read_sql|read_sql_query|RawSQL|RunSQL|exec_driver_sql)$/;
/** Names that some libraries use for the same, and others for programs, tests or files. */
const mayRunQuery =
  /^\.?(?:exec|run|all|prepare|raw|unsafe|none|oneOrNone|manyOrNone|any|many|literal|text|sql|fetch)$/;

/** Calls whose strings are read by people. */
const talks =
  /^\.?(?:log|info|warn|warning|error|exception|critical|debug|trace|fatal|verbose|silly|describe|it|test|context|suite|step|Error|\w+Error|\w+Exception|t|_|gettext|i18n|translate|alert|confirm|prompt|print|toast|showInformationMessage|showErrorMessage|fail|notice|title|addEventListener|emit|setLabel|group|echo|secho|add_argument)$/;

/** What the name of a call says about the string that it is given; a method's name begins with a dot. */
export function evidenceOfCall(name: string): Evidence {
  if (talks.test(name)) return 'refused';
  if (runsQuery.test(name)) return 'query';
  return mayRunQuery.test(name) ? 'perhaps' : 'none';
}
