/** The surfaces beside the hover, in a real extension host: hints, completion, the picker, and their switches. */
import * as vscode from 'vscode';
import * as assert from './assert';
import { firstHover, openText, ourHovers, positionOf, until } from './support';

const { Global, Workspace } = vscode.ConfigurationTarget;
const offset = 'SELECT id FROM orders ORDER BY id LIMIT 20 OFFSET 40;\n';

const hintSwitch = 'tradeoffHints.enabled';
const settings = (document?: vscode.TextDocument): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('backendGuide', document);

/** The labels of our hints. */
async function hints(document: vscode.TextDocument): Promise<string[]> {
  const range = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    range,
  );
  const labels = found.map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );
  return labels.filter((label) => label.includes(' · '));
}

/** What completion would insert at the end of the document, for the items of a prefix. */
async function completions(document: vscode.TextDocument, at: string, prefix: string): Promise<string[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    positionOf(document, at).translate(0, at.length),
  );
  return items
    .filter(({ label }) => (typeof label === 'string' ? label : label.label) === prefix)
    .map(({ insertText }) => (typeof insertText === 'object' ? insertText.value : (insertText ?? '')));
}

describe('tradeoff hints', () => {
  afterEach(async () => {
    const sql = { languageId: 'sql' };
    for (const target of [Global, Workspace]) {
      await settings().update(hintSwitch, undefined, target);
      await vscode.workspace
        .getConfiguration('backendGuide', sql)
        .update(hintSwitch, undefined, target, true);
    }
  });

  it('are off, and the command switches them on and off for the user', async () => {
    const { document } = await openText('sql', offset);
    await firstHover(document, positionOf(document, 'OFFSET'));
    assert.equal((await hints(document)).length, 0);
    await vscode.commands.executeCommand('backendGuide.toggleTradeoffHints');
    await until(async () => ((await hints(document)).join() === 'Pagination · offset' ? true : undefined));
    assert.equal(settings().inspect(hintSwitch)?.globalValue, true);
    await vscode.commands.executeCommand('backendGuide.toggleTradeoffHints');
    await until(async () => ((await hints(document)).length === 0 ? true : undefined));
    assert.equal(settings().inspect(hintSwitch)?.globalValue, false);
  });

  it('are switched where the value was decided: in the workspace', async () => {
    const { document } = await openText('sql', offset);
    await settings().update(hintSwitch, true, Workspace);
    await until(async () => ((await hints(document)).length === 1 ? true : undefined));
    await vscode.commands.executeCommand('backendGuide.toggleTradeoffHints');
    await until(() => (settings().inspect(hintSwitch)?.workspaceValue === false ? true : undefined));
    assert.equal(settings().inspect(hintSwitch)?.globalValue, undefined);
    await until(async () => ((await hints(document)).length === 0 ? true : undefined));
  });

  it('are switched where the value was decided: for one language, which alone shows them', async () => {
    const python = (await openText('python', `query = "${offset.trim()}"\n`)).document;
    const { document } = await openText('sql', offset);
    const sql = vscode.workspace.getConfiguration('backendGuide', document);
    await sql.update(hintSwitch, true, Global, true);
    await until(async () => ((await hints(document)).length === 1 ? true : undefined));
    await firstHover(python, positionOf(python, 'OFFSET'));
    assert.equal((await hints(python)).length, 0);
    await vscode.commands.executeCommand('backendGuide.toggleTradeoffHints');
    await until(() =>
      settings(document).inspect(hintSwitch)?.globalLanguageValue === false ? true : undefined,
    );
    assert.equal(settings(document).inspect(hintSwitch)?.globalValue, undefined);
    await until(async () => ((await hints(document)).length === 0 ? true : undefined));
  });
});

describe('a muted concept', () => {
  it('is left out of hovers, hints and completion, and comes back', async () => {
    const { document } = await openText('typescript', `const query = \`${offset.trim()} bg-page\`;\n`);
    const at = positionOf(document, 'OFFSET');
    const offered = async (): Promise<boolean> =>
      (await completions(document, 'bg-page', 'bg-page-offset')).some((text) => text.includes('OFFSET'));
    const shown = async (): Promise<string> =>
      [(await ourHovers(document, at)).length, (await hints(document)).length, await offered()].join();
    try {
      await settings().update(hintSwitch, true, Workspace);
      await until(async () => ((await shown()) === '1,1,true' ? true : undefined));
      await vscode.commands.executeCommand('backendGuide.muteConcept', 'pagination');
      await until(async () => ((await shown()) === '0,0,false' ? true : undefined));
      await settings().update('mutedConcepts', undefined, Global);
      await until(async () => ((await shown()) === '1,1,true' ? true : undefined));
    } finally {
      await settings().update('mutedConcepts', undefined, Global);
      await settings().update(hintSwitch, undefined, Workspace);
    }
  });
});

describe('the picker of snippets', () => {
  it('inserts the chosen one with tab stops and the indentation of the file', async () => {
    const editor = await openText('typescript', 'function setUp() {\n\t\n}\n');
    editor.options = { insertSpaces: false, tabSize: 4 };
    editor.selection = new vscode.Selection(1, 1, 1, 1);
    const { document } = editor;
    const picked = vscode.commands.executeCommand('backendGuide.insertSnippet', 'event-loop');
    // Accepting does nothing until the list is there.
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return document.getText().includes('inSlices') ? true : undefined;
    });
    await picked;
    const lines = document.getText().split('\n');
    const body = lines.filter((line) => line.includes('for (const item of items)'));
    assert.equal(body.join(), '\t\tfor (const item of items) {');
    assert.ok(!/^ /m.test(document.getText()), 'no line is indented with spaces');
    await vscode.commands.executeCommand('type', { text: '25' });
    await until(() => (document.getText().includes('budgetMs = 25)') ? true : undefined));
  });
});
