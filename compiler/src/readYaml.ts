/** YAML as plain data. A file of content never throws: what cannot be read is a message that says how to mend it. */
import type { VFile } from 'vfile';
import { isAlias, LineCounter, parseDocument, visit, type Document } from 'yaml';

interface ReadYaml {
  readonly document: Document;
  readonly data: unknown;
  /** The place in the file of an offset of the YAML text. */
  readonly pointAt: (offset: number) => { line: number; column: number };
}

interface YamlPlace {
  /** What the text is to its author, such as `The front matter`. */
  readonly what: string;
  /** The line of the file on which the text begins. */
  readonly firstLine: number;
  /** The rule that messages belong to. */
  readonly rule: string;
}

/** Returns undefined after at least one message when the text is not YAML that can become plain data. */
export function readYaml(
  text: string,
  { what, firstLine, rule }: YamlPlace,
  file: VFile,
): ReadYaml | undefined {
  const lines = new LineCounter();
  // A quiet document, because keys that are no texts are the schema's business and not the console's.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const pointAt = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const messagesBefore = file.messages.length;
  const complain = (problem: string, offset: number): void => {
    file.message(`${what} ${problem}`, pointAt(offset), rule);
  };

  for (const error of document.errors) complain(`is not valid YAML: ${error.message}`, error.pos[0]);
  // A text that begins with an asterisk is a reference in YAML. The library throws when it follows one into nothing.
  visit(document, {
    Node(_, node) {
      if (!isAlias(node) || node.resolve(document) !== undefined) return;
      complain(
        `uses "*${node.source}" as a reference to nothing: put a text that begins with "*" into quotes`,
        node.range?.[0] ?? 0,
      );
    },
  });
  if (file.messages.length > messagesBefore) return undefined;
  try {
    return { document, data: document.toJS(), pointAt };
  } catch (error) {
    // References to references, which would become more data than memory holds.
    const reason = error instanceof Error ? error.message : String(error);
    complain(`cannot be read (${reason}): write the values out instead of referring to them with "*"`, 0);
    return undefined;
  }
}
