/** Every command of the extension, by its id without the prefix. */
import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Command, CommandContext } from './commandContext';
import { exportProgress } from './exportProgress';
import { filterConcepts } from './filterConcepts';
import { importProgress } from './importProgress';
import { insertSnippet } from './insertSnippet';
import { muteConcept } from './muteConcept';
import { openConcept } from './openConcept';
import { openSample } from './openSample';
import { quickDrill } from './quickDrill';
import { resetProgress } from './resetProgress';
import { searchConcepts } from './searchConcepts';
import { toggleTradeoffHints } from './toggleTradeoffHints';
import { setInterviewDate } from './setInterviewDate';
import { startQuiz } from './startQuiz';

const commands: Readonly<Record<string, Command>> = {
  openConcept,
  searchConcepts,
  filterConcepts,
  clearConceptFilter: ({ concepts }) => concepts.filterBy(''),
  openSample,
  insertSnippet,
  muteConcept,
  toggleTradeoffHints,
  startQuiz,
  quickDrill,
  exportProgress,
  importProgress,
  resetProgress,
  setInterviewDate,
  restartServer: ({ server }) => server.restart(),
  showOutput: ({ output }) => output.show(),
};

/** A failing command says so once, in the words of its error; nothing else is affected. */
export function registerCommands(context: CommandContext): vscode.Disposable[] {
  return Object.entries(commands).map(([name, command]) =>
    vscode.commands.registerCommand(`backendGuide.${name}`, async (...args: unknown[]) => {
      try {
        await command(context, ...args.map(conceptIdOf));
      } catch (error) {
        context.output.error(error instanceof Error ? error : String(error));
        const reason = error instanceof Error ? error.message : String(error);
        void vscode.window.showErrorMessage(`Backend Guide: ${reason}`);
      }
    }),
  );
}

const treeElement = v.object({ conceptId: v.string() });

/** Menus of our trees hand over the tree's element where a link hands over the concept's id. */
function conceptIdOf(argument: unknown): unknown {
  return v.is(treeElement, argument) ? argument.conceptId : argument;
}
