import * as vscode from 'vscode';
import * as assert from './assert';
import { activatedExtension, isUnderDevelopment, messagesDuring, until } from './support';

/** Exports progress into a file of the workspace and reads it. */
async function exported(name: string): Promise<{ readonly uri: vscode.Uri; readonly events: unknown[] }> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const target = vscode.Uri.joinPath(folder.uri, name);
  await vscode.commands.executeCommand('backendGuide.exportProgress', { format: 'json', target });
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
  const { events } = JSON.parse(text) as { events: unknown[] };
  return { uri: target, events };
}

describe('studying', () => {
  it('brings an export back, and knows it when it comes twice', async () => {
    await activatedExtension();
    const review = {
      type: 'review',
      id: 'host-spec-review',
      at: Date.UTC(2026, 0, 5),
      device: 'host-spec',
      questionId: 'pagination/import',
      conceptId: 'pagination',
      rating: 3,
      durationMs: 1_000,
    };
    const before = await exported('.progress-before.json');
    const text = JSON.stringify({ format: 'backend-guide-progress', version: 1, events: [review] });
    await vscode.workspace.fs.writeFile(before.uri, new TextEncoder().encode(text));
    for (let time = 0; time < 2; time++) {
      await vscode.commands.executeCommand('backendGuide.importProgress', {
        source: before.uri,
        merge: true,
      });
    }
    const after = await until(async () => {
      const { events } = await exported('.progress-after.json');
      return events.length > before.events.length ? events : undefined;
    });
    assert.equal(after.length, before.events.length + 1);
    assert.ok(JSON.stringify(after).includes('host-spec-review'), 'the imported review is exported');
  });

  it('exports every format', async () => {
    const { uri } = await exported('.progress-formats');
    for (const [format, start] of [
      ['csv', 'time,question'],
      ['anki', '#separator:tab'],
      ['report', '# Backend Guide'],
    ] as const) {
      await vscode.commands.executeCommand('backendGuide.exportProgress', { format, target: uri });
      assert.startsWith(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), start);
    }
  });

  it('resets a concept, and counts nothing of a hostile import', async () => {
    const before = await exported('.progress-before-reset.json');
    await vscode.commands.executeCommand('backendGuide.resetProgress', 'pagination');
    const after = await until(async () => {
      const { events } = await exported('.progress-after-reset.json');
      return events.length > before.events.length ? events : undefined;
    });
    assert.equal(after.length, before.events.length + 1);
    assert.ok(JSON.stringify(after.at(-1)).includes('"reset-concept"'), 'the reset is an event of its own');
    const hostile = [
      '\u0000'.repeat(100),
      '{"__proto__":{"format":"backend-guide-progress"}}',
      '['.repeat(50_000),
      '{"format":"backend-guide-progress","version":9,"events":[{"type":"reset-all"}]}',
    ];
    for (const text of hostile) {
      await vscode.workspace.fs.writeFile(before.uri, new TextEncoder().encode(text));
      await vscode.commands.executeCommand('backendGuide.importProgress', {
        source: before.uri,
        merge: true,
      });
    }
    const { events } = await exported('.progress-after-hostile.json');
    assert.equal(events.length, after.length);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('takes a date of the interview and scopes of a quiz as arguments, and refuses others', async () => {
    const messages = async (command: string, argument: unknown): Promise<number> => {
      const raised = await messagesDuring(async () => {
        await vscode.commands.executeCommand(`backendGuide.${command}`, argument);
      });
      return raised.length;
    };
    const refusals = (await isUnderDevelopment()) ? 1 : 0;
    assert.equal(await messages('setInterviewDate', '2199-12-31'), 0);
    for (const scope of ['today', 'weak', 'databases', 'pagination', { kind: 'area', area: 'nodejs' }]) {
      assert.equal(await messages('startQuiz', scope), 0);
    }
    for (const scope of [{ kind: 'area', area: 'cooking' }, 42, 'x'.repeat(300)]) {
      assert.equal(await messages('startQuiz', scope), refusals);
    }
    assert.equal(await messages('setInterviewDate', ''), 0);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
