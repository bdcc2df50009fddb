/** Every command of the extension, by its id without the prefix. */
import * as vscode from 'vscode';
import type { Command, CommandContext } from './commandContext';
import { insertSnippet } from './insertSnippet';
import { muteConcept } from './muteConcept';
import { openConcept } from './openConcept';
import { searchConcepts } from './searchConcepts';

const commands: Readonly<Record<string, Command>> = {
  openConcept,
  searchConcepts,
  insertSnippet,
  muteConcept,
  restartServer: ({ server }) => server.restart(),
  showOutput: ({ output }) => output.show(),
};

/** A failing command says so once, in the words of its error; nothing else is affected. */
export function registerCommands(context: CommandContext): vscode.Disposable[] {
  return Object.entries(commands).map(([name, command]) =>
    vscode.commands.registerCommand(`backendGuide.${name}`, async (...args: unknown[]) => {
      try {
        await command(context, ...args);
      } catch (error) {
        context.output.error(error instanceof Error ? error : String(error));
        const reason = error instanceof Error ? error.message : String(error);
        void vscode.window.showErrorMessage(`Backend Guide: ${reason}`);
      }
    }),
  );
}
