/** What VS Code's guidelines ask of a manifest, as rules that can be checked. Each violation says what to mend. */
import * as v from 'valibot';
import { isNamedInManifest } from '../../guide/src/contributedSnippets.ts';

const text = v.optional(v.string());
const commandSchema = v.looseObject({
  command: v.string(),
  title: text,
  category: text,
  icon: v.optional(v.unknown()),
  enablement: text,
});
const menuItemSchema = v.looseObject({ command: text, submenu: text, when: text, group: text });
const viewSchema = v.looseObject({
  id: v.string(),
  type: text,
  name: text,
  icon: text,
  contextualTitle: text,
});
const settingSchema = v.looseObject({
  type: v.optional(v.unknown()),
  default: v.optional(v.unknown()),
  scope: text,
  order: v.optional(v.number()),
  description: text,
  markdownDescription: text,
  enum: v.optional(v.array(v.unknown()), []),
  enumDescriptions: v.optional(v.array(v.string()), []),
});
const stepSchema = v.looseObject({
  id: v.string(),
  title: text,
  description: v.optional(v.string(), ''),
  media: v.optional(
    v.looseObject({ image: v.optional(v.record(v.string(), v.string()), {}), altText: text }),
    {},
  ),
  completionEvents: v.optional(v.array(v.string()), []),
});
const keybindingSchema = v.looseObject({ command: v.string(), key: v.string(), mac: text, when: text });
const snippetsSchema = v.looseObject({ language: text, path: v.string() });
const welcomeSchema = v.looseObject({ view: v.string(), contents: v.string(), when: text });

const manifestSchema = v.looseObject({
  type: text,
  main: text,
  browser: text,
  icon: text,
  l10n: text,
  capabilities: v.optional(v.record(v.string(), v.unknown()), {}),
  extensionKind: v.optional(v.unknown()),
  activationEvents: v.optional(v.array(v.string()), []),
  contributes: v.looseObject({
    commands: v.optional(v.array(commandSchema), []),
    menus: v.optional(v.record(v.string(), v.array(menuItemSchema)), {}),
    keybindings: v.optional(v.array(keybindingSchema), []),
    viewsContainers: v.optional(
      v.record(v.string(), v.array(v.looseObject({ id: v.string(), icon: v.string() }))),
      {},
    ),
    views: v.optional(v.record(v.string(), v.array(viewSchema)), {}),
    viewsWelcome: v.optional(v.array(welcomeSchema), []),
    snippets: v.optional(v.array(snippetsSchema), []),
    configuration: v.optional(
      v.looseObject({ title: text, properties: v.record(v.string(), settingSchema) }),
      { properties: {} },
    ),
    walkthroughs: v.optional(
      v.array(v.looseObject({ id: v.string(), icon: text, steps: v.array(stepSchema) })),
      [],
    ),
  }),
});
type Manifest = v.InferOutput<typeof manifestSchema>;

const trustSchema = v.looseObject({
  supported: v.union([v.boolean(), v.literal('limited')]),
  description: text,
  restrictedConfigurations: v.optional(v.array(v.string()), []),
});
type Trust = v.InferOutput<typeof trustSchema>;

export interface ManifestContext {
  /** The texts of package.nls.json. */
  readonly texts: Readonly<Record<string, string>>;
  /** The text of a file of the extension, or undefined when there is none. */
  readonly read: (path: string) => string | undefined;
}

type Rule = (manifest: Manifest, context: ManifestContext) => readonly string[];

/** Every violation, as `rule: what is wrong and how to mend it`. */
export function checkManifest(manifest: unknown, context: ManifestContext): readonly string[] {
  const parsed = v.safeParse(manifestSchema, manifest);
  if (!parsed.success) {
    return parsed.issues.map((issue) => `shape: ${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`);
  }
  return Object.entries(rules).flatMap(([name, rule]) =>
    rule(parsed.output, context).map((problem) => `${name}: ${problem}`),
  );
}

const isKey = (value: string | undefined): boolean => value !== undefined && /^%[\w.]+%$/.test(value);
const allViews = ({ contributes }: Manifest) => Object.values(contributes.views).flat();
const allMenuItems = ({ contributes }: Manifest) =>
  Object.entries(contributes.menus).flatMap(([menu, items]) => items.map((item) => ({ menu, item })));
const properties = ({ contributes }: Manifest) => Object.entries(contributes.configuration.properties);
const steps = ({ contributes }: Manifest) =>
  contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

const themes = ['dark', 'light', 'hc', 'hcLight'] as const;
const scopes = [
  'application',
  'machine',
  'window',
  'resource',
  'language-overridable',
  'machine-overridable',
];
const completionEvents =
  /^(?:onCommand|onLink|onView|onSettingChanged|onContext|onExtensionInstalled):.+|^onStepSelected$/;
/** The most used keys of VS Code on all platforms, first strokes only where they begin a chord. */
const defaultKeys = new Set(
  [
    ...'abcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `ctrl+${letter}`),
    ...'abcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `cmd+${letter}`),
    ...'acdefghijklmnoprstuvxyz'.split('').map((letter) => `ctrl+shift+${letter}`),
    ...'acdefghijklmnoprstuvxyz'.split('').map((letter) => `cmd+shift+${letter}`),
    ...Array.from({ length: 12 }, (_, index) => `f${index + 1}`),
    ...Array.from({ length: 12 }, (_, index) => `shift+f${index + 1}`),
    ...Array.from({ length: 10 }, (_, index) => `ctrl+${index}`),
    ...Array.from({ length: 10 }, (_, index) => `alt+${index}`),
    ...['left', 'right', 'up', 'down'].flatMap((key) => [`alt+${key}`, `ctrl+${key}`, `shift+alt+${key}`]),
    ...['escape', 'enter', 'tab', 'space', 'ctrl+space', 'ctrl+.', 'cmd+.', 'ctrl+,', 'ctrl+enter'],
    ...'0123456789abcdefghijklmnopqrstuvwxyz'.split('').map((key) => `ctrl+k ctrl+${key}`),
    ...'cdefhilmnoprstuvwz'.split('').map((key) => `ctrl+k ${key}`),
  ].filter((key) => key !== 'ctrl+k' && key !== 'cmd+k'),
);

const rules: Readonly<Record<string, Rule>> = {
  'activity bar': ({ contributes: { viewsContainers } }, { read }) => {
    const containers = viewsContainers['activitybar'] ?? [];
    const problems = containers.map(({ id, icon }) => {
      const picture = read(icon);
      if (picture === undefined) return `${id}: the icon ${icon} does not exist`;
      const colours = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
      const isMonochrome = colours.every((colour) => colour === 'none' || colour === 'currentColor');
      return isMonochrome ? undefined : `${id}: draw the icon in currentColor alone`;
    });
    return [
      ...(containers.length > 1 ? ['one container is enough; move the views into it'] : []),
      ...problems.filter((problem) => problem !== undefined),
    ];
  },
  views: (manifest) => [
    ...(allViews(manifest).length > 4 ? ['more than four views; make one of them a command'] : []),
    ...(allViews(manifest).filter(({ type }) => type === 'webview').length > 1
      ? ['more than one web view; lists belong into trees']
      : []),
    ...allViews(manifest).flatMap(({ id, name, icon, contextualTitle, ...rest }) => [
      ...('accessibilityHelpContent' in rest
        ? [`${id}: accessibilityHelpContent is a proposed API, which a published extension may not use`]
        : []),
      ...(isKey(name) ? [] : [`${id}: take the name from package.nls.json`]),
      ...(icon === undefined ? [`${id}: add an icon, because the view can be moved`] : []),
      ...(isKey(contextualTitle) ? [] : [`${id}: add a contextualTitle from package.nls.json`]),
    ]),
  ],
  'welcome texts': (manifest, { texts }) =>
    manifest.contributes.viewsWelcome.flatMap(({ view, contents, when }) => [
      ...(hasView(manifest, view) ? [] : [`${view} is not a view of ours`]),
      ...linkProblems(manifest, texts[contents.slice(1, -1)] ?? '').map((problem) => `${view}: ${problem}`),
      ...(isKey(contents) ? [] : [`${view}: take the contents from package.nls.json`]),
      ...(when === undefined ? [`${view}: say by "when" which empty state this is for`] : []),
    ]),
  commands: ({ contributes: { commands } }, { texts }) =>
    commands.flatMap(({ command, title, category, icon }) => {
      const words = texts[title?.slice(1, -1) ?? ''] ?? '';
      const isProductIcon = typeof icon === 'string' && /^\$\([a-z0-9-]+\)$/.test(icon);
      return [
        ...(icon === undefined || isProductIcon ? [] : [`${command}: use a product icon such as $(book)`]),
        ...(isKey(title) ? [] : [`${command}: take the title from package.nls.json`]),
        ...(isKey(category) ? [] : [`${command}: add the category`]),
        ...(/\p{Extended_Pictographic}/u.test(words) ? [`${command}: no emoji in "${words}"`] : []),
        ...(/^\p{Lu}/u.test(words) ? [] : [`${command}: begin the title "${words}" with a capital`]),
      ];
    }),
  menus: (manifest) => {
    const { commands } = manifest.contributes;
    const known = new Set(commands.map(({ command }) => command));
    const enabledBy = new Map(commands.map(({ command, enablement }) => [command, enablement]));
    const titleIcons = allMenuItems(manifest).filter(
      ({ menu, item }) => menu === 'editor/title' && item.group?.startsWith('navigation'),
    );
    return [
      ...allMenuItems(manifest).flatMap(({ menu, item }) => {
        const name = `${menu}: ${item.command ?? item.submenu ?? 'an item'}`;
        return [
          ...(item.when === undefined ? [`${name} has no "when"`] : []),
          ...whenProblems(manifest, item.when).map((problem) => `${name}: ${problem}`),
          ...(item.command !== undefined && !known.has(item.command)
            ? [`${name} is not a command of ours`]
            : []),
          ...(menu !== 'commandPalette' && item.group === undefined ? [`${name} has no group`] : []),
          // The palette hides what is not enabled; only what nobody should ever find there is hidden by the menu.
          ...(menu === 'commandPalette' &&
          item.when !== 'false' &&
          enabledBy.get(item.command ?? '') === undefined
            ? [`${name}: give the command an enablement instead of hiding it in one place`]
            : []),
        ];
      }),
      ...(titleIcons.length > 1
        ? ['editor/title: at most one icon, the others belong into the overflow']
        : []),
      ...iconProblems(manifest),
    ];
  },
  keybindings: (manifest) =>
    manifest.contributes.keybindings.flatMap(({ command, key, mac, when }) => [
      ...whenProblems(manifest, when).map((problem) => `${command}: ${problem}`),
      ...(when === undefined ? [`${command}: add a "when" that includes the focus`] : []),
      ...(mac === undefined && /ctrl/i.test(key) ? [`${command}: add the key for macOS`] : []),
      ...[key, mac ?? key]
        .filter((stroke) => defaultKeys.has(stroke.toLowerCase()))
        .map((stroke) => `${command}: ${stroke} is a key of VS Code itself`),
    ]),
  'title of settings': ({ contributes: { configuration } }, { texts }) => {
    const words = texts[configuration.title?.slice(1, -1) ?? ''] ?? '';
    const superfluous = /extension|settings|configuration/i.exec(words)?.[0];
    return superfluous === undefined
      ? []
      : [`leave "${superfluous}" out of the title; it stands there anyway`];
  },
  settings: (manifest, { texts }) =>
    properties(manifest).flatMap(([key, setting]) => {
      const described = setting.markdownDescription ?? setting.description;
      const words = texts[described?.slice(1, -1) ?? ''] ?? '';
      const known = new Set(properties(manifest).map(([other]) => other));
      const links = [...words.matchAll(/`#(backendGuide\.[\w.]+)#`/g)].map(([, link]) => link ?? '');
      return [
        ...(key.startsWith('backendGuide.') ? [] : [`${key}: begin the key with "backendGuide."`]),
        ...links
          .filter((link) => !known.has(link))
          .map((link) => `${key}: links to ${link}, which does not exist`),
        ...(JSON.stringify(setting).includes('"$ref"') ? [`${key}: VS Code does not follow $ref here`] : []),
        ...(setting.default === undefined ? [`${key}: add a default`] : []),
        ...(isKey(described) ? [] : [`${key}: take the description from package.nls.json`]),
        ...(words.length > 300 ? [`${key}: shorten the description to 300 characters`] : []),
        ...(scopes.includes(setting.scope ?? '') ? [] : [`${key}: choose a scope`]),
        ...(setting.order === undefined ? [`${key}: add an order`] : []),
        ...(setting.enum.length === setting.enumDescriptions.length
          ? []
          : [`${key}: describe each of its ${setting.enum.length} values`]),
        ...(setting.enumDescriptions.every(isKey)
          ? []
          : [`${key}: take enumDescriptions from package.nls.json`]),
      ];
    }),
  'order of settings': (manifest) => {
    const orders = properties(manifest).map(([, { order }]) => order);
    return new Set(orders).size === orders.length ? [] : ['two settings have the same order'];
  },
  walkthrough: (manifest, { texts, read }) => {
    const { walkthroughs } = manifest.contributes;
    return [
      ...(walkthroughs.length > 1 ? ['one walkthrough is enough'] : []),
      ...walkthroughs
        .filter((walkthrough) => walkthrough.steps.length < 4 || walkthrough.steps.length > 6)
        .map(({ id }) => `${id}: four to six steps`),
      ...steps(manifest).flatMap(({ id, title, description, media, completionEvents: events }) => {
        const words = texts[description.slice(1, -1)] ?? '';
        const pictures = themes.map((theme) => media.image[theme]);
        return [
          ...(isKey(title) && isKey(description)
            ? []
            : [`${id}: take title and description from package.nls.json`]),
          ...(words.includes('](command:') ? [] : [`${id}: offer the action as a link`]),
          ...linkProblems(manifest, words).map((problem) => `${id}: ${problem}`),
          ...events.flatMap((event) => eventProblems(manifest, event)).map((problem) => `${id}: ${problem}`),
          ...(isKey(media.altText) ? [] : [`${id}: add altText from package.nls.json`]),
          ...(events.length > 0 &&
          events.every((event) => completionEvents.test(event) && event !== 'onStepSelected')
            ? []
            : [`${id}: complete the step by what its action does`]),
          ...pictures.flatMap((picture, index) => {
            if (picture === undefined) return [`${id}: add a picture for the theme "${themes[index]}"`];
            if (!picture.endsWith('.svg')) return [`${id}: ${picture} is no SVG, which stays sharp`];
            return read(picture) === undefined ? [`${id}: ${picture} does not exist`] : [];
          }),
        ];
      }),
    ];
  },
  snippets: ({ contributes: { snippets } }, { read }) =>
    snippets.flatMap(({ language, path }) => {
      const file = read(path.replace(/^\.\//, ''));
      const prefixes = [...(file ?? '').matchAll(/"prefix": "([^"]*)"/g)].map(([, prefix]) => prefix ?? '');
      return [
        ...(file === undefined ? [`${path} does not exist`] : []),
        ...prefixes
          .filter((prefix) => !prefix.startsWith('bg-'))
          .map((prefix) => `${path}: begin the prefix "${prefix}" with "bg-"`),
        ...(language === undefined || isNamedInManifest([language])
          ? []
          : [`${path}: VS Code does not know the language "${language}"; name it in the file as "scope"`]),
        ...(language === undefined && file !== undefined && !file.includes('"scope"')
          ? [`${path}: say for which languages it is, or it is offered in all`]
          : []),
      ];
    }),
  activation: (manifest) => {
    const generated = new Set([
      ...manifest.contributes.commands.map(({ command }) => `onCommand:${command}`),
      ...allViews(manifest).map(({ id }) => `onView:${id}`),
    ]);
    return manifest.activationEvents.flatMap((event) => [
      ...(event === '*' || event === 'onStartupFinished'
        ? [`${event} competes with the start of VS Code; name what the extension is needed for`]
        : []),
      ...(generated.has(event) ? [`${event} is added by VS Code itself; remove it`] : []),
    ]);
  },
  capabilities: ({ capabilities, extensionKind }) => {
    const trust = v.safeParse(trustSchema, capabilities['untrustedWorkspaces']);
    return [
      ...(capabilities['virtualWorkspaces'] === undefined ? ['say whether virtual workspaces work'] : []),
      ...(trust.success ? trustProblems(trust.output) : ['say whether restricted mode works']),
      ...(Array.isArray(extensionKind) ? [] : ['write extensionKind as a list']),
    ];
  },
  hosts: ({ type, main, browser }, context) => [
    ...(main === undefined ? ['name the entry for Node.js as "main"'] : []),
    ...(browser === undefined ? ['name the entry for the web as "browser"'] : []),
    ...[main, browser]
      .filter((file) => file !== undefined && !isMade(file, context))
      .map((file) => `${file ?? ''} is neither a file nor built by esbuild.mjs`),
    ...(type === 'module' ? ['the web worker extension host loads no ES modules; remove "type"'] : []),
  ],
  icons: (manifest, { read }) => {
    const { contributes, icon } = manifest;
    const icons = [icon, ...contributes.walkthroughs.map((walkthrough) => walkthrough.icon)];
    const ofViews = allViews(manifest).map((view) => view.icon);
    return [
      ...(icon === undefined ? ['name the picture for the marketplace as "icon"'] : []),
      ...[...icons, ...ofViews.filter((name) => name?.startsWith('$(') === false)]
        .filter((file) => file !== undefined && read(file) === undefined)
        .map((file) => `${file ?? ''} does not exist`),
    ];
  },
  texts: (manifest, { texts }) => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''));
    return [
      ...(manifest.l10n === undefined ? ['name the folder of translations as "l10n"'] : []),
      ...[...used].filter((key) => texts[key] === undefined).map((key) => `package.nls.json lacks "${key}"`),
      ...Object.keys(texts)
        .filter((key) => !used.has(key))
        .map((key) => `nothing uses "${key}"; remove it from package.nls.json`),
    ];
  },
};

function hasView(manifest: Manifest, name: string): boolean {
  return allViews(manifest).some(({ id }) => id === name);
}

/** Whether a command is ours, VS Code's own, or the one that VS Code makes for showing each of our views. */
function isCommand(manifest: Manifest, name: string): boolean {
  return (
    manifest.contributes.commands.some(({ command }) => command === name) ||
    /^(?:workbench|editor|vscode)\./.test(name) ||
    (name.endsWith('.focus') && hasView(manifest, name.slice(0, -'.focus'.length)))
  );
}

/** Links of a text that start no command. */
function linkProblems(manifest: Manifest, words: string): string[] {
  return [...words.matchAll(/\(command:([^?)]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !isCommand(manifest, link))
    .map((link) => `${link} is not a command of ours`);
}

/** A completion event that never comes, because it names what does not exist. */
function eventProblems(manifest: Manifest, event: string): string[] {
  const [kind = '', name = ''] = event.split(/:(.*)/s, 2);
  const comes = {
    onCommand: () => isCommand(manifest, name),
    onView: () => hasView(manifest, name),
    onSettingChanged: () => properties(manifest).some(([key]) => key === name),
  };
  return kind in comes && !comes[kind as keyof typeof comes]() ? [`${event} names nothing of ours`] : [];
}

/** Views that a "when" compares with and that do not exist, so that it never holds. */
function whenProblems(manifest: Manifest, when = ''): string[] {
  const named = [...when.matchAll(/\bview\s*[!=]=\s*'?([\w.-]+)/g)].map(([, name = '']) => name);
  const matched = [...when.matchAll(/\bview\s*=~\s*\/((?:[^/\\]|\\.)+)\//g)].map(([, source = '']) => source);
  return [
    ...named.filter((name) => !hasView(manifest, name)).map((name) => `${name} is not a view of ours`),
    ...matched
      .filter((source) => !allViews(manifest).some(({ id }) => new RegExp(source).test(id)))
      .map((source) => `/${source}/ fits no view of ours`),
  ];
}

/** Whether a file of the package exists, or will once the build has run: `dist/` may be empty or old. */
function isMade(file: string, { read }: ManifestContext): boolean {
  const name = file.replace(/^\.\//, '');
  if (!name.startsWith('dist/')) return read(name) !== undefined;
  return (read('esbuild.mjs') ?? '').includes(`outfile: '${name}'`);
}

function trustProblems({ supported, description, restrictedConfigurations }: Trust): string[] {
  return [
    ...(supported !== true && !isKey(description)
      ? ['say in a description from package.nls.json what restricted mode leaves out']
      : []),
    ...(supported === 'limited' && restrictedConfigurations.length === 0
      ? ['list the settings that restricted mode must not take from the workspace']
      : []),
  ];
}

/** Icons in a bar need a command with an icon, and rows of trees have room for three. */
function iconProblems(manifest: Manifest): string[] {
  const withIcon = new Set(
    manifest.contributes.commands.filter(({ icon }) => icon !== undefined).map(({ command }) => command),
  );
  const inline = (manifest.contributes.menus['view/item/context'] ?? []).filter(({ group }) =>
    group?.startsWith('inline'),
  );
  const bars = allMenuItems(manifest).filter(
    ({ menu, item }) => menu.endsWith('/title') && item.group?.startsWith('navigation'),
  );
  return [
    ...(inline.length > 3 ? ['view/item/context: at most three inline actions'] : []),
    ...[...inline, ...bars.map(({ item }) => item)]
      .filter(({ command }) => command !== undefined && !withIcon.has(command))
      .map(({ command }) => `${command ?? ''} stands in a bar and has no icon`),
  ];
}
