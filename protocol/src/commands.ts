/** The commands that a hover may link to. The client trusts exactly these, and checks their arguments again. */
export const linkCommands = {
  openConcept: 'backendGuide.openConcept',
  insertSnippet: 'backendGuide.insertSnippet',
  startQuiz: 'backendGuide.startQuiz',
  muteConcept: 'backendGuide.muteConcept',
} as const;
