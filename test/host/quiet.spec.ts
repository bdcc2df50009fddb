/** How many messages five minutes of normal use raise. */
import * as vscode from 'vscode';
import * as assert from './assert';
import {
  firstHover,
  isUnderDevelopment,
  messagesDuring,
  openFile,
  openText,
  positionOf,
  until,
} from './support';

const run = async (command: string, ...args: unknown[]): Promise<void> => {
  await vscode.commands.executeCommand(`backendGuide.${command}`, ...args);
};

/** What somebody does who has just met the extension. */
async function firstFiveMinutes(): Promise<void> {
  const { document } = await openFile('api/src/orders.ts');
  await firstHover(document, positionOf(document, 'OFFSET $2'));
  await run('openConcept', 'pagination');
  await run('openConcept', 'event-loop');
  const { document: sql } = await openFile('migrations/002_add_indexes.sql');
  await firstHover(sql, positionOf(sql, 'INDEX orders_user'));
  await run('toggleTradeoffHints');
  await vscode.commands.executeCommand(
    'vscode.executeInlayHintProvider',
    sql.uri,
    new vscode.Range(0, 0, sql.lineCount, 0),
  );
  await run('toggleTradeoffHints');
  await vscode.commands.executeCommand('backendGuide.inThisFile.focus');
  await vscode.commands.executeCommand('backendGuide.concepts.focus');
  await vscode.commands.executeCommand('backendGuide.study.focus');
  await run('startQuiz', 'pagination');
  const editor = await openText('sql', '');
  await run('insertSnippet', 'pagination/bg-page-offset');
  assert.ok(editor.document.getText().includes('OFFSET'), 'the snippet stands in the editor');
  await run('muteConcept', 'views');
  await vscode.workspace
    .getConfiguration('backendGuide')
    .update('mutedConcepts', undefined, vscode.ConfigurationTarget.Global);
  await run('openSample');
  await run('restartServer');
  const sample = await until(() => vscode.window.activeTextEditor?.document);
  await firstHover(sample, positionOf(sample, 'OFFSET $1'));
}

describe('the first five minutes', () => {
  it('raise no message, and a wrong argument raises one', async () => {
    const raised = await messagesDuring(firstFiveMinutes);
    assert.equal(raised.join('\n'), '');
    const answer = await messagesDuring(() => run('openConcept', 'no-such-concept'));
    assert.equal(answer.length, (await isUnderDevelopment()) ? 1 : 0);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
