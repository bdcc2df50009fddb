import * as vscode from 'vscode';
import { firstHover, openFile, positionOf } from './support';

describe('recovery', () => {
  it('answers again after the server was restarted by command', async () => {
    const { document } = await openFile('api/src/server.js');
    await firstHover(document, positionOf(document, 'setTimeout'));
    await vscode.commands.executeCommand('backendGuide.restartServer');
    await firstHover(document, positionOf(document, 'setTimeout'));
  });
});
