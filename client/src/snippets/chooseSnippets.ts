/** Which snippets the picker offers, in which order, and which variant stands for a snippet. Pure. */
import { parseLibrary, snippetFits } from '../../../guide/src/snippetChoice';
import { WordSearch } from '../../../guide/src/wordSearch';
import type { Concept, Snippet } from '../../../protocol/src/concept';
import type { Project } from './project';

/** A snippet with what is known about it where it is to be inserted. */
export interface OfferedSnippet {
  readonly snippet: Snippet;
  readonly concept: Concept;
  /** The side's title. */
  readonly side: string | undefined;
  readonly fitsFile: boolean;
  readonly fitsProject: ProjectFit;
}

/** Whether the project uses what the snippet needs: it does, nothing is needed or known, or it does not. */
export type ProjectFit = 'uses' | 'neutral' | 'lacks';

export function projectFit({ library, verify, language }: Snippet, project: Project): ProjectFit {
  if (library !== undefined) {
    const { name, major } = parseLibrary(library);
    if (project.libraries.size === 0) return 'neutral';
    if (!project.libraries.has(name)) return 'lacks';
    const used = project.libraries.get(name);
    return major === undefined || used === undefined || used === major ? 'uses' : 'lacks';
  }
  if (language !== 'sql' || project.engines.size === 0) return 'neutral';
  return project.engines.has(verify) ? 'uses' : 'lacks';
}

const fitOrder: readonly ProjectFit[] = ['uses', 'neutral', 'lacks'];

/**
 * Every snippet of the guide: those that fit the file first, and of these those whose library the project uses.
 * The order of the guide decides the rest.
 */
export function offerSnippets(
  concepts: readonly Concept[],
  languageId: string,
  project: Project,
): readonly OfferedSnippet[] {
  const offered = concepts.flatMap((concept) =>
    concept.snippets.map((snippet): OfferedSnippet => ({
      snippet,
      concept,
      side: concept.options.find(({ id }) => id === snippet.option)?.title,
      fitsFile: snippetFits(snippet, languageId),
      fitsProject: projectFit(snippet, project),
    })),
  );
  const rank = ({ fitsFile, fitsProject }: OfferedSnippet): number =>
    (fitsFile ? 0 : fitOrder.length) + fitOrder.indexOf(fitsProject);
  return offered.sort((a, b) => rank(a) - rank(b));
}

/**
 * What an argument of the command stands for: a snippet's id, an id without its library (the best variant for the
 * file and the project), or a concept's id (all its snippets, to choose from). An empty list: the guide has none.
 */
export function snippetsNamed(offered: readonly OfferedSnippet[], id: string): readonly OfferedSnippet[] {
  const exact = offered.find(({ snippet }) => snippet.id === id);
  const variant = offered.find(({ snippet }) => `${snippet.conceptId}/${snippet.prefix}` === id);
  const chosen = variant ?? exact;
  if (chosen !== undefined) return [chosen];
  const ofConcept = offered.filter(({ snippet }) => snippet.conceptId === id);
  const fitting = ofConcept.filter(({ fitsFile }) => fitsFile);
  // A concept may have snippets only in other languages; its reader asked for them by name.
  return fitting.length > 0 ? fitting : ofConcept;
}

/** Finds snippets by concept, side, title, other names, prefix, library and language; typing errors are forgiven. */
export function createSnippetSearch(
  offered: readonly OfferedSnippet[],
): (query: string) => readonly OfferedSnippet[] {
  const words = new WordSearch(() =>
    offered.map(({ snippet, concept, side }) => [
      { text: snippet.title, weight: 8 },
      { text: snippet.prefix, weight: 7, isName: true },
      { text: concept.title, weight: 6, isName: true },
      ...(side === undefined ? [] : [{ text: side, weight: 6 }]),
      ...concept.aliases.map((text) => ({ text, weight: 5, isName: true })),
      ...(snippet.library === undefined ? [] : [{ text: snippet.library, weight: 5 }]),
      { text: snippet.language, weight: 3 },
    ]),
  );
  return (query) => {
    const found = words.search(query, 60).flatMap((index) => offered[index] ?? []);
    // What cannot be inserted here stays in reach, below what can.
    return [...found.filter(({ fitsFile }) => fitsFile), ...found.filter(({ fitsFile }) => !fitsFile)];
  };
}
