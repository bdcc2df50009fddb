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

/** The violations after one contribution was replaced. */
function violationsWith(contributes: Readonly<Record<string, unknown>>): string {
  const changed = { ...manifest, contributes: { ...manifest.contributes, ...contributes } };
  return checkManifest(changed, { texts, read }).join('\n');
}

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
  ])('refuse %s', (_, contributes, reason) => {
    expect(violationsWith(contributes)).toContain(reason);
  });
});

function container(id: string): { id: string; icon: string } {
  return { id, icon: 'media/activity-bar.svg' };
}
