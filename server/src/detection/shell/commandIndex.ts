import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import type { Found } from '../found';
import { findEmbedded, EmbeddedText } from '../sql/embedded';
import type { SqlIndex } from '../sql/sqlIndex';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';
import { commandWords, type HereDocument, type ShellLine, type ShellWord } from './parse';

interface CommandEntry {
  readonly trigger: IndexedTrigger<TriggerOfKind<'command'>>;
  readonly words: readonly string[];
  readonly weight: number;
}

/** Clients that are given SQL on their command line or in a here document. */
const sqlClients = new Set([
  'psql',
  'mysql',
  'mariadb',
  'sqlite3',
  'cockroach',
  'clickhouse-client',
  'sqlcmd',
]);
const sqlOptions = /^(?:-c|--command|-e|--execute|-Q|--query)$/;

const programOf = (word: ShellWord | undefined): string => word?.text.replace(/^.*\//, '') ?? '';

const hasFlag = (words: readonly ShellWord[], flag: string): boolean =>
  words.some(({ text }) => text === flag || text.startsWith(`${flag}=`));

/** The guide's command lines by their program. */
export class CommandIndex {
  private readonly byProgram = new Map<string, CommandEntry[]>();

  constructor(
    index: TriggerIndex,
    private readonly sql: SqlIndex,
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

  get isEmpty(): boolean {
    return this.byProgram.size === 0 && this.sql.isEmpty;
  }

  find(line: ShellLine, text: string): Found[] {
    const found = line.commands.flatMap((command) => {
      const words = commandWords(command);
      return [...this.findCommand(words), ...this.findSqlOption(words, text)];
    });
    return [...found, ...line.hereDocuments.flatMap((document) => this.findHereDocument(document, text))];
  }

  /** The words of one command; the first one is the program. */
  findCommand(words: readonly ShellWord[]): Found[] {
    return (this.byProgram.get(programOf(words[0])) ?? []).flatMap((entry) => {
      const last = lastWord(words, entry.words);
      const first = words[0];
      const { flags, absentFlags } = entry.trigger.trigger;
      if (last === undefined || first === undefined) return [];
      if (flags?.every((flag) => hasFlag(words, flag)) === false) return [];
      if (absentFlags?.some((flag) => hasFlag(words, flag)) === true) return [];
      return [{ from: first.from, to: last.to, trigger: entry.trigger, weight: entry.weight }];
    });
  }

  private findSqlOption(words: readonly ShellWord[], text: string): Found[] {
    if (this.sql.isEmpty || !sqlClients.has(programOf(words[0]))) return [];
    return words.flatMap((word, index) => {
      const isGiven =
        sqlOptions.test(words[index - 1]?.text ?? '') || (programOf(words[0]) === 'sqlite3' && index === 2);
      return isGiven ? this.findSql(word.from, word.to, text) : [];
    });
  }

  private findHereDocument(document: HereDocument, text: string): Found[] {
    const isRead = document.reader.words.some((word) => sqlClients.has(programOf(word)));
    return isRead && !this.sql.isEmpty ? this.findSql(document.from, document.to, text) : [];
  }

  private findSql(from: number, to: number, text: string): Found[] {
    const embedded = new EmbeddedText('tag');
    const quote = /['"]/.exec(text[from] ?? '')?.[0];
    const inner = quote !== undefined && text[to - 1] === quote ? [from + 1, to - 1] : [from, to];
    embedded.addPlain(text.slice(inner[0], inner[1]), inner[0] ?? from);
    return findEmbedded(embedded, this.sql);
  }
}

/** The last of the wanted words when they stand in this order, with nothing but options and their values in between. */
function lastWord(words: readonly ShellWord[], wanted: readonly string[]): ShellWord | undefined {
  let last = words[0];
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
    if (words[at]?.text !== word) return undefined;
    last = words[at++];
  }
  return last;
}
