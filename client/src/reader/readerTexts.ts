/** The words of the reader's view, in the language of the interface; the guide's own text stays English. */
import * as vscode from 'vscode';
import type { ReaderTexts } from '../../../protocol/src/readerMessages';

export function readerTexts(): ReaderTexts {
  const { t } = vscode.l10n;
  return {
    language: vscode.env.language,
    skip: t('Skip to the text'),
    back: t('Back'),
    forward: t('Forward'),
    backKey: t('Backspace'),
    forwardKey: t('Shift+Backspace'),
    onThisPage: t('On this page'),
    readFirst: t('Read first'),
    related: t('Related'),
    sides: t('The sides'),
    get: t('You get'),
    pay: t('You pay'),
    switchWhen: t('Switch when'),
    diagram: t('Diagram'),
    inWords: t('The diagram in words'),
    snippets: t('Snippets'),
    sources: t('Sources'),
    claims: t('Checked by running'),
    copy: t('Copy'),
    copied: t('Copied'),
    insert: t('Insert'),
    quizMe: t('Quiz me'),
  };
}
