import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import type { Found } from '../found';
import { findEmbedded, EmbeddedText } from '../sql/embedded';
import type { SqlIndex } from '../sql/sqlIndex';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';
import {
  commandWords,
  readShell,
  type HereDocument,
  type ShellCommand,
  type ShellLine,
  type ShellWord,
} from './parse';

interface CommandEntry {
  readonly trigger: IndexedTrigger<TriggerOfKind<'command'>>;
  readonly words: readonly string[];
  readonly weight: number;
}

/** Clients that are given SQL on their command line, through a pipe or in a here document. */
const sqlClients = new Set([
  'psql',
  'mysql',
  'mariadb',
  'sqlite3',
  'cockroach',
  'clickhouse-client',
  'sqlcmd',
  'duckdb',
  'usql',
]);
/** The option that SQL follows, also as the last of several letters: `-tAc`, `-Nse`. */
const sqlOption = /^(?:-[A-Za-z]*[ceQ]|--command|--execute|--query)$/;
const sqlAssignment = /^(?:--command|--execute|--query)=/;

const programOf = (word: ShellWord | undefined): string => word?.text.replace(/^.*\//, '') ?? '';

const hasFlag = (words: readonly ShellWord[], flag: string): boolean =>
  words.some(({ text }) => text === flag || text.startsWith(`${flag}=`));

/** The guide's command lines by their program. */
export class CommandIndex {
  private readonly byProgram = new Map<string, CommandEntry[]>();

  constructor(
    index: TriggerIndex,
    private readonly sql: () => SqlIndex,
  ) {
    for (const trigger of index.ofKind('command')) {
      const { commands, flags, absentFlags } = trigger.trigger;
      for (const command of commands) {
        const words = command.split(/\s+/);
        const weight = words.length * 4 + (flags?.length ?? 0) * 4 + (absentFlags?.length ?? 0) * 2;
        addTo(this.byProgram, words[0] ?? '', { trigger, words, weight });
      }
    }
  }

  find(line: ShellLine, text: string): Found[] {
    const found = line.commands.flatMap((command) =>
      this.findWords(commandWords(command), text, command.input),
    );
    const readers = new Map(line.commands.map((command) => [command.input, command]));
    return [
      ...found,
      ...line.hereDocuments.flatMap((document) =>
        this.findHereDocument(document, readers.get(document.reader), text),
      ),
    ];
  }

  /** The words of one command, and those of the command that it runs in its turn. */
  findWords(words: readonly ShellWord[], text: string, input?: ShellCommand, depth = 0): Found[] {
    const found = [...this.findCommand(words), ...this.findSqlArguments(words, text, input)];
    if (depth >= deepestCommand) return found;
    const script = scriptOf(words);
    if (script !== undefined) {
      const [from, to] = insideQuotes(script, text);
      return [...found, ...this.findScript(from, to, text, depth + 1)];
    }
    const inner = wrappedCommand(words);
    return inner === undefined
      ? found
      : [...found, ...this.findWords(commandWords({ words: [...inner] }), text, input, depth + 1)];
  }

  /** The words of a health check, whose first one says what the others are. */
  findHealthcheck(words: readonly ShellWord[], text: string): Found[] {
    const [kind, ...rest] = words;
    if (kind?.text === 'CMD') return this.findWords(rest, text);
    const [script] = rest;
    return kind?.text === 'CMD-SHELL' && script !== undefined
      ? this.findScript(script.from, script.to, text, 0)
      : [];
  }

  /** The argument of `sh -c`; what it pipes and documents is left to the scripts that people write in files. */
  private findScript(from: number, to: number, text: string, depth: number): Found[] {
    return readShell(text, from, to).commands.flatMap((command) =>
      this.findWords(commandWords(command), text, command.input, depth),
    );
  }

  private findCommand(words: readonly ShellWord[]): Found[] {
    return (this.byProgram.get(programOf(words[0])) ?? []).flatMap((entry) => {
      const last = words[indexBehind(words, entry.words) - 1];
      const first = words[0];
      const { flags, absentFlags } = entry.trigger.trigger;
      if (last === undefined || first === undefined) return [];
      if (flags?.every((flag) => hasFlag(words, flag)) === false) return [];
      if (absentFlags?.some((flag) => hasFlag(words, flag)) === true) return [];
      return [{ from: first.from, to: last.to, trigger: entry.trigger, weight: entry.weight }];
    });
  }

  private findSqlArguments(
    words: readonly ShellWord[],
    text: string,
    input: ShellCommand | undefined,
  ): Found[] {
    const program = programOf(words[0]);
    if (!sqlClients.has(program)) return [];
    const given = words.flatMap((word, index) => {
      const assignment = sqlAssignment.exec(text.slice(word.from, word.to));
      if (assignment !== null) return this.findSql(word.from + assignment[0].length, word.to, text);
      const isGiven =
        sqlOption.test(words[index - 1]?.text ?? '') ||
        (program === 'sqlite3' && index >= 2 && !word.text.startsWith('-'));
      return isGiven ? this.findSql(word.from, word.to, text) : [];
    });
    const [printer, ...printed] = input === undefined ? [] : commandWords(input);
    const isPrinted = /^(?:echo|printf)$/.test(programOf(printer));
    return isPrinted ? [...given, ...printed.flatMap(({ from, to }) => this.findSql(from, to, text))] : given;
  }

  private findHereDocument(document: HereDocument, pipedTo: ShellCommand | undefined, text: string): Found[] {
    const words = [...document.reader.words, ...(pipedTo?.words ?? [])];
    const isRead = words.some((word) => sqlClients.has(programOf(word)));
    return isRead ? this.findSql(document.from, document.to, text) : [];
  }

  private findSql(from: number, to: number, text: string): Found[] {
    const embedded = new EmbeddedText('tag');
    const [innerFrom, innerTo] = insideQuotes({ from, to }, text);
    let at = innerFrom;
    for (const match of text.slice(innerFrom, innerTo).matchAll(variable)) {
      const from = innerFrom + match.index;
      embedded.addPlain(text.slice(at, from), at);
      embedded.addHole(from, match[0].length);
      at = from + match[0].length;
    }
    embedded.addPlain(text.slice(at, innerTo), at);
    return findEmbedded(embedded, this.sql());
  }
}

/** What the shell puts into the text; neither a parameter of the statement nor the quote of a function's body. */
const variable = /\$(?:\{[^}\n]*\}|[A-Za-z_]\w*(?![\w$]))/g;

/** Commands that run commands that run commands are not written deeper than this by people. */
const deepestCommand = 4;

function insideQuotes({ from, to }: { from: number; to: number }, text: string): [number, number] {
  const quote = /['"]/.exec(text[from] ?? '')?.[0];
  return quote !== undefined && to - from > 1 && text[to - 1] === quote ? [from + 1, to - 1] : [from, to];
}

const shells = /^(?:(?:ba|da|z|a|k)?sh|su|runuser)$/;

/** The script that a shell is given as an argument. */
function scriptOf(words: readonly ShellWord[]): ShellWord | undefined {
  if (!shells.test(programOf(words[0]))) return undefined;
  const option = words.findIndex(({ text }, index) => index > 0 && /^-[a-z]*c$/.test(text));
  return option < 0 ? undefined : words[option + 1];
}

/** A command that runs another one: the words it is recognised by, and how many arguments stand before the other one. */
interface Wrapper {
  readonly words: readonly string[];
  readonly ownArguments: number;
}

const wrapper = (command: string, ownArguments = 0): Wrapper => ({
  words: command.split(' '),
  ownArguments,
});

const wrappers: ReadonlyMap<string, readonly Wrapper[]> = new Map([
  [
    'docker',
    [wrapper('docker exec', 1), wrapper('docker compose exec', 1), wrapper('docker compose run', 1)],
  ],
  ['podman', [wrapper('podman exec', 1)]],
  ['docker-compose', [wrapper('docker-compose exec', 1), wrapper('docker-compose run', 1)]],
  ['gosu', [wrapper('gosu', 1)]],
  ['su-exec', [wrapper('su-exec', 1)]],
  ['timeout', [wrapper('timeout', 1)]],
  ['tini', [wrapper('tini')]],
  ['dumb-init', [wrapper('dumb-init')]],
  ['poetry', [wrapper('poetry run')]],
  ['pipenv', [wrapper('pipenv run')]],
  ['pdm', [wrapper('pdm run')]],
  ['uv', [wrapper('uv run')]],
  ['npm', [wrapper('npm exec')]],
  ['pnpm', [wrapper('pnpm exec'), wrapper('pnpm dlx'), wrapper('pnpm')]],
  ['yarn', [wrapper('yarn run'), wrapper('yarn dlx'), wrapper('yarn')]],
  ['cross-env', [wrapper('cross-env')]],
]);
/** Options of these commands that take the next word for their value. */
const wrapperValue = /^(?:-[euwpv]|--(?:env|env-file|user|workdir|index|name|publish|volume|entrypoint))$/;
/** Commands that say with `--` where the command begins that they run. */
const untilDashes = /^(?:kubectl|oc|tini|dotenv|dotenvx|wait-for(?:-it)?(?:\.sh)?|flock|runuser)$/;
const python = /^python(?:3(?:\.\d+)?)?$/;

/** The command inside of `docker exec db psql`, `poetry run uvicorn`, `python -m celery` and the like. */
function wrappedCommand(words: readonly ShellWord[]): readonly ShellWord[] | undefined {
  const program = programOf(words[0]);
  if (python.test(program)) return words[1]?.text === '-m' ? words.slice(2) : undefined;
  if (untilDashes.test(program)) {
    const dashes = words.findIndex(({ text }) => text === '--');
    if (dashes > 0) return words.slice(dashes + 1);
  }
  for (const { words: wanted, ownArguments } of wrappers.get(program) ?? []) {
    let at = indexBehind(words, wanted);
    if (at < 0) continue;
    for (let left = ownArguments; ; at++) {
      const word = words[at]?.text ?? '';
      if (wrapperValue.test(word)) at++;
      else if (!word.startsWith('-') && left-- <= 0) break;
    }
    return at < words.length ? words.slice(at) : undefined;
  }
  return undefined;
}

/** The index behind the wanted words when they stand in this order, with nothing but options and their values in between. */
function indexBehind(words: readonly ShellWord[], wanted: readonly string[]): number {
  if (programOf(words[0]) !== wanted[0]) return -1;
  let at = 1;
  for (const word of wanted.slice(1)) {
    if (!word.startsWith('-')) {
      while (words[at]?.text.startsWith('-') === true) {
        const hasValue = words[at]?.text.includes('=') !== true;
        at++;
        const next = words[at]?.text;
        if (hasValue && next !== undefined && next !== word && !next.startsWith('-')) at++;
      }
    }
    if (words[at]?.text !== word) return -1;
    at++;
  }
  return at;
}
