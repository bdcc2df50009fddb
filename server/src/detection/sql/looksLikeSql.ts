import type { SqlToken } from './tokenize';

/**
 * How much the surrounding code says about a string: `tag` is a tagged template for SQL, `query` an argument of
 * something that runs queries, `perhaps` of something that may run them or anything else, `none` nothing, `refused`
 * a place where SQL is only talked about.
 */
export type Evidence = 'tag' | 'query' | 'perhaps' | 'none' | 'refused';

/** Words that begin a noun phrase in English and never a table or column. */
const articles = new Set(
  'A AN THE YOUR YOU THIS THAT THESE THOSE OUR THEIR ITS MY HIS HER ANOTHER EACH EVERY SOME WHICH WHAT HOW ONE OR AND'.split(
    ' ',
  ),
);
/** Objects that statements create, change or drop. */
const objects = new Set(
  (
    'TABLE INDEX VIEW MATERIALIZED FUNCTION PROCEDURE TRIGGER SCHEMA DATABASE TYPE EXTENSION ROLE USER SEQUENCE POLICY ' +
    'PUBLICATION SUBSCRIPTION DOMAIN AGGREGATE RULE SERVER'
  ).split(' '),
);
const modifiers = new Set(
  'OR REPLACE UNIQUE TEMP TEMPORARY UNLOGGED GLOBAL LOCAL RECURSIVE FULLTEXT SPATIAL FOREIGN EVENT VIRTUAL CONSTRAINT'.split(
    ' ',
  ),
);
/** Words that stand between two operands, so that a select list of plain words is no sentence. */
const glue = new Set(
  (
    'AS AND OR NOT IS NULL IN LIKE ILIKE BETWEEN CASE WHEN THEN ELSE END OVER PARTITION BY ORDER ASC DESC DISTINCT ALL FILTER ' +
    'WHERE FROM INTERVAL AT TIME ZONE NULLS FIRST LAST COLLATE DATE TIMESTAMP EXISTS ANY ARRAY ROW ROWS DIV MOD CAST SEPARATOR USING TOP SQL_CALC_FOUND_ROWS ON'
  ).split(' '),
);
const afterTable = new Set(
  (
    'AS WHERE JOIN INNER LEFT RIGHT FULL CROSS NATURAL ORDER GROUP HAVING LIMIT OFFSET FETCH FOR UNION INTERSECT EXCEPT ' +
    'WINDOW RETURNING USING SET ON TABLESAMPLE FORCE USE INTO LATERAL WITH VALUES SELECT'
  ).split(' '),
);

type Case = 'upper' | 'lower' | 'mixed';

function caseOf(token: SqlToken, text: string): Case {
  const written = text.slice(token.from, token.to);
  if (written === written.toUpperCase()) return 'upper';
  return written === written.toLowerCase() ? 'lower' : 'mixed';
}

/** Reads the beginning of one statement; every method says whether it can be that and not a sentence. */
class StatementStart {
  private readonly isSure: boolean;
  private readonly isUpper: boolean;

  constructor(
    private readonly tokens: readonly SqlToken[],
    private readonly text: string,
    evidence: Evidence,
  ) {
    const [first] = tokens;
    this.isUpper = first !== undefined && caseOf(first, text) === 'upper';
    this.isSure = evidence === 'tag' || evidence === 'query' || (evidence === 'perhaps' && this.isUpper);
  }

  private at(index: number): string {
    const token = this.tokens[index];
    return token === undefined
      ? ''
      : token.kind === 'word' || token.kind === 'punctuation'
        ? token.text
        : token.kind;
  }

  private isEnd(index: number): boolean {
    return this.tokens[index] === undefined || this.at(index) === ';';
  }

  private isName(index: number): boolean {
    const token = this.tokens[index];
    if (token === undefined) return false;
    if (token.kind === 'quoted' || token.kind === 'hole') return true;
    return token.kind === 'word' && !this.isArticle(index);
  }

  /** An article counts only before another plain word: `FROM a WHERE` names a table. */
  private isArticle(index: number): boolean {
    const token = this.tokens[index];
    const next = this.tokens[index + 1];
    if (token?.kind !== 'word' || !articles.has(token.text)) return false;
    return next?.kind === 'word' && !afterTable.has(next.text) && !glue.has(next.text);
  }

  private afterName(index: number): number {
    let here = index + 1;
    while (this.at(here) === '.') here += 2;
    return here;
  }

  private hasSign(): boolean {
    return this.tokens.some((token, index) => {
      if (/^(?:parameter|hole|number|quoted)$/.test(token.kind)) return true;
      return token.kind === 'punctuation' && /^(?:\*|=|\(|,|::|<|>|<=|>=|<>)$/.test(token.text) && index > 0;
    });
  }

  isStatement(): boolean {
    const [first] = this.tokens;
    if (first === undefined) return false;
    // A sentence begins with a capital letter and goes on small; SQL written like that shows it by its signs.
    if (caseOf(first, this.text) === 'mixed' && !this.isSure && !this.hasSign()) return false;
    switch (first.text) {
      case '(':
        return new StatementStart(
          this.tokens.slice(1),
          this.text,
          this.isSure ? 'query' : 'none',
        ).isStatement();
      case 'SELECT':
        return this.isSelect();
      case 'INSERT':
      case 'REPLACE':
      case 'MERGE':
        return this.isInsert();
      case 'UPDATE':
        return this.isUpdate();
      case 'DELETE':
        return this.isDelete();
      case 'WITH':
        return this.isWith();
      case 'CREATE':
        return this.isCreate();
      case 'ALTER':
      case 'DROP':
        return this.isAlterOrDrop();
      case 'TRUNCATE':
        return this.isName(this.at(1) === 'TABLE' ? 2 : 1) && (this.at(1) === 'TABLE' || this.isSure);
      case 'EXPLAIN':
        return this.isExplain();
      default:
        return this.isOther(first.text);
    }
  }

  private isSelect(): boolean {
    if (this.isArticle(1) && !this.isSure) return false;
    const from = this.topLevel('FROM');
    if (from < 0) return this.isSelectWithoutTable();
    const isTable = this.isName(from + 1) || /^(?:\(|LATERAL|ONLY|UNNEST)$/.test(this.at(from + 1));
    if (!isTable || from === 1) return false;
    if (this.isSure) return true;
    const after = this.afterName(from + 1);
    const isFollowed = this.isClauseAt(after) || (this.isName(after) && this.isClauseAt(after + 1));
    if (this.at(from + 1) !== '(' && !isFollowed && this.at(after) !== '(') return false;
    return this.isUpper || !this.hasAdjacentWords(1, from);
  }

  /** `SELECT 1`, `SELECT now()`, `SELECT $1::text`, and a list whose table is appended later. */
  private isSelectWithoutTable(): boolean {
    const kind = this.tokens[1]?.kind;
    if (kind === 'number' || kind === 'parameter' || kind === 'string') return this.isUpper || this.isSure;
    if (kind === 'hole') return this.isSure || this.isUpper;
    if (this.at(1) === '*' || this.at(1) === '(' || this.at(1) === 'EXISTS')
      return this.isUpper || this.isSure;
    const call = this.afterName(1);
    if (kind === 'word' && this.at(call) === '(') {
      return this.isSure || this.tokens[1]?.to === this.tokens[call]?.from || this.at(2) === '.';
    }
    if (this.isSure) return kind === 'word' || kind === 'quoted';
    return this.isUpper && kind === 'word' && this.at(2) === ',';
  }

  private isClauseAt(index: number): boolean {
    return (
      this.isEnd(index) ||
      /^(?:,|\)|hole|punctuation)$/.test(this.at(index)) ||
      afterTable.has(this.at(index))
    );
  }

  /** Two plain words side by side are prose, or an alias without AS, which people rarely write in lower case. */
  private hasAdjacentWords(from: number, to: number): boolean {
    for (let index = from; index + 1 < to; index++) {
      const token = this.tokens[index];
      const next = this.tokens[index + 1];
      if (token?.kind !== 'word' || next?.kind !== 'word') continue;
      if (!glue.has(token.text) && !glue.has(next.text)) return true;
    }
    return false;
  }

  /** The first such word outside of brackets. */
  private topLevel(word: string): number {
    let depth = 0;
    for (const [index, token] of this.tokens.entries()) {
      if (token.text === '(') depth++;
      else if (token.text === ')') depth--;
      else if (depth <= 0 && token.kind === 'word' && token.text === word) return index;
      else if (token.text === ';') return -1;
    }
    return -1;
  }

  private isInsert(): boolean {
    let at = 1;
    while (/^(?:IGNORE|LOW_PRIORITY|OR|REPLACE|ABORT|OVERWRITE)$/.test(this.at(at))) at++;
    if (this.at(at) !== 'INTO' || !this.isName(at + 1)) return false;
    const after = this.afterName(at + 1);
    const hasRows = /^(?:\(|VALUES|VALUE|SELECT|DEFAULT|SET|hole|AS|USING|WITH)$/.test(this.at(after));
    return hasRows || (this.isUpper && this.isEnd(after)) || this.isSure;
  }

  private isUpdate(): boolean {
    const at = /^(?:ONLY|IGNORE|OR)$/.test(this.at(1)) ? 2 : 1;
    if (!this.isName(at)) return false;
    let after = this.afterName(at);
    if (this.at(after) === 'AS') after++;
    if (this.at(after) !== 'SET' && this.isName(after)) after++;
    if (this.at(after) !== 'SET') return this.isSure && this.topLevel('SET') > 0;
    return this.isSure || this.isEnd(after + 1) || this.hasAssignment(after + 1);
  }

  private hasAssignment(index: number): boolean {
    if (this.at(index) === 'hole' || this.at(index) === '(') return true;
    const after = this.afterName(index);
    return this.at(after) === '=' || this.at(after) === 'hole' || this.at(after) === '[';
  }

  private isDelete(): boolean {
    if (this.at(1) !== 'FROM' || !this.isName(this.at(2) === 'ONLY' ? 3 : 2)) return false;
    const after = this.afterName(2);
    const isClause =
      /^(?:WHERE|USING|RETURNING|AS|;|LIMIT|ORDER)$/.test(this.at(after)) || this.at(after) === 'hole';
    const isAliased = this.isName(after) && /^(?:WHERE|USING)$/.test(this.at(after + 1));
    return isClause || isAliased || this.isSure || (this.isUpper && this.isEnd(after));
  }

  private isWith(): boolean {
    let at = this.at(1) === 'RECURSIVE' ? 2 : 1;
    if (!this.isName(at)) return false;
    at++;
    if (this.at(at) === '(') {
      while (!this.isEnd(at) && this.at(at) !== ')') at++;
      at++;
    }
    if (this.at(at) !== 'AS') return false;
    at++;
    if (this.at(at) === 'NOT') at++;
    if (this.at(at) === 'MATERIALIZED') at++;
    return this.at(at) === '(';
  }

  private isCreate(): boolean {
    let at = 1;
    while (modifiers.has(this.at(at)) && at < 5) at++;
    if (!objects.has(this.at(at)) || this.isArticle(at + 1)) return false;
    const object = this.at(at) === 'MATERIALIZED' ? 'VIEW' : this.at(at);
    at += this.at(at) === 'MATERIALIZED' ? 2 : 1;
    if (this.at(at) === 'CONCURRENTLY') at++;
    if (this.at(at) === 'IF') at += 3;
    if (object === 'INDEX')
      return this.isUnnamedIndex(at) || (this.isName(at) && this.at(this.afterName(at)) === 'ON');
    if (!this.isName(at)) return false;
    const after = this.afterName(at);
    if (object === 'TABLE') return /^(?:\(|AS|LIKE|PARTITION|OF|SELECT|hole)$/.test(this.at(after));
    if (object === 'VIEW') return /^(?:AS|\(|WITH|hole)$/.test(this.at(after));
    if (object === 'FUNCTION' || object === 'PROCEDURE' || object === 'AGGREGATE')
      return this.at(after) === '(';
    if (object === 'POLICY' || object === 'TRIGGER' || object === 'RULE') return !this.isEnd(after);
    return this.isUpper || this.isSure || this.at(after) === ';';
  }

  private isUnnamedIndex(index: number): boolean {
    return this.at(index) === 'ON' && this.isName(index + 1);
  }

  private isAlterOrDrop(): boolean {
    let at = 1;
    while (modifiers.has(this.at(at)) && at < 4) at++;
    if (!objects.has(this.at(at)) || this.isArticle(at + 1)) return false;
    at += this.at(at) === 'MATERIALIZED' ? 2 : 1;
    if (this.at(at) === 'CONCURRENTLY') at++;
    const isGuarded = this.at(at) === 'IF';
    if (isGuarded) at += this.at(at + 1) === 'NOT' ? 3 : 2;
    if (this.at(at) === 'ONLY') at++;
    if (!this.isName(at)) return false;
    const after = this.afterName(at);
    if (this.at(0) === 'DROP') {
      const isEnded =
        this.isEnd(after) && (this.isUpper || this.isSure || isGuarded || this.at(after) === ';');
      return isEnded || /^(?:,|CASCADE|RESTRICT|ON|\(|hole)$/.test(this.at(after)) || isGuarded;
    }
    return /^(?:ADD|DROP|ALTER|RENAME|SET|ENABLE|DISABLE|OWNER|MODIFY|CHANGE|ATTACH|DETACH|FORCE|WITH|CONVERT|ENGINE|AUTO_INCREMENT|RESTART|REFRESH|VALIDATE|NO|ON|hole|PARTITION|COMMENT|REPLICA|SUBPARTITION)$/.test(
      this.at(after),
    );
  }

  private isExplain(): boolean {
    const at = this.at(1);
    if (at === '(') return true;
    let here = 1;
    while (/^(?:ANALYZE|VERBOSE|EXTENDED|QUERY|PLAN|FORMAT|=|JSON|TREE)$/.test(this.at(here))) here++;
    const rest = this.tokens.slice(here);
    if (rest.length === 0 || this.at(here) === 'hole')
      return here > 1 || this.isSure || this.at(here) === 'hole';
    return new StatementStart(rest, this.text, this.isSure ? 'query' : 'none').isStatement();
  }

  /** Short statements, which are also words of other trades: they need capitals, and a query or a semicolon. */
  private isOther(verb: string): boolean {
    const next = this.at(1);
    switch (verb) {
      case 'BEGIN':
      case 'COMMIT':
      case 'ROLLBACK': {
        const isAlone = this.isEnd(1) && (this.isSure || (this.isUpper && this.at(1) === ';'));
        return (
          isAlone ||
          (/^(?:TRANSACTION|WORK|ISOLATION|TO|IMMEDIATE|DEFERRED|EXCLUSIVE|READ|PREPARED)$/.test(next) &&
            (this.isUpper || this.isSure))
        );
      }
      case 'START':
        return next === 'TRANSACTION';
      case 'SAVEPOINT':
      case 'RELEASE':
        return (
          (this.isUpper || this.isSure) &&
          this.isName(next === 'SAVEPOINT' ? 2 : 1) &&
          this.isEnd(this.afterName(next === 'SAVEPOINT' ? 2 : 1))
        );
      case 'LOCK':
        return /^TABLES?$/.test(next) && this.isName(2) && (this.isUpper || this.isSure);
      case 'SET':
        return this.isSet(next);
      case 'GRANT':
      case 'REVOKE':
        return (
          this.isUpper && (this.topLevel('ON') > 0 || this.topLevel('TO') > 0 || this.topLevel('FROM') > 0)
        );
      case 'REFRESH':
        return next === 'MATERIALIZED' && this.at(2) === 'VIEW';
      case 'VALUES':
        return next === '(';
      case 'ANALYZE':
      case 'VACUUM':
      case 'CALL':
      case 'COPY':
      case 'REINDEX':
      case 'DECLARE':
        return this.isSure || (this.isUpper && this.isName(1) && (this.at(2) === '(' || this.at(2) === ';'));
      case 'DO':
        return /^\$\w*\$$/.test(next);
      default:
        return false;
    }
  }

  private isSet(next: string): boolean {
    const at = /^(?:SESSION|LOCAL|GLOBAL)$/.test(next) ? 2 : 1;
    if (this.at(at) === 'TRANSACTION') return this.at(at + 1) === 'ISOLATION' || this.at(at + 1) === 'READ';
    if (this.at(at) === 'CHARACTERISTICS') return true;
    return (
      (this.isUpper || this.isSure) &&
      this.isName(at) &&
      /^(?:=|TO)$/.test(this.at(this.afterName(at))) &&
      (this.isSure || at === 2)
    );
  }
}

/** Whether the text of a string is a statement of SQL, and not a sentence that begins with the same word. */
export function looksLikeSql(tokens: readonly SqlToken[], text: string, evidence: Evidence): boolean {
  if (evidence === 'refused') return false;
  return evidence === 'tag' || new StatementStart(tokens, text, evidence).isStatement();
}
