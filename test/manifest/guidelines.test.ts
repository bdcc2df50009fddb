import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { checkManifest } from '../../scripts/lib/manifestRules.mts';
import { repository } from '../support/guide';

const read = (file: string): string | undefined => {
  const whole = path.join(repository, file);
  return existsSync(whole) ? readFileSync(whole, 'utf8') : undefined;
};
const manifestSchema = v.looseObject({ contributes: v.record(v.string(), v.unknown()) });
const manifest = v.parse(manifestSchema, JSON.parse(read('package.json') ?? ''));
const texts = v.parse(v.record(v.string(), v.string()), JSON.parse(read('package.nls.json') ?? ''));

/** Files that a wrong manifest may name, and words that it may use. */
const wrongFiles: Readonly<Record<string, string>> = {
  'snippets/wrong.code-snippets': '{ "A snippet": { "prefix": "page", "body": [] } }',
};
const wrongTexts = {
  ...texts,
  'wrong.title': 'Settings of the extension',
  'wrong.emoji': 'Do it \u{1f389}',
  'wrong.link': 'See `#backendGuide.nothing#`.',
  'wrong.long': 'word '.repeat(80),
  'wrong.step': 'Press [here](command:backendGuide.nothing).',
  'wrong.focus': 'Press [here](command:backendGuide.nowhere.focus).',
  'wrong.prefix': 'Press [here](command:backndGuide.openSample?%22x%22).',
};

/** The violations after some fields and contributions were replaced. */
function violationsWith(
  contributes: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, unknown>> = {},
): string {
  const changed = { ...manifest, ...fields, contributes: { ...manifest.contributes, ...contributes } };
  return checkManifest(changed, {
    texts: wrongTexts,
    read: (file) => wrongFiles[file] ?? read(file),
  }).join('\n');
}

const command = { command: 'x', title: '%command.openConcept.title%', category: '%category%' };
const setting = {
  default: true,
  scope: 'window',
  order: 1,
  markdownDescription: '%configuration.title%',
};
const step = {
  id: 's',
  title: '%walkthrough.hover.title%',
  description: '%walkthrough.hover.description%',
  media: {
    image: {
      dark: 'media/walkthrough/hover-dark.svg',
      light: 'media/walkthrough/hover-light.svg',
      hc: 'media/walkthrough/hover-hc.svg',
      hcLight: 'media/walkthrough/hover-hcLight.svg',
    },
    altText: '%walkthrough.hover.altText%',
  },
  completionEvents: ['onCommand:backendGuide.openSample'],
};
const withStep = (changed: object) => ({ walkthroughs: [{ id: 'a', steps: [{ ...step, ...changed }] }] });
const withSetting = (changed: object, key = 'backendGuide.x') => ({
  configuration: { properties: { [key]: { ...setting, ...changed } } },
});

describe("VS Code's guidelines for a manifest", () => {
  it('are kept', () => {
    expect(checkManifest(manifest, { texts, read })).toEqual([]);
  });

  it.each([
    [
      'a second container',
      { viewsContainers: { activitybar: [container('a'), container('b')] } },
      'one container',
    ],
    [
      'a coloured icon',
      { viewsContainers: { activitybar: [{ id: 'a', icon: 'media/icon.svg' }] } },
      'currentColor',
    ],
    ['a view without an icon', { views: { backendGuide: [{ id: 'x', name: '%category%' }] } }, 'add an icon'],
    ['a welcome text for ever', { viewsWelcome: [{ view: 'x', contents: '%category%' }] }, 'empty state'],
    ['a raw command title', { commands: [{ command: 'x', title: 'Do it' }] }, 'title from package.nls.json'],
    ['a menu item for ever', { menus: { 'editor/title': [{ command: 'x' }] } }, 'has no "when"'],
    ['a key of VS Code', { keybindings: [{ command: 'x', key: 'ctrl+p', when: 'true' }] }, 'key of VS Code'],
    ['a bare setting', { configuration: { properties: { 'x.y': { enum: ['a'] } } } }, 'describe each'],
    [
      'two walkthroughs',
      {
        walkthroughs: [
          { id: 'a', steps: [] },
          { id: 'b', steps: [] },
        ],
      },
      'one walkthrough',
    ],
    ['a bare step', { walkthroughs: [{ id: 'a', steps: [{ id: 's' }] }] }, 'picture for the theme "hcLight"'],
    [
      'an icon that is missing',
      { viewsContainers: { activitybar: [{ id: 'a', icon: 'no.svg' }] } },
      'does not exist',
    ],
    [
      'five views',
      { views: { backendGuide: Array.from({ length: 5 }, (_, id) => view(String(id))) } },
      'four views',
    ],
    ['two web views', { views: { x: [view('a', 'webview'), view('b', 'webview')] } }, 'one web view'],
    [
      'a proposed field of a view',
      { views: { x: [{ ...view('a'), accessibilityHelpContent: '%category%' }] } },
      'proposed API',
    ],
    ['a raw name of a view', { views: { x: [{ ...view('a'), name: 'A' }] } }, 'name from package.nls.json'],
    ['a raw welcome text', { viewsWelcome: [{ view: 'x', contents: 'Hi', when: 'y' }] }, 'contents from'],
    ['a command without category', { commands: [{ ...command, category: undefined }] }, 'add the category'],
    ['an emoji', { commands: [{ ...command, title: '%wrong.emoji%' }] }, 'no emoji'],
    ['a small title', { commands: [{ ...command, title: '%walkthrough.none%' }] }, 'with a capital'],
    ['a picture as icon', { commands: [{ ...command, icon: { light: 'a', dark: 'b' } }] }, 'product icon'],
    [
      'an unknown command',
      { menus: { 'view/title': [{ command: 'x', when: 'y', group: 'z' }] } },
      'not a command of ours',
    ],
    [
      'a menu item without a group',
      { menus: { 'editor/context': [{ command: 'backendGuide.openConcept', when: 'y' }] } },
      'has no group',
    ],
    [
      'a command that only the palette hides',
      { menus: { commandPalette: [{ command: 'backendGuide.openConcept', when: 'y' }] } },
      'give the command an enablement',
    ],
    [
      'two icons in the title of an editor',
      { menus: { 'editor/title': ['openConcept', 'insertSnippet'].map(navigation) } },
      'at most one icon',
    ],
    ['an icon bar without an icon', { menus: { 'view/title': [navigation('startQuiz')] } }, 'has no icon'],
    [
      'four inline actions',
      { menus: { 'view/item/context': Array.from({ length: 4 }, () => inline('openConcept')) } },
      'at most three inline actions',
    ],
    ['a key without focus', { keybindings: [{ command: 'x', key: 'f9 f9' }] }, 'add a "when"'],
    ['a key without macOS', { keybindings: [{ command: 'x', key: 'ctrl+k b', when: 'y' }] }, 'key for macOS'],
    [
      'a wordy title of settings',
      { configuration: { title: '%wrong.title%', properties: {} } },
      'out of the title',
    ],
    ['a setting of another prefix', withSetting({}, 'other.x'), 'begin the key with'],
    ['a setting without default', withSetting({ default: undefined }), 'add a default'],
    ['a raw description', withSetting({ markdownDescription: 'What it does' }), 'description from'],
    ['a long description', withSetting({ markdownDescription: '%wrong.long%' }), 'shorten the description'],
    ['an unknown scope', withSetting({ scope: 'everywhere' }), 'choose a scope'],
    ['a setting without order', withSetting({ order: undefined }), 'add an order'],
    [
      'raw descriptions of values',
      withSetting({ enum: ['a'], enumDescriptions: ['A'] }),
      'enumDescriptions from',
    ],
    [
      'a link to a setting that is none',
      withSetting({ markdownDescription: '%wrong.link%' }),
      'does not exist',
    ],
    ['a $ref', withSetting({ items: { $ref: '#/x' } }), 'does not follow $ref'],
    [
      'two settings in one place',
      { configuration: { properties: { 'backendGuide.x': setting, 'backendGuide.y': setting } } },
      'the same order',
    ],
    ['one step', { walkthroughs: [{ id: 'a', steps: [step] }] }, 'four to six steps'],
    ['a raw title of a step', withStep({ title: 'Hover' }), 'take title and description'],
    ['a step without action', withStep({ description: '%walkthrough.hover.title%' }), 'offer the action'],
    ['a step that leads nowhere', withStep({ description: '%wrong.step%' }), 'backendGuide.nothing is not'],
    [
      'a step that shows a view that is none',
      withStep({ description: '%wrong.focus%' }),
      'backendGuide.nowhere.focus is not',
    ],
    ['a step with a mistyped prefix', withStep({ description: '%wrong.prefix%' }), 'openSample is not'],
    [
      'a step that waits for a command that is none',
      withStep({ completionEvents: ['onCommand:backendGuide.nothing'] }),
      'onCommand:backendGuide.nothing names nothing',
    ],
    [
      'a step that waits for a view that is none',
      withStep({ completionEvents: ['onView:backendGuide.nothing'] }),
      'onView:backendGuide.nothing names nothing',
    ],
    [
      'a step that waits for a setting that is none',
      withStep({ completionEvents: ['onSettingChanged:backendGuide.nothing'] }),
      'onSettingChanged:backendGuide.nothing names nothing',
    ],
    [
      'a step that waits for another spelling of a command',
      withStep({ completionEvents: ['onCommand:backendGuide.opensample'] }),
      'names nothing',
    ],
    [
      'a welcome text that leads nowhere',
      { viewsWelcome: [{ view: 'backendGuide.concepts', contents: '%wrong.step%', when: 'y' }] },
      'backendGuide.concepts: backendGuide.nothing is not a command',
    ],
    [
      'a welcome text in a view that is none',
      { viewsWelcome: [{ view: 'backendGuide.nothing', contents: '%category%', when: 'y' }] },
      'backendGuide.nothing is not a view',
    ],
    [
      'a menu of a view that is none',
      { menus: { 'view/title': [{ ...navigation('openConcept'), when: 'view == backendGuide.nothing' }] } },
      'backendGuide.nothing is not a view',
    ],
    [
      'a menu of no view at all',
      { menus: { 'view/title': [{ ...navigation('openConcept'), when: 'x && view =~ /^other\\./' }] } },
      'fits no view',
    ],
    [
      'a key of a view that is none',
      { keybindings: [{ command: 'x', key: 'f9 f9', when: "view == 'backendGuide.nothing'" }] },
      'backendGuide.nothing is not a view',
    ],
    [
      'a picture of a view that is missing',
      { views: { x: [{ ...view('a'), icon: 'media/none.svg' }] } },
      'media/none.svg does not exist',
    ],
    [
      'a picture of a walkthrough that is missing',
      { walkthroughs: [{ id: 'a', icon: 'media/none.png', steps: [step] }] },
      'media/none.png does not exist',
    ],
    [
      'a step that ends by being looked at',
      withStep({ completionEvents: ['onStepSelected'] }),
      'complete the step',
    ],
    ['a picture without words', withStep({ media: { ...step.media, altText: 'A card' } }), 'add altText'],
    [
      'a picture that is missing',
      withStep({ media: { ...step.media, image: { ...step.media.image, hc: 'media/none.svg' } } }),
      'media/none.svg does not exist',
    ],
    [
      'a picture of pixels',
      withStep({ media: { ...step.media, image: { ...step.media.image, hc: 'media/icon.png' } } }),
      'is no SVG',
    ],
    [
      'snippets that are missing',
      { snippets: [{ language: 'sql', path: './none.code-snippets' }] },
      'does not exist',
    ],
    [
      'snippets for a language that VS Code does not know',
      { snippets: [{ language: 'prisma', path: './snippets/prisma.code-snippets' }] },
      'does not know the language "prisma"',
    ],
    [
      'a prefix that is not ours',
      { snippets: [{ language: 'sql', path: './snippets/wrong.code-snippets' }] },
      'with "bg-"',
    ],
    [
      'snippets for every language',
      { snippets: [{ path: './snippets/wrong.code-snippets' }] },
      'offered in all',
    ],
  ])('refuse %s', (_, contributes, reason) => {
    expect(violationsWith(contributes)).toContain(reason);
  });

  it.each([
    ['a start with VS Code', { activationEvents: ['onStartupFinished'] }, 'competes with the start'],
    ['a generated event', { activationEvents: ['onCommand:backendGuide.openConcept'] }, 'added by VS Code'],
    ['silence about virtual workspaces', { capabilities: {} }, 'virtual workspaces'],
    ['silence about restricted mode', { capabilities: {} }, 'say whether restricted mode'],
    [
      'limits without a description',
      { capabilities: { untrustedWorkspaces: { supported: 'limited' } } },
      'what restricted mode leaves out',
    ],
    [
      'limits without a list',
      { capabilities: { untrustedWorkspaces: { supported: 'limited', description: '%category%' } } },
      'list the settings',
    ],
    ['no place to run', { extensionKind: undefined }, 'extensionKind as a list'],
    ['one place to run as a word', { extensionKind: 'ui' }, 'extensionKind as a list'],
    ['no entry for the web', { browser: undefined }, '"browser"'],
    ['no entry for Node.js', { main: undefined }, '"main"'],
    ['an entry that nothing builds', { main: './dist/clinet.js' }, './dist/clinet.js is neither'],
    ['an entry that is missing', { browser: './client.js' }, './client.js is neither'],
    ['no picture for the marketplace', { icon: undefined }, '"icon"'],
    ['a picture that is missing', { icon: 'media/none.png' }, 'media/none.png does not exist'],
    ['ES modules', { type: 'module' }, 'no ES modules'],
    ['no translations', { l10n: undefined }, '"l10n"'],
    ['a text that is missing', { description: '%wrong.none%' }, 'package.nls.json lacks "wrong.none"'],
    ['a text that nothing uses', { description: 'x' }, 'nothing uses "description"'],
    ['a manifest of another shape', { activationEvents: 7 }, 'shape: activationEvents'],
  ])('refuse %s', (_, fields, reason) => {
    expect(violationsWith({}, fields)).toContain(reason);
  });
});

function view(id: string, type = 'tree'): object {
  return { id, type, name: '%category%', icon: '$(book)', contextualTitle: '%category%' };
}

function navigation(name: string): object {
  return { command: `backendGuide.${name}`, when: 'x', group: 'navigation' };
}

function inline(name: string): object {
  return { command: `backendGuide.${name}`, when: 'x', group: 'inline' };
}

function container(id: string): { id: string; icon: string } {
  return { id, icon: 'media/activity-bar.svg' };
}
