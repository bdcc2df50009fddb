/** Begins every line that the suite prints, so that the editor's own log can be told from it. */
export const reportMark = '▸ ';
