import * as vscode from 'vscode';
import * as assert from './assert';
import { firstHover, openFile, ourHovers, positionOf, until } from './support';

describe('recovery', () => {
  it('answers again after the server was restarted by command', async () => {
    const { document } = await openFile('api/src/server.js');
    await firstHover(document, positionOf(document, 'setTimeout'));
    await vscode.commands.executeCommand('backendGuide.restartServer');
    await firstHover(document, positionOf(document, 'setTimeout'));
  });

  it('shows one card after restarts that overlap', async () => {
    const { document } = await openFile('api/src/server.js');
    const position = positionOf(document, 'setTimeout');
    const restart = (): Thenable<void> => vscode.commands.executeCommand('backendGuide.restartServer');
    await Promise.all([restart(), restart(), restart()]);
    // A server that was replaced while it started ends a moment after the command does.
    const cards = await until(async () => {
      const found = await ourHovers(document, position);
      return found.length === 1 ? found : undefined;
    });
    await restart();
    assert.equal(cards.length, (await ourHovers(document, position)).length);
  });
});
