/** Cuts SQL into statements, so that those with parameters can be prepared instead of run. */

export interface Statement {
  readonly text: string;
  /** Whether `$1` and the like occur outside of strings, quoted names and comments. */
  readonly hasParameters: boolean;
}

/** What a semicolon or a parameter inside of does not count: comments, strings, quoted names, dollar quotes. */
const opaque =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?\1/y;

/** The statements in order; joined by ";" they are the whole text again, so that line numbers stay. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let hasParameters = false;
  const finish = (end: number): void => {
    statements.push({ text: sql.slice(start, end), hasParameters });
    start = end + 1;
    hasParameters = false;
  };
  for (let index = 0; index < sql.length;) {
    opaque.lastIndex = index;
    const skipped = opaque.exec(sql)?.[0];
    if (skipped !== undefined) {
      index += skipped.length;
      continue;
    }
    if (sql[index] === ';') finish(index);
    else if (/\$\d/.test(sql.slice(index, index + 2))) hasParameters = true;
    index += 1;
  }
  finish(sql.length);
  return statements;
}

/** The text without comments and space at its ends: empty for a piece that holds no statement. */
function statementCode(text: string): string {
  return text.replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '').trim();
}

/** A script for psql in which every statement with parameters became a PREPARE, line for line. */
export function preparedScript(sql: string): { script: string; executed: number; prepared: number } {
  const statements = splitStatements(sql);
  let executed = 0;
  let prepared = 0;
  const pieces = statements.map(({ text, hasParameters }) => {
    const code = statementCode(text);
    if (code === '') return text;
    if (!hasParameters) {
      executed += 1;
      return text;
    }
    prepared += 1;
    const lead = text.slice(0, text.length - text.trimStart().length);
    // A comment before the statement may stay: PREPARE comes first on the line where the code begins.
    const offset = text.indexOf(code, lead.length);
    return `${text.slice(0, offset)}PREPARE guide_${prepared} AS ${text.slice(offset)}`;
  });
  return { script: `${pieces.join(';')}\n;\n`, executed, prepared };
}
