import { describe, expect, it } from 'vitest';
import { preparedScript, splitStatements } from '../../scripts/verify/sqlScript.mts';

describe('splitStatements', () => {
  it('heeds strings, quoted names, comments and dollar quotes', () => {
    const sql = `SELECT ';', "a;b", E'\\';' -- one; $1
      , 'it''s;' /* two; */;
      CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS $body$ SELECT $1; $body$;
      SELECT 3`;
    expect(splitStatements(sql).map(({ text }) => text.trim().slice(0, 15))).toEqual([
      "SELECT ';', \"a;",
      'CREATE FUNCTION',
      'SELECT 3',
    ]);
    expect(splitStatements(sql).some(({ hasParameters }) => hasParameters)).toBe(false);
  });

  it('gives the whole text back', () => {
    const sql = '-- first\nSELECT 1;\n\nSELECT $1;\n';
    expect(
      splitStatements(sql)
        .map(({ text }) => text)
        .join(';'),
    ).toBe(sql);
  });
});

describe('preparedScript', () => {
  it('prepares statements with parameters and runs the others, line for line', () => {
    const { script, executed, prepared } = preparedScript(
      'SELECT 1;\n-- the user; of $1\nSELECT *\nFROM users WHERE id = $1;\nSELECT $1::int;\n',
    );
    expect({ executed, prepared }).toEqual({ executed: 1, prepared: 2 });
    expect(script.split('\n').slice(0, 5)).toEqual([
      'SELECT 1;',
      '-- the user; of $1',
      'PREPARE guide_1 AS SELECT *',
      'FROM users WHERE id = $1;',
      'PREPARE guide_2 AS SELECT $1::int;',
    ]);
  });

  it('counts a text of comments as nothing', () => {
    expect(preparedScript('-- nothing\n/* here; */\n')).toMatchObject({ executed: 0, prepared: 0 });
  });
});
