import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { languageIds } from '../../client/src/languages';
import { linkCommands } from '../../protocol/src/commands';
import { languageSwitches, parseSettings, defaultSettings } from '../../server/src/settings';
import { repository } from '../support/guide';

const propertySchema = v.looseObject({
  default: v.unknown(),
  scope: v.string(),
  order: v.number(),
  markdownDescription: v.string(),
  enum: v.optional(v.array(v.string())),
  enumDescriptions: v.optional(v.array(v.string())),
});
const manifestSchema = v.looseObject({
  activationEvents: v.array(v.string()),
  contributes: v.looseObject({
    commands: v.array(v.looseObject({ command: v.string(), title: v.string(), category: v.string() })),
    configuration: v.looseObject({ properties: v.record(v.string(), propertySchema) }),
  }),
});

const manifestText = readFileSync(path.join(repository, 'package.json'), 'utf8');
const manifest = v.parse(manifestSchema, JSON.parse(manifestText));
const texts = v.parse(
  v.record(v.string(), v.string()),
  JSON.parse(readFileSync(path.join(repository, 'package.nls.json'), 'utf8')),
);
const { properties } = manifest.contributes.configuration;

describe('the manifest', () => {
  it('activates on the languages that the client serves and on its own panel, and on nothing else', () => {
    expect(manifest.activationEvents).toEqual([
      ...languageIds.map((id) => `onLanguage:${id}`),
      'onWebviewPanel:backendGuide.reader',
    ]);
  });

  it('has a command for every link in a hover', () => {
    const commands = manifest.contributes.commands.map(({ command }) => command);
    expect(commands).toEqual(expect.arrayContaining(Object.values(linkCommands)));
  });

  it('gives every command a category and a title from package.nls.json', () => {
    for (const { command, title, category } of manifest.contributes.commands) {
      expect(command).toMatch(/^backendGuide\./);
      expect(category).toBe('%category%');
      expect(title).toMatch(/^%command\.\w+\.title%$/);
    }
  });

  it('uses every text of package.nls.json, and has every text that it uses', () => {
    const used = [...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
  });

  it('describes every setting: prefix, default, scope, order, as many descriptions as values', () => {
    for (const [key, { scope, enum: values = [], enumDescriptions = [] }] of Object.entries(properties)) {
      expect(key).toMatch(/^backendGuide\./);
      expect(['resource', 'window', 'machine', 'application', 'language-overridable']).toContain(scope);
      expect(enumDescriptions).toHaveLength(values.length);
    }
  });

  it('has the defaults that the server falls back to', () => {
    const section: Record<string, unknown> = {};
    for (const [key, { default: value }] of Object.entries(properties)) {
      const [first = '', second] = key.replace('backendGuide.', '').split('.');
      if (second === undefined) section[first] = value;
      else section[first] = { ...(section[first] as object | undefined), [second]: value };
    }
    expect(parseSettings(section)).toEqual({ settings: defaultSettings, problems: [] });
  });

  it('offers a switch for every language group', () => {
    expect(Object.keys(properties['backendGuide.languages']?.default as object)).toEqual([
      ...languageSwitches,
    ]);
  });
});
