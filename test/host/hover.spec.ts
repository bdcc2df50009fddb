import * as assert from './assert';
import * as vscode from 'vscode';
import { firstHover, openFile, openText, ourHovers, positionOf, until } from './support';

describe('hover', () => {
  const cases: readonly (readonly [file: string, at: string, hovered: string, title: string])[] = [
    ['api/src/server.js', 'setTimeout', 'setTimeout', '**Event loop**'],
    ['migrations/002_add_indexes.sql', 'INDEX orders_user', 'CREATE INDEX', '**Database indexes · b-tree**'],
    ['migrations/002_add_indexes.sql', 'USING HASH', 'USING HASH', '**Database indexes · hash**'],
    ['api/src/database.ts', 'Pool(', 'Pool', '**Connection pooling · pooled**'],
    ['api/src/orders.ts', 'OFFSET $2', 'LIMIT 20 OFFSET $2', '**Pagination · offset**'],
    ['api/src/session.ts', 'sign(', 'jwt.sign', '**JWT vs sessions · JWT**'],
    ['recommendations/main.py', 'FastAPI()', 'FastAPI', '**FastAPI**'],
    ['Dockerfile', 'FROM node', 'FROM', '**Dockerfile**'],
    ['docker-compose.yml', 'depends_on', 'depends_on', '**Docker Compose**'],
    ['scripts/slow-orders.sh', 'LIMIT 20', 'LIMIT 20 OFFSET 10000', '**Pagination · offset**'],
    ['api/src/orders.ts', 'id > $1', 'id > $1', '**Pagination · cursor**'],
  ];
  for (const [file, at, hovered, title] of cases) {
    it(`explains "${hovered}" in ${file}`, async () => {
      const { document } = await openFile(file);
      const hover = await firstHover(document, positionOf(document, at));
      assert.equal(hover.hovered, hovered);
      assert.startsWith(hover.text, title);
    });
  }

  it('is one card, whatever else the editor says there', async () => {
    const { document } = await openFile('api/src/server.js');
    await firstHover(document, positionOf(document, 'setTimeout'));
    assert.equal((await ourHovers(document, positionOf(document, 'setTimeout'))).length, 1);
  });

  it('is silent in comments and strings', async () => {
    const sql = (await openFile('migrations/002_add_indexes.sql')).document;
    await firstHover(sql, positionOf(sql, 'INDEX orders_user'));
    assert.equal((await ourHovers(sql, positionOf(sql, 'CREATE INDEX in this'))).length, 0);
    const js = (await openFile('api/src/server.js')).document;
    await firstHover(js, positionOf(js, 'setTimeout'));
    assert.equal((await ourHovers(js, positionOf(js, 'setTimeout', 2))).length, 0);
  });

  it('follows edits', async () => {
    const editor = await openText('javascript', 'const a = 1;\n');
    const { document } = editor;
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'setImmediate(() => {});\n'));
    const hover = await firstHover(document, positionOf(document, 'setImmediate'));
    assert.equal(hover.hovered, 'setImmediate');
  });

  it('obeys a change of the hover mode', async () => {
    const { document } = await openFile('api/src/server.js');
    const position = positionOf(document, 'setTimeout');
    const brief = await firstHover(document, position);
    const configuration = vscode.workspace.getConfiguration('backendGuide');
    try {
      await configuration.update('hover.mode', 'full', vscode.ConfigurationTarget.Workspace);
      // The server hears of the change a moment after the editor has written it.
      await until(async () => {
        const text = (await ourHovers(document, position))[0]?.text ?? '';
        return text.length > brief.text.length * 2 ? text : undefined;
      });
      await configuration.update('hover.mode', 'off', vscode.ConfigurationTarget.Workspace);
      await until(async () => ((await ourHovers(document, position)).length === 0 ? true : undefined));
    } finally {
      await configuration.update('hover.mode', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
