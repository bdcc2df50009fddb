import * as vscode from 'vscode';
import * as assert from './assert';
import { activatedExtension, firstHover, openText, positionOf, until } from './support';

const dayMs = 86_400_000;

/** Answers to every question of a concept, on days so far apart that they last. */
async function learn(conceptId: string): Promise<void> {
  const { extensionUri } = await activatedExtension();
  const file = vscode.Uri.joinPath(extensionUri, 'dist', 'guide.json');
  const { concepts } = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as {
    concepts: { id: string; questions: { id: string }[] }[];
  };
  const questions = concepts.find(({ id }) => id === conceptId)?.questions ?? [];
  const events = questions.flatMap(({ id: questionId }, index) =>
    [80, 76, 66, 40, 1].map((daysAgo) => ({
      type: 'review',
      id: `mastery-spec-${index}-${daysAgo}`,
      at: Date.now() - daysAgo * dayMs + index,
      device: 'host-spec',
      questionId,
      conceptId,
      rating: 3,
      durationMs: 1_000,
    })),
  );
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const source = vscode.Uri.joinPath(folder.uri, '.progress-mastered.json');
  const text = JSON.stringify({ format: 'backend-guide-progress', version: 1, events });
  await vscode.workspace.fs.writeFile(source, new TextEncoder().encode(text));
  await vscode.commands.executeCommand('backendGuide.importProgress', { source, merge: true });
}

describe('a mastered concept', () => {
  it('has a card of one line for those who want it, also after the server was restarted', async () => {
    const { document } = await openText('sql', 'SELECT id FROM orders ORDER BY id LIMIT 20 OFFSET 40;\n');
    const at = positionOf(document, 'OFFSET');
    await learn('pagination');
    assert.ok((await firstHover(document, at)).text.includes('You get'), 'the card is whole by default');
    const short = (): Promise<true> =>
      until(async () => ((await firstHover(document, at)).text.includes('You get') ? undefined : true));
    const setting = vscode.workspace.getConfiguration('backendGuide');
    try {
      await setting.update('hover.shortWhenMastered', true, vscode.ConfigurationTarget.Global);
      await short();
      assert.startsWith((await firstHover(document, at)).text, '**Pagination · offset** · [Open concept](');
      await vscode.commands.executeCommand('backendGuide.restartServer');
      await short();
    } finally {
      await setting.update('hover.shortWhenMastered', undefined, vscode.ConfigurationTarget.Global);
    }
    await until(async () => ((await firstHover(document, at)).text.includes('You get') ? true : undefined));
  });
});
