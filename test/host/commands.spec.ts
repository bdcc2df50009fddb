import * as vscode from 'vscode';
import * as assert from './assert';
import { activatedExtension, openText, until } from './support';

describe('commands', () => {
  it('are the ones of the manifest, all registered', async () => {
    const extension = await activatedExtension();
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands)
      assert.ok(registered.has(command), `${command} is missing`);
  });

  it('open the page of a concept beside the code', async () => {
    await openText('javascript', '');
    await vscode.commands.executeCommand('backendGuide.openConcept', 'pagination');
    const tab = await until(() =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'Pagination'),
    );
    assert.ok(tab.group.viewColumn > vscode.ViewColumn.One, 'the page stands beside the code');
    await vscode.window.tabGroups.close(tab);
  });

  it('insert a snippet by its id', async () => {
    const editor = await openText('sql', '');
    await vscode.commands.executeCommand('backendGuide.insertSnippet', 'pagination/bg-page-offset');
    assert.ok(editor.document.getText().includes('OFFSET 0'), 'the snippet stands in the editor');
  });

  it('mute a concept and remember it', async () => {
    const muted = (): string[] => vscode.workspace.getConfiguration('backendGuide').get('mutedConcepts', []);
    try {
      await vscode.commands.executeCommand('backendGuide.muteConcept', 'pagination');
      assert.equal(muted().join(), 'pagination');
    } finally {
      const configuration = vscode.workspace.getConfiguration('backendGuide');
      await configuration.update('mutedConcepts', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('mute a concept where the workspace decides what is muted', async () => {
    const configuration = vscode.workspace.getConfiguration('backendGuide');
    const muted = (): { globalValue?: string[]; workspaceValue?: string[] } | undefined =>
      vscode.workspace.getConfiguration('backendGuide').inspect('mutedConcepts');
    try {
      await configuration.update('mutedConcepts', ['views'], vscode.ConfigurationTarget.Workspace);
      await until(() => (muted()?.workspaceValue?.length === 1 ? true : undefined));
      await vscode.commands.executeCommand('backendGuide.muteConcept', 'pagination');
      await until(() => (muted()?.workspaceValue?.join() === 'pagination,views' ? true : undefined));
      assert.equal(muted()?.globalValue, undefined);
    } finally {
      await configuration.update('mutedConcepts', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('answer unknown and hostile arguments without an exception', async () => {
    for (const argument of ['no-such-concept', '__proto__', '../../etc/passwd']) {
      void vscode.commands.executeCommand('backendGuide.openConcept', argument);
      void vscode.commands.executeCommand('backendGuide.muteConcept', argument);
    }
    const configured = vscode.workspace.getConfiguration('backendGuide').get<string[]>('mutedConcepts', []);
    assert.equal(configured.length, 0);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
